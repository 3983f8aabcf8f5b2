"""Examples at the end of each command's help."""

from __future__ import annotations

__all__ = ["EXAMPLES"]

_LINES = {
    "claimwright": (
        ("claimwright extract articles/ -o claims.jsonl", "claims of a folder"),
        ("claimwright report claims.jsonl -o report.html", "a page to read them in"),
        ("claimwright extract --help", "all options"),
    ),
    "extract": (
        ("claimwright extract article.html", "a table in the terminal"),
        ("claimwright extract news/*.md -o claims.parquet --workers 4", "many, in four processes"),
        ("claimwright extract rows.jsonl --text-field body -o claims.csv", "a column of a table"),
        ("curl -s ADDRESS | claimwright extract - | jq .type", "from a pipe into a pipe"),
    ),
    "report": (
        ("claimwright report claims.jsonl", "writes report.html"),
        ("claimwright report claims.jsonl -o moves.html --texts articles/", "the articles lie elsewhere now"),
    ),
    "clean": (
        ("claimwright clean page.html | jq -r .text", "the article without the page"),
        ("claimwright clean pages/ -o clean.jsonl --source", "everything needed to check the map"),
    ),
    "explain": (("claimwright explain article.html", "what each stage saw, in colour"),),
    "schema": (("claimwright schema -o claim.schema.json", "for a validator"),),
    "evaluate": (("claimwright evaluate default --on dev", "scores with intervals"),),
    "train": (("claimwright train --config models/configs/default.toml", "the shipped model again"),),
    "check-offsets": (
        ("claimwright check-offsets articles/", "every word of every article"),
        ("claimwright check-offsets articles/ --model default", "and every span of every claim"),
    ),
}

# Two blank-separated columns; each line a paragraph of its own, as the help formatter joins lines.
EXAMPLES = {
    name: "[bold]Examples[/bold]\n\n"
    + "\n\n".join(f"  {command}  [dim]{what}[/dim]" for command, what in lines)
    for name, lines in _LINES.items()
}
