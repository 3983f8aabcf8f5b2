"""``claimwright evaluate``: a model's scores on labelled articles it was not trained on."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["evaluate"]


def evaluate(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="Name below models/ or a folder.")
    ] = "default",
    on: Annotated[
        str, typer.Option("--on", metavar="SPLIT", help="dev or test, of the collection news.")
    ] = "dev",
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
    show_errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed and what was wrong.")
    ] = False,
) -> None:
    """Measure a model on labelled articles: claim F1, argument F1, modality, calibration, with 95 % intervals.

    Needs the texts that the labels point into (docs/corpora.md).
    """
    import json

    from rich.console import Console

    from claimwright.corpora.reader import documents
    from claimwright.evaluation import render
    from claimwright.evaluation.measure import errors_of, measure

    measured = measure(model, documents("news", on))
    if show_errors:
        for line in errors_of(measured):
            print(line)
    if as_json:
        print(json.dumps(measured.evaluation.as_dict(), indent=1))
    else:
        Console().print(render(measured.evaluation))
