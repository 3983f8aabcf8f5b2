"""What all tests share."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# What the person who runs the tests has retrained and uses is no model of the tests.
os.environ["CLAIMWRIGHT_HOME"] = tempfile.mkdtemp(prefix="claimwright-models-")
atexit.register(shutil.rmtree, os.environ["CLAIMWRIGHT_HOME"], ignore_errors=True)
# One backend for all tests, so that numbers are compared to the digit; tests/encoder/test_backends.py has both.
os.environ["CLAIMWRIGHT_BACKEND"] = "onnxruntime"
settings.register_profile("project", deadline=None)  # times vary too much on shared machines
settings.load_profile("project")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of outside articles beside the repository, or where CLAIMWRIGHT_SHARED says."""
    folder = Path(os.environ.get("CLAIMWRIGHT_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    if not folder.is_dir():
        pytest.skip(f"the articles are not at {folder}; name their folder with CLAIMWRIGHT_SHARED")
    return folder
