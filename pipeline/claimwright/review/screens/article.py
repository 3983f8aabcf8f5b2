"""An article as it is shown: blocks of pieces, each knowing its first code point, each marked once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimwright.exchange.marks import MarkedClaim
from claimwright.exchange.printable import printable
from claimwright.records import BlockKind, Claim, Document
from claimwright.report.segments import Mark, Segment, segments
from claimwright.review.editing.draft import ATTRIBUTION, TRIGGER, Slot
from claimwright.store.storable import outlet_of

__all__ = ["ArticleView", "BlockView", "Piece", "claim_marks", "draft_marks", "show_article", "show_text"]

_CURRENT = 0
_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in which the marks do not change.

    Attributes:
        at: its first code point in the cleaned text.
        text: as shown, as many code points as in the article.
        kinds: of the marks of the claim at hand that cover it: evidence, argument, trigger, attribution, active.
        labels: to be written behind it.
        claim: id of another claim that covers it, or empty.
    """

    at: int
    text: str
    kinds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    claim: str = ""


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of the article: its kind, heading level or list depth, and pieces."""

    kind: str
    level: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article.

    Attributes:
        sha256: of its document.
        title, path, url, published, outlet: as plain text; ``url`` only if it leads to the web.
        titled: whether the blocks begin with the title.
        blocks: in order.
        focus: code point to scroll to, or None.
    """

    sha256: str
    title: str
    path: str
    url: str
    published: str
    outlet: str
    titled: bool
    blocks: tuple[BlockView, ...]
    focus: int | None = None


def show_text(text: str) -> str:
    """The text as it may be shown, of the same length: what could reorder or hide text becomes U+FFFD."""
    return printable(text.replace("\r", " "))


def claim_marks(claim: Claim) -> Iterator[Mark]:
    """The marks of the claim at hand."""
    for mention in claim.mentions:
        yield Mark(mention.evidence.start, mention.evidence.end, _CURRENT, "evidence")
        yield Mark(mention.trigger.start, mention.trigger.end, _CURRENT, TRIGGER, TRIGGER)
    for argument in claim.arguments:
        label = _role_label(argument.role)
        yield Mark(argument.span.start, argument.span.end, _CURRENT, "argument", label)
    if claim.attribution is not None:
        yield Mark(claim.attribution.start, claim.attribution.end, _CURRENT, ATTRIBUTION, "says so")


def draft_marks(part: MarkedClaim, active: Slot) -> Iterator[Mark]:
    """The marks of a draft; the one being worked on is ``active``."""
    for number, place in enumerate(part.triggers):
        yield Mark(*place, _CURRENT, TRIGGER, TRIGGER)
        if active == Slot(TRIGGER, number):
            yield Mark(*place, _CURRENT, "active")
    numbers: dict[str, int] = {}
    for role, place in part.arguments:
        yield Mark(*place, _CURRENT, "argument", _role_label(role))
        if active == Slot(role, numbers.get(role, 0)):
            yield Mark(*place, _CURRENT, "active")
        numbers[role] = numbers.get(role, 0) + 1
    if part.attribution is not None:
        yield Mark(*part.attribution, _CURRENT, ATTRIBUTION, "says so")
        if active.name == ATTRIBUTION:
            yield Mark(*part.attribution, _CURRENT, "active")


def show_article(
    document: Document,
    marks: Iterable[Mark],
    others: Sequence[Claim] = (),
    *,
    focus: int | None = None,
) -> ArticleView:
    """The article with its marks.

    Args:
        document: whole.
        marks: of the claim at hand.
        others: claims to be marked faintly.
        focus: code point to scroll to.
    """
    faint = [mark for number, claim in enumerate(others, start=1) for mark in _faint_marks(number, claim)]
    every = [*marks, *faint]
    metadata = document.metadata
    url = metadata.url or ""
    blocks = tuple(
        BlockView(
            block.kind.value,
            block.level,
            _pieces(document.text[block.start : block.end], block.start, every, others),
        )
        for block in document.blocks
    )
    return ArticleView(
        sha256=document.sha256,
        title=_line(metadata.title) or _line(document.path),
        path=_line(document.path),
        url=_line(url) if url.lower().startswith(_WEB) else "",
        published=_line(metadata.published),
        outlet=_line(outlet_of(metadata.site, metadata.url)),
        titled=bool(document.blocks) and document.blocks[0].kind is BlockKind.TITLE,
        blocks=blocks,
        focus=focus,
    )


def _pieces(text: str, start: int, marks: Sequence[Mark], others: Sequence[Claim]) -> tuple[Piece, ...]:
    pieces = []
    at = start
    for segment in segments(text, start, marks):
        pieces.append(_piece(at, segment, others))
        at += len(segment.text)
    return tuple(pieces)


def _piece(at: int, segment: Segment, others: Sequence[Claim]) -> Piece:
    ours = [mark for mark in segment.marks if mark.claim == _CURRENT]
    faint = [mark.claim for mark in segment.marks if mark.claim != _CURRENT]
    return Piece(
        at=at,
        text=show_text(segment.text),
        kinds=tuple(dict.fromkeys(mark.kind for mark in ours)),
        labels=tuple(dict.fromkeys(m.label for m in segment.ending if m.claim == _CURRENT and m.label)),
        claim=others[min(faint) - 1].id if faint else "",
    )


def _faint_marks(number: int, claim: Claim) -> Iterator[Mark]:
    for mention in claim.mentions:
        yield Mark(mention.trigger.start, mention.trigger.end, number, TRIGGER)
    for argument in claim.arguments:
        yield Mark(argument.span.start, argument.span.end, number, "argument")


def _role_label(role: str) -> str:
    return role.replace("_", " ")


def _line(text: str | None) -> str:
    return printable(text or "", one_line=True)
