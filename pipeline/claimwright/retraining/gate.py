"""The gate: whether a new version may be published. It has to be better somewhere and worse nowhere beyond noise."""

from __future__ import annotations

from dataclasses import dataclass

from claimwright.evaluation.comparison import Comparison, Difference

__all__ = ["Judgement", "Limits", "judge"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the gate lets through.

    Attributes:
        loss: claim F1 that may be lost at most over all types, however few the articles; more is no noise.
        ece: calibration error that is always good enough.
        ece_rise: by how much it may rise above that of the current version.
        least: firm labels of a type below which it is not judged alone.
    """

    loss: float = 0.02
    ece: float = 0.1
    ece_rise: float = 0.03
    least: int = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate found: whether the version passes, and why or why not, in sentences."""

    passed: bool
    reasons: tuple[str, ...]


def judge(frozen: Comparison | None, held_back: Comparison | None, limits: Limits | None = None) -> Judgement:
    """Judge a new version against the current one.

    Args:
        frozen: on labelled articles that nothing was trained on; None where there are none.
        held_back: on decisions that nothing was learnt from; None where there are none.
        limits: what is let through.
    """
    allowed = limits or Limits()
    against: list[str] = []
    if frozen is None:
        against.append("There are no frozen test articles here to show that nothing was forgotten.")
    if held_back is None:
        against.append("No decisions were held back to show that something was learnt: review more articles.")
    for comparison, where in ((frozen, "the frozen test"), (held_back, "the decisions held back")):
        if comparison is not None:
            against += _losses(comparison, where, allowed)
    gains = [
        _gain(comparison.overall["f1"], where)
        for comparison, where in ((held_back, "the decisions held back"), (frozen, "the frozen test"))
        if comparison is not None and (comparison.overall["f1"].change or 0) > 0
    ]
    if not gains:
        against.append(
            "It is not better than the current version: neither on held-back decisions nor elsewhere."
        )
    return Judgement(not against, tuple(against or gains))


def _losses(comparison: Comparison, where: str, limits: Limits) -> list[str]:
    found = []
    overall = comparison.overall["f1"]
    if _falls(overall) or (overall.change or 0) < -limits.loss:
        found.append(f"Claim F1 falls on {where}: {_told(overall)}.")
    for name, one in comparison.by_type.items():
        if comparison.support[name] >= limits.least and _falls(one):
            found.append(f"Claim F1 of {name} falls beyond noise on {where}: {_told(one)}.")
    error = comparison.overall["ece"]
    if error.old is not None and error.new is not None and error.new > limits.ece:
        risen = error.new > error.old + limits.ece_rise and (error.low or 0) > 0
        if risen:
            found.append(f"The calibration error rises on {where}: {_told(error)}.")
    return found


def _falls(one: Difference) -> bool:
    """Whether the whole interval of the difference lies below nothing."""
    return one.high is not None and one.high < 0


def _gain(one: Difference, where: str) -> str:
    return f"Claim F1 rises on {where}: {_told(one)}."


def _told(one: Difference) -> str:
    values = f"{one.old or 0:.3f} to {one.new or 0:.3f}"
    if one.low is None or one.high is None:
        return values
    return f"{values} (95 % of the differences lie from {one.low:+.3f} to {one.high:+.3f})"
