"""``claimwright review``: a page to say yes, no, or what is right."""

from __future__ import annotations

from typing import Annotated

import typer

from claimwright.cli.options import DeclarationsFile
from claimwright.review.orders import OrderName

__all__ = ["review"]

_PORT = 8760
_NETWORK = "Network"
_PANEL = "Several reviewers"


StoreOption = Annotated[
    str,
    typer.Argument(metavar="STORE", help="A store with claims: a file, or an address.", show_default=False),
]
ReviewerOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who decides; else the name of the user.", show_default=False),
]
OrderOption = Annotated[OrderName, typer.Option(help="The queue to begin with.")]
AuditOption = Annotated[
    float,
    typer.Option(min=0, max=1, metavar="SHARE", help="Share of the claims in the random audit slice."),
]
OverlapOption = Annotated[
    float,
    typer.Option(
        min=0,
        max=1,
        metavar="SHARE",
        help="Share of the claims that are asked twice.",
        rich_help_panel=_PANEL,
    ),
]
OverlapReviewersOption = Annotated[
    int,
    typer.Option(min=2, metavar="N", help="How many people are asked then.", rich_help_panel=_PANEL),
]
SeedOption = Annotated[
    str,
    typer.Option(
        metavar="TEXT",
        help="Draws the lots; the same for all who work on a store.",
        rich_help_panel=_PANEL,
    ),
]
BlindOption = Annotated[
    bool,
    typer.Option("--blind/--open", help="Hide the confidence of audit claims until they are answered."),
]
PortOption = Annotated[
    int | None,
    typer.Option(
        min=0,
        max=65535,
        metavar="PORT",
        help=f"Else {_PORT}, or a free one; 0 for any.",
        rich_help_panel=_NETWORK,
        show_default=False,
    ),
]
HostOption = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Interface to serve on.", rich_help_panel=_NETWORK)
]
TokenOption = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="What visitors have to know; needed beyond this machine. `new` makes one.",
        rich_help_panel=_NETWORK,
        show_default=False,
    ),
]
BrowserOption = Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")]


def review(  # noqa: PLR0913 - one parameter an option
    store: StoreOption,
    *,
    reviewer: ReviewerOption = None,
    order: OrderOption = OrderName.MIXED,
    audit: AuditOption = 0.1,
    overlap: OverlapOption = 0.0,
    overlap_reviewers: OverlapReviewersOption = 2,
    seed: SeedOption = "claimwright",
    blind: BlindOption = True,
    port: PortOption = None,
    host: HostOption = "127.0.0.1",
    token: TokenOption = None,
    browser: BrowserOption = True,
    declarations: DeclarationsFile = None,
) -> None:
    """Open a page on this machine on which people accept, reject and correct claims.

    Every answer is one entry of the store's append-only log, on the disk before the next claim is shown.
    Ctrl-C stops the page; nothing is lost by it.
    """
    from claimwright.cli.messages import say
    from claimwright.review.desk import Desk
    from claimwright.review.preferences import PreferencesFile, preferences_path
    from claimwright.review.server.call import House
    from claimwright.review.server.serve import Address, is_loopback, serve
    from claimwright.review.settings import ReviewSettings
    from claimwright.schema import load_declarations
    from claimwright.store import open_store

    secret = _token(token, host, is_loopback(host))
    settings = ReviewSettings(
        audit_share=audit, audit_seed=seed, overlap=overlap, overlap_reviewers=overlap_reviewers, blind=blind
    )
    with open_store(store) as opened:
        desk = Desk(opened, load_declarations(declarations), settings)
        house = House(desk, PreferencesFile(preferences_path()), reviewer or _user(), order)

        def ready(address: str) -> None:
            say(f"claimwright: review at {address} (Ctrl-C stops it)")
            if not is_loopback(host):
                say("claimwright: other machines reach it, unencrypted; who has the token sees every article")
            if browser:
                import webbrowser

                webbrowser.open(address)

        where = Address(host, _PORT if port is None else port, port is None, secret)
        serve(house, where, ready)


def _token(given: str | None, host: str, loopback: bool) -> str:
    """What visitors have to know, or nothing.

    Raises:
        typer.BadParameter: if other machines would reach the page without one.
    """
    import re
    import secrets

    if given == "new":
        return secrets.token_urlsafe(18)
    if given is not None and not re.fullmatch(r"[A-Za-z0-9_-]{12,100}", given):
        raise typer.BadParameter("12 to 100 letters, digits, - and _", param_hint="--token")
    if given is None and not loopback:
        raise typer.BadParameter(f"{host} is reached by other machines: add --token new", param_hint="--host")
    return given or ""


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()[:100] or "reviewer"
    except (OSError, KeyError):
        return "reviewer"
