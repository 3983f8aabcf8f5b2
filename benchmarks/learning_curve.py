"""``python -m benchmarks.learning_curve``: what more labels bring, by training on shares of those there are.

Every share holds the smaller ones. All models are tuned and calibrated on the same held-out documents and scored on
the test split and on the development test. A run that was broken off goes on where it was.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from claimwright.corpora.reader import documents
from claimwright.evaluation.measure import measure
from claimwright.training.fit import FitConfig, fit, read_config

__all__ = ["main", "point", "table"]

_SPLITS = ("test", "dev")


def point(folder: Path, share: float) -> dict[str, Any]:
    """The scores of a trained model on the splits, as one point of the curve.

    Args:
        folder: of the model.
        share: of the labels it was trained on, 0 to 1.
    """
    learnt = json.loads((folder / "training.json").read_text(encoding="utf-8"))["learn"]
    scores = {
        split: measure(folder, list(documents("news", split))).evaluation.as_dict() for split in _SPLITS
    }
    return {"share": share, "documents": learnt["documents"], "claims": learnt["claims"], **scores}


def table(points: Sequence[Mapping[str, Any]]) -> str:
    """The curve as a Markdown table."""
    rows = [
        "| share | documents | claims | " + " | ".join(f"F1 {s} | arguments {s}" for s in _SPLITS) + " |",
        "|--:|--:|--:|" + "--:|" * 2 * len(_SPLITS),
    ]
    for found in sorted(points, key=lambda p: p["share"]):
        cells = [f"{found['share']:.0%}", str(found["documents"]), str(found["claims"])]
        for split in _SPLITS:
            low, high = found[split]["f1_ci"]
            cells += [
                f"{found[split]['f1']:.3f} [{low:.2f}, {high:.2f}]",
                f"{found[split]['argument_f1']:.3f}",
            ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _trained(config: FitConfig, share: float, folder: Path) -> Path:
    target = folder / f"share-{round(share * 100):03}"
    if not (target / "training.json").is_file():
        fit(replace(config, share=share, output=str(target)), lambda line: print(line, flush=True))
    return target


def main(words: list[str] | None = None) -> int:
    """The command line; the table goes to standard output, the points as JSON into the folder."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.learning_curve", description=__doc__.split("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="for the models and curve.json")
    parser.add_argument("--config", type=Path, default=Path("models/configs/default.toml"), metavar="FILE")
    parser.add_argument("--shares", type=float, nargs="+", default=[0.25, 0.5, 0.75], metavar="SHARE")
    parser.add_argument(
        "--whole", type=Path, default=Path("models/default"), help="the model trained on all labels"
    )
    chosen = parser.parse_args(words)
    config = read_config(chosen.config)
    points = [point(_trained(config, share, chosen.folder), share) for share in chosen.shares]
    points.append(point(chosen.whole, 1.0))
    (chosen.folder / "curve.json").write_text(json.dumps(points, indent=1) + "\n", encoding="utf-8")
    print(table(points))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
