"""Putting a claim right: a draft, and operations that each give a new draft. No web in here, nothing is stored."""

from claimwright.review.editing.build import build_claims
from claimwright.review.editing.draft import Draft, Slot, draft_from_json, draft_to_json, slots_of
from claimwright.review.editing.edits import (
    assign,
    change_modality,
    change_type,
    find_words,
    remove,
    start_slot,
    without_part,
)
from claimwright.review.editing.nudge import Edge, Unit, nudge
from claimwright.review.editing.start import start_addition, start_correction, start_merge, start_split

__all__ = [
    "Draft",
    "Edge",
    "Slot",
    "Unit",
    "assign",
    "build_claims",
    "change_modality",
    "change_type",
    "draft_from_json",
    "draft_to_json",
    "find_words",
    "nudge",
    "remove",
    "slots_of",
    "start_addition",
    "start_correction",
    "start_merge",
    "start_slot",
    "start_split",
    "without_part",
]
