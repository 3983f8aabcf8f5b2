"""What a claim is, as data: types, roles, triggers, cue words, and the loader that checks them."""

from claimwright.schema.loader import load_declarations
from claimwright.schema.types import ClaimType, Declarations, Role

__all__ = ["ClaimType", "Declarations", "Role", "load_declarations"]
