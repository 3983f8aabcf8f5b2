"""``claimwright models``: the versions of a model, which is in use, and what each knows of itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimwright.cli.messages import say

if TYPE_CHECKING:
    from claimwright.versions.catalogue import Version

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="The versions of a model: which there are, and which is in use.")

Model = Annotated[str, typer.Option("--model", metavar="NAME", help="The model.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Wanted = Annotated[str, typer.Argument(metavar="VERSION", help="Its number, or the version it tells.")]


@app.command("list")
def list_command(model: Model = "default", as_json: AsJson = False) -> None:
    """The versions there are; 0 came with the package, the one with the star is in use."""
    from claimwright.versions.catalogue import versions

    found = versions(model)
    if as_json:
        typer.echo(json.dumps([_brief(one) for one in found], indent=2))
        return
    rows = [
        (
            f"{'*' if one.in_use else ' '} {one.number}",
            one.layout.version,
            str(one.manifest.get("made", ""))[:10],
            _parent(one),
            _count(one),
            _score(one, "test"),
            _score(one, "held_back"),
            _state(one),
        )
        for one in found
    ]
    _print(("  no.", "version", "made", "from", "learnt", "F1 frozen", "held back", "state"), rows)


@app.command("show")
def show(version: Wanted = "", model: Model = "default", as_json: AsJson = False) -> None:
    """What a version knows of itself: parent, data, decisions, code, seeds, scores; without VERSION the one in use."""
    from claimwright.versions.catalogue import version as find
    from claimwright.versions.catalogue import version_in_use

    one = find(model, version) if version else version_in_use(model)
    facts = {**_brief(one), "thresholds": one.layout.thresholds, "training": dict(one.manifest)}
    if as_json:
        typer.echo(json.dumps(facts, indent=2))
        return
    rows = [(n, v) for n, v in _flat(facts).items() if v not in ("", "[]")]
    _print(("", ""), rows)


@app.command("diff")
def diff(old: Wanted, new: Wanted, model: Model = "default", as_json: AsJson = False) -> None:
    """What two versions do not have in common."""
    from claimwright.versions.catalogue import version as find

    left, right = find(model, old), find(model, new)
    one, other = _comparable(left), _comparable(right)
    names = [name for name in dict.fromkeys((*one, *other)) if one.get(name) != other.get(name)]
    if as_json:
        typer.echo(json.dumps({name: [one.get(name), other.get(name)] for name in names}, indent=2))
        return
    rows = [(name, one.get(name, "–"), other.get(name, "–")) for name in names]
    _print(("", f"{left.number} ({left.layout.version})", f"{right.number} ({right.layout.version})"), rows)


@app.command("use")
def use_command(
    version: Wanted,
    model: Model = "default",
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Also a candidate that did not pass its gate.")
    ] = False,
) -> None:
    """From now on the model's name means this version, in every command."""
    from claimwright.versions.catalogue import use

    chosen = use(model, version, anyway=anyway)
    say(f"claimwright: {model} is now version {chosen.number} ({chosen.layout.version})")


@app.command("rollback")
def rollback(model: Model = "default") -> None:
    """Go back to the version that was in use before; again, to the one before that."""
    from claimwright.versions.catalogue import roll_back

    chosen = roll_back(model)
    say(f"claimwright: {model} is now version {chosen.number} ({chosen.layout.version})")


@app.command("prune")
def prune(
    versions: Annotated[
        list[str] | None,
        typer.Argument(metavar="[VERSION...]", help="These; by default those that did not pass their gate."),
    ] = None,
    model: Model = "default",
    yes: Annotated[bool, typer.Option("--yes", help="Delete them; else they are only named.")] = False,
) -> None:
    """Delete versions that nobody needs; nothing that is in use or that going back would come through."""
    from claimwright.versions.keep import prunable, remove

    found, left = prunable(model, versions or [])
    for one in found:
        typer.echo(f"{one.number}  {one.layout.version}  {_state(one)}  {one.folder}")
    for folder in left:
        typer.echo(f"-  left over by a retraining that was broken off  {folder}")
    if not yes:
        say(f"claimwright: {len(found) + len(left)} could go; nothing was deleted, add --yes to delete")
        return
    remove([*(one.folder for one in found), *left])
    say(f"claimwright: {len(found) + len(left)} deleted")


def _brief(one: Version) -> dict[str, Any]:
    return {
        "number": one.number,
        "name": one.layout.name,
        "version": one.layout.version,
        "in_use": one.in_use,
        "state": _state(one),
        "folder": str(one.folder),
    }


def _state(one: Version) -> str:
    if one.number == 0:
        return "shipped"
    return "passed" if one.published else "candidate"


def _parent(one: Version) -> str:
    parent = one.manifest.get("parent") or {}
    return str(parent.get("number", "")) if isinstance(parent, Mapping) else ""


def _count(one: Version) -> str:
    learnt = (one.manifest.get("decisions") or {}).get("learnt")
    return f"{len(learnt):,}" if isinstance(learnt, list) else ""


def _score(one: Version, part: str) -> str:
    value = ((one.manifest.get("scores") or {}).get(part) or {}).get("f1")
    return "" if value is None else f"{value:.3f}"


def _comparable(one: Version) -> dict[str, str]:
    """What tells two versions apart, without when and where they were made."""
    apart = ("made", "gate", "epochs")
    kept = {name: value for name, value in one.manifest.items() if name not in apart}
    return _flat({"version": one.layout.version, "thresholds": one.layout.thresholds, **kept})


def _flat(data: Mapping[str, Any], before: str = "") -> dict[str, str]:
    """Nested data as dotted names; a long list by its length."""
    found: dict[str, str] = {}
    for name, value in data.items():
        if isinstance(value, Mapping):
            found |= _flat(value, f"{before}{name}.")
        elif isinstance(value, list) and len(value) > 6:
            found[f"{before}{name}"] = f"{len(value):,} entries"
        else:
            found[f"{before}{name}"] = value if isinstance(value, str) else json.dumps(value)
    return found


def _print(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from claimwright.exchange.printable import printable

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), show_header=any(heads))
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell, one_line=True)) for cell in row))
    Console().print(table)
