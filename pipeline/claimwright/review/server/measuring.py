"""The page of figures."""

from __future__ import annotations

from starlette.responses import Response

from claimwright.review.figures import figures
from claimwright.review.server.call import Call
from claimwright.review.server.looking import shell
from claimwright.review.server.render import html

__all__ = ["figures_page"]


def figures_page(call: Call) -> Response:
    """What the review has shown so far."""
    found = figures(call.desk.store, call.desk.declarations, call.desk.settings)
    return html(
        "figures.html", shell=shell(call), title="Figures", figures=found, settings=call.desk.settings
    )
