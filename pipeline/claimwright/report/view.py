"""What the page shows, as plain frozen data: the template only lays it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimwright.exchange.printable import printable
from claimwright.exchange.table import normalized_text
from claimwright.records import Argument, BlockKind, Claim, Document
from claimwright.report.segments import Mark, Segment, segments
from claimwright.schema import Declarations

__all__ = ["ArticleView", "ClaimView", "PageView", "build_view"]

_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """One role of a claim: its name, the canonical value, and its normalised form where that says more."""

    role: str
    value: str
    normalized: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One row of the table; ``number`` counts all claims of the page, ``hue`` colours its type."""

    number: int
    id: str
    type: str
    label: str
    hue: int
    modality: str
    confidence: float
    arguments: tuple[ArgumentView, ...]
    attribution: str
    mentions: int
    search: str
    article: int


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of an article, or one evidence sentence of an article that was not found."""

    kind: str
    level: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article with its marks: ``whole`` or only the evidence, ``titled`` if it begins with its title."""

    number: int
    title: str
    path: str
    url: str
    published: str
    whole: bool
    titled: bool
    cluster: bool
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The page: claims in the order of the file, articles in the order they first occur."""

    title: str
    claims: tuple[ClaimView, ...]
    articles: tuple[ArticleView, ...]
    types: tuple[tuple[str, str, int, int], ...]  # name, label, hue, claims
    modalities: tuple[tuple[str, int], ...]  # name, claims
    models: tuple[str, ...]

    @property
    def whole(self) -> int:
        """How many articles are shown in full."""
        return sum(article.whole for article in self.articles)


def build_view(
    claims: Sequence[Claim], texts: Mapping[str, Document], declarations: Declarations, title: str
) -> PageView:
    """Everything the page shows.

    Args:
        claims: all claims, of any number of documents.
        texts: cleaned articles by SHA-256; an article without one is shown by its evidence sentences.
        declarations: labels of the claim types; others are shown by their names.
        title: heading of the page.
    """
    numbers: dict[tuple[str, str], int] = {}
    grouped: list[list[tuple[int, Claim]]] = []
    for number, claim in enumerate(claims):
        key = (claim.document.sha256, claim.document.path)
        if key not in numbers:
            numbers[key] = len(grouped)
            grouped.append([])
        grouped[numbers[key]].append((number, claim))
    found = Counter(claim.type for claim in claims)
    names = [*(name for name in declarations.claim_types if name in found)]
    names += sorted(name for name in found if name not in declarations.claim_types)
    hues = {name: hue for hue, name in enumerate(names)}
    labels = {name: declared.label for name, declared in declarations.claim_types.items()}
    modalities = Counter(claim.modality.value for claim in claims)
    return PageView(
        title=printable(title, one_line=True),
        claims=tuple(
            _claim(number, claim, numbers[claim.document.sha256, claim.document.path], hues, labels)
            for number, claim in enumerate(claims)
        ),
        articles=tuple(
            _article(number, group, texts.get(group[0][1].document.sha256))
            for number, group in enumerate(grouped)
        ),
        types=tuple((name, _line(labels.get(name, name)), hues[name], found[name]) for name in names),
        modalities=tuple((name, modalities[name]) for name in declarations.modalities if modalities[name]),
        models=tuple(sorted({_line(f"{claim.model.name} {claim.model.version}") for claim in claims})),
    )


def _line(text: str | None) -> str:
    return printable(text or "", one_line=True)


def _claim(
    number: int, claim: Claim, article: int, hues: Mapping[str, int], labels: Mapping[str, str]
) -> ClaimView:
    values = " ".join(f"{argument.canonical} {argument.span.text}" for argument in claim.arguments)
    evidence = " ".join(mention.evidence.text for mention in claim.mentions)
    return ClaimView(
        number=number,
        id=_line(claim.id),
        type=claim.type,
        label=_line(labels.get(claim.type, claim.type)),
        hue=hues[claim.type],
        modality=claim.modality.value,
        confidence=claim.confidence,
        arguments=tuple(_argument(argument) for argument in claim.arguments),
        attribution=_line(claim.attribution.text if claim.attribution else ""),
        mentions=len(claim.mentions),
        search=_line(f"{values} {evidence} {claim.document.title or ''} {claim.document.path}").casefold(),
        article=article,
    )


def _argument(argument: Argument) -> ArgumentView:
    normalized = _line(normalized_text(argument.normalized))
    value = _line(argument.canonical)
    return ArgumentView(
        role=_line(argument.role.replace("_", " ")),
        value=value,
        normalized="" if normalized == value else normalized,
        confidence=argument.confidence,
    )


def _article(number: int, group: Sequence[tuple[int, Claim]], document: Document | None) -> ArticleView:
    reference = group[0][1].document
    marks = [mark for claim_number, claim in group for mark in _marks(claim_number, claim)]
    url = reference.url or ""
    return ArticleView(
        number=number,
        title=_line(reference.title) or _line(reference.path),
        path=_line(reference.path),
        url=_line(url) if url.lower().startswith(_WEB) else "",
        published=_line(reference.published),
        whole=document is not None,
        titled=document is not None and bool(document.blocks) and document.blocks[0].kind is BlockKind.TITLE,
        cluster=reference.cluster is not None,
        blocks=_evidence_blocks(group, marks) if document is None else _text_blocks(document, marks),
    )


def _marks(number: int, claim: Claim) -> Iterable[Mark]:
    for mention in claim.mentions:
        yield Mark(mention.evidence.start, mention.evidence.end, number, "evidence")
        yield Mark(mention.trigger.start, mention.trigger.end, number, "trigger", "trigger")
    for argument in claim.arguments:
        yield Mark(
            argument.span.start, argument.span.end, number, "argument", _line(argument.role.replace("_", " "))
        )
    if claim.attribution is not None:
        yield Mark(claim.attribution.start, claim.attribution.end, number, "attribution", "says so")


def _text_blocks(document: Document, marks: Sequence[Mark]) -> tuple[BlockView, ...]:
    return tuple(
        _block(block.kind, block.level, document.text[block.start : block.end], block.start, marks)
        for block in document.blocks
    )


def _evidence_blocks(group: Sequence[tuple[int, Claim]], marks: Sequence[Mark]) -> tuple[BlockView, ...]:
    spans = {mention.evidence for _, claim in group for mention in claim.mentions}
    return tuple(_block(BlockKind.PARAGRAPH, 0, span.text, span.start, marks) for span in sorted(spans))


def _block(kind: BlockKind, level: int, text: str, start: int, marks: Sequence[Mark]) -> BlockView:
    pieces = segments(text, start, marks)
    safe = tuple(Segment(printable(piece.text), piece.marks, piece.ending) for piece in pieces)
    return BlockView(kind.value, level, safe)
