"""The report: one HTML file with everything in it, that loads nothing and runs only its own script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimwright.records import Claim, Document
from claimwright.report.inline import render_inline
from claimwright.report.view import build_view
from claimwright.schema import Declarations, load_declarations

__all__ = ["build_page"]


def build_page(
    claims: Sequence[Claim],
    texts: Mapping[str, Document] | None = None,
    *,
    declarations: Declarations | None = None,
    title: str = "Claims",
) -> str:
    """The page as HTML; nothing that an article says becomes markup.

    Args:
        claims: all claims, of any number of documents.
        texts: cleaned articles by SHA-256; without one, an article is shown by its evidence sentences.
        declarations: labels of the claim types; None for those shipped.
        title: heading of the page.
    """
    return render_inline(
        "page", page=build_view(claims, texts or {}, declarations or load_declarations(), title)
    )
