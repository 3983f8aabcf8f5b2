"""The command: its subcommands, and the last resort for errors."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from claimwright.cli.check_offsets import check_offsets
from claimwright.cli.clean import clean
from claimwright.cli.convert import convert
from claimwright.cli.corpora import app as corpora
from claimwright.cli.decisions import app as decisions
from claimwright.cli.evaluate import evaluate
from claimwright.cli.examples import EXAMPLES
from claimwright.cli.explain import explain
from claimwright.cli.extract import extract
from claimwright.cli.messages import complain, silence_output, status_of
from claimwright.cli.report import report
from claimwright.cli.retrain import retrain
from claimwright.cli.review import review
from claimwright.cli.schema import schema
from claimwright.cli.store import app as store
from claimwright.cli.train import train
from claimwright.cli.versions import app as models
from claimwright.cli.watch import watch
from claimwright.version import __version__

__all__ = ["app", "main"]

_MODELS = "Models and labels"

app = typer.Typer(
    name="claimwright",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXAMPLES["claimwright"],
)
for _command in (extract, watch, review, report, clean, explain, schema, check_offsets, convert):
    _name = _command.__name__.replace("_", "-")
    app.command(_name, epilog=EXAMPLES[_name])(_command)
for _other in (evaluate, train, retrain):
    app.command(_other.__name__, epilog=EXAMPLES[_other.__name__], rich_help_panel=_MODELS)(_other)
app.add_typer(store, name="store")
app.add_typer(decisions, name="decisions")
app.add_typer(models, name="models", rich_help_panel=_MODELS)
app.add_typer(corpora, name="corpora", rich_help_panel=_MODELS)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"claimwright {__version__}")
        raise typer.Exit


@app.callback()
def _claimwright(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Structured, calibrated claims about people at companies, read from news articles."""


def main() -> None:
    """Run the command; whatever goes wrong ends as one line and an exit status, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="claimwright")
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        status = status_of(complain(error))
        silence_output()
        sys.exit(status)
