"""``claimwright train``: rebuild a model from its configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["train"]


def train(
    config: Annotated[Path, typer.Option("--config", metavar="FILE", help="A file of models/configs/.")],
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FOLDER", help="Instead of the configuration's.")
    ] = None,
) -> None:
    """Train a model from the labelled articles, export and calibrate it.

    Needs the extra ``train`` and the texts that the labels point into (docs/training.md).
    """
    from dataclasses import replace

    from rich.console import Console

    from claimwright.training.fit import fit, read_config

    console = Console(stderr=True, highlight=False)
    settings = read_config(config)
    if output is not None:
        settings = replace(settings, output=output)
    folder = fit(settings, console.print)
    console.print(f"wrote {folder}")
