"""Claims: relations gathered into facts, values normalised, confidence calibrated."""

from claimwright.claims.assemble import ClaimDraft, DraftMention, assemble
from claimwright.claims.calibrate import Calibrator
from claimwright.claims.emit import emit
from claimwright.claims.features import FEATURES, features_of

__all__ = ["FEATURES", "Calibrator", "ClaimDraft", "DraftMention", "assemble", "emit", "features_of"]
