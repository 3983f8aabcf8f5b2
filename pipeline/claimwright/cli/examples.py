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
        ("claimwright extract news/ -o claims/ --resume", "very many, in shards; goes on where it was ended"),
        ("claimwright extract rows.jsonl --text-field body -o claims.csv", "a column of a table"),
        ("curl -s ADDRESS | claimwright extract - | jq .type", "from a pipe into a pipe"),
    ),
    "watch": (
        ("claimwright watch incoming/ -o claims/", "a folder, until Ctrl-C"),
        (
            "claimwright watch incoming/ https://example.org/news.atom --store claims.db",
            "a folder and a feed",
        ),
        ("claimwright watch incoming/ -o claims/ --once", "what came since the last time, from cron"),
    ),
    "report": (
        ("claimwright report claims.jsonl", "writes report.html"),
        ("claimwright report claims.jsonl -o moves.html --texts articles/", "the articles lie elsewhere now"),
    ),
    "review": (
        ("claimwright review claims.db", "opens the page in a browser"),
        ("claimwright review claims.db --order audit", "the random slice first"),
        ("claimwright review claims.db --reviewer ann --overlap 0.2", "a fifth of the claims is asked twice"),
        ("claimwright review claims.db --host 0.0.0.0 --token new", "for colleagues in the same network"),
    ),
    "clean": (
        ("claimwright clean page.html | jq -r .text", "the article without the page"),
        ("claimwright clean pages/ -o clean.jsonl --source", "everything needed to check the map"),
    ),
    "convert": (
        ("claimwright convert claims.jsonl --to label-studio -o tasks.json", "to correct them there"),
        ("claimwright convert export.json --to decisions -o decisions.jsonl", "what people decided there"),
        ("claimwright convert brat-folder --to jsonl -o claims.jsonl", "the claims as they are now"),
    ),
    "explain": (("claimwright explain article.html", "what each stage saw, in colour"),),
    "schema": (("claimwright schema -o claim.schema.json", "for a validator"),),
    "evaluate": (
        ("claimwright evaluate default --on dev", "scores with intervals"),
        ("claimwright evaluate default --on test --html ../test.html", "and a page with the worst errors"),
        ("claimwright evaluate --predictions claims.jsonl --gold gold.json", "any system's claims"),
    ),
    "train": (("claimwright train --config models/configs/default.toml", "the shipped model again"),),
    "retrain": (
        ("claimwright retrain claims.db", "a new version, and the report of its gate"),
        ("claimwright models use 1", "if it convinces you"),
    ),
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
