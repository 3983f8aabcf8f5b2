"""What the evaluation tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the reference scorer and the gold labels, which are not part of the project."""
    root = Path(os.environ.get("CLAIMWRIGHT_SHARED") or Path(__file__).resolve().parents[3] / "shared")
    if not root.is_dir():
        pytest.skip(f"{root} is not here")
    return root
