"""Claims: relations gathered into facts, values normalised, confidence calibrated."""

from claimwright.claims.assembly import assemble
from claimwright.claims.calibrate import Calibrator
from claimwright.claims.draft import ClaimDraft, DraftMention
from claimwright.claims.emission import emit
from claimwright.claims.features import FEATURES, features_of

__all__ = ["FEATURES", "Calibrator", "ClaimDraft", "DraftMention", "assemble", "emit", "features_of"]
