"""How good predictions and annotators are: matching, scores with intervals, calibration, agreement."""

from claimwright.evaluation.agreement import Agreement, agreement
from claimwright.evaluation.evaluate import Evaluation, evaluate, evaluate_files
from claimwright.evaluation.render import render

__all__ = ["Agreement", "Evaluation", "agreement", "evaluate", "evaluate_files", "render"]
