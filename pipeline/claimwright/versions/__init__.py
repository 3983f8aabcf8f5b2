"""Which models there are on this machine, which of their versions is in use, and which was before."""

from claimwright.versions.find import find_model, shipped_model

__all__ = ["find_model", "shipped_model"]
