"""``claimwright evaluate``: the scores of a model, or of any system's claims, on labelled articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from claimwright.evaluation import Evaluation
    from claimwright.records.gold import GoldDocument

__all__ = ["evaluate"]

_File = str | None


def evaluate(
    model: Annotated[
        str, typer.Argument(metavar="MODEL", help="A name, NAME@NUMBER, or a folder.")
    ] = "default",
    *,
    on: Annotated[
        str, typer.Option("--on", metavar="SPLIT", help="dev or test, of the collection news.")
    ] = "dev",
    predictions: Annotated[
        _File,
        typer.Option(metavar="FILE", help="Score these claims (JSON Lines) instead.", show_default=False),
    ] = None,
    gold: Annotated[
        _File,
        typer.Option(
            metavar="FILE", help="With --predictions: labels (JSON) instead of a split.", show_default=False
        ),
    ] = None,
    html: Annotated[
        _File,
        typer.Option(
            "--html", metavar="FILE", help="Write a page with charts and errors.", show_default=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="All figures as JSON.")] = False,
    show_errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed and what was wrong.")
    ] = False,
) -> None:
    """Measure a model on labelled articles: claim F1, argument F1, modality, calibration, with 95 % intervals.

    A split needs the texts that its labels point into (docs/corpora.md). With --predictions, the claims of any system
    are scored: a line a claim, tied to its article by the file name in document.path.
    """
    if gold is not None and predictions is None:
        raise typer.BadParameter("--gold needs --predictions")
    import json

    from rich.console import Console

    from claimwright.evaluation import render
    from claimwright.evaluation.mistakes import error_lines

    labelled, entries = _labelled(gold, on)
    evaluation = _evaluated(labelled, model, predictions)
    if html is not None:
        title = f"{predictions or model} on {gold or f'news, {on}'}"
        _write_page(html, evaluation, labelled, entries, title)
    if show_errors:
        for line in error_lines(evaluation.pairings):
            print(line)
    if as_json:
        print(json.dumps(evaluation.as_dict(), indent=1))
    else:
        Console().print(render(evaluation))


def _labelled(gold: str | None, split: str) -> tuple[Sequence[GoldDocument], Iterable[Mapping[str, Any]]]:
    """The labelled documents, and where they come from a file its entries, which may quote what they label."""
    if gold is None:
        from claimwright.corpora.reader import documents

        return documents("news", split), ()
    from claimwright.evaluation.files import read_gold, read_gold_file

    return read_gold(gold), read_gold_file(gold)


def _evaluated(labelled: Sequence[GoldDocument], model: str, predictions: str | None) -> Evaluation:
    if predictions is None:
        from claimwright.evaluation.measure import measure

        return measure(model, labelled).evaluation
    from claimwright.evaluation import evaluate as score
    from claimwright.evaluation.files import read_predictions

    return score(labelled, read_predictions(predictions))


def _write_page(
    path: str,
    evaluation: Evaluation,
    labelled: Sequence[GoldDocument],
    entries: Iterable[Mapping[str, Any]],
    title: str,
) -> None:
    from claimwright.batch.output import open_target
    from claimwright.cli.messages import say
    from claimwright.report.evaluation_page import build_evaluation_page

    page = build_evaluation_page(evaluation, labelled, title=title, entries=entries)
    target = open_target(path)
    try:
        target.write(page.encode("utf-8", "backslashreplace"))
        target.mark()
    except BaseException:
        target.drop()
        raise
    target.keep()
    say(f"claimwright: wrote {path}; it holds sentences of the articles, keep it where those may be")
