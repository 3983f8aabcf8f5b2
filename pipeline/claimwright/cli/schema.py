"""``claimwright schema``: the JSON Schema of a claim."""

from __future__ import annotations

from typing import Annotated

import typer

from claimwright.cli import options

__all__ = ["schema"]


def schema(
    output: options.Output = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="With the types of that model.")] = None,
    declarations: options.DeclarationsFile = None,
) -> None:
    """Print the JSON Schema (2020-12) of a claim, as extract writes it."""
    import json

    from claimwright.batch.output import open_target
    from claimwright.cli.models import model_declarations
    from claimwright.exchange.schema import claim_schema
    from claimwright.schema import load_declarations

    declared = load_declarations(declarations) if model is None else model_declarations(model, declarations)
    target = open_target(output)
    target.write(json.dumps(claim_schema(declared), indent=2, ensure_ascii=False).encode("utf-8") + b"\n")
    target.mark()
    target.keep()
