"""The command as it is, with the small extractor of the tests in the place of the model."""

from __future__ import annotations

import sys
import types
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "pipeline"), str(ROOT)]

from claimwright.errors import ModelError  # noqa: E402
from tests import fakes  # noqa: E402


def _find_model(name):
    if name not in {"default", "broken", "dies-loading"}:
        raise ModelError("E401", str(name))
    return Path(__file__).with_name("fake_model")


# Also in worker processes, which run this file again before they unpickle anything.
module = types.ModuleType("claimwright.extractor")
module.Extractor, module.find_model = fakes.RegexExtractor, _find_model  # type: ignore[attr-defined]
sys.modules["claimwright.extractor"] = module

if __name__ == "__main__":
    from claimwright.cli.app import main

    main()
