"""A claim made anew from marks: what did not move is kept as it was, the rest is worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claimwright.errors import InputError
from claimwright.exchange.article import AnnotatedText, Place
from claimwright.exchange.marks import MarkedClaim
from claimwright.records import (
    Argument,
    Block,
    BlockKind,
    Claim,
    ClaimMention,
    Document,
    Modality,
    ModelReference,
    SourceFormat,
    Span,
)
from claimwright.schema import ClaimType, Declarations, Role

__all__ = ["rebuild"]

_CERTAIN = 1.0  # a person said so


def rebuild(
    marked: MarkedClaim,
    article: AnnotatedText,
    original: Claim | None,
    declarations: Declarations,
    where: str,
) -> Claim:
    """The claim that the marks make; its confidence is 1, as a person said so.

    Arguments, mentions and attribution that stand where ``original`` has them are taken over. A moved or new
    argument takes the canonical name another claim of the article gives for the same words, else its own words;
    its value is normalised against the publication date. The evidence of a new trigger is its sentence.

    Args:
        marked: what the tool has.
        article: its text and the claims it came with.
        original: the claim it was made from, or None.
        declarations: what is a type, a role, a modality.
        where: file and task, for errors.

    Raises:
        InputError: E702 for a type, role or modality that is not declared, E703 if a role that makes the claim
            what it is is missing.
    """
    claim_type = _declared(marked, declarations, where)
    modality = Modality(marked.modality or (original.modality if original else Modality.ASSERTED))
    arguments = _arguments(marked, article, original, claim_type, modality)
    return Claim(
        id=_identity(article, claim_type.name, arguments),
        type=claim_type.name,
        confidence=_CERTAIN,
        modality=modality,
        arguments=arguments,
        mentions=tuple(_mention(place, article, original, modality) for place in sorted(marked.triggers)),
        attribution=_attribution(marked, article, original),
        document=article.reference,
        model=original.model if original else ModelReference("reviewer", ""),
    )


def _attribution(marked: MarkedClaim, article: AnnotatedText, original: Claim | None) -> Span | None:
    if marked.attribution is None:
        return None
    kept = original.attribution if original else None
    same = kept is not None and article.place(kept) == marked.attribution
    return kept if same else article.span(marked.attribution)


def _declared(marked: MarkedClaim, declarations: Declarations, where: str) -> ClaimType:
    claim_type = declarations.claim_types.get(marked.type)
    if claim_type is None:
        raise InputError("E702", where, f"no claim type is called {marked.type!r}")
    known = set(declarations.modalities) & set(Modality)
    if marked.modality is not None and marked.modality not in known:
        raise InputError("E702", where, f"no modality is called {marked.modality!r}")
    roles = {role for role, _ in marked.arguments}
    strange = sorted(roles - set(claim_type.roles))
    if strange:
        raise InputError("E702", where, f"{marked.type} has no role {strange[0]!r}")
    if not claim_type.has_identity(roles):
        needed = ", ".join(claim_type.identity)
        found = ", ".join(sorted(roles)) or "none"
        raise InputError("E703", where, f"a {marked.type} needs {needed}; it has {found}")
    return claim_type


def _arguments(
    marked: MarkedClaim,
    article: AnnotatedText,
    original: Claim | None,
    claim_type: ClaimType,
    modality: Modality,
) -> tuple[Argument, ...]:
    kept = {(item.role, article.place(item.span)): item for item in original.arguments} if original else {}
    names = {article.place(item.span): item.canonical for claim in article.claims for item in claim.arguments}
    texts = {role: article.text[place.start : place.end] for role, place in marked.arguments}
    period = next((texts[role] for role in texts if "period" in claim_type.roles[role].entity_types), None)
    order = list(claim_type.roles)
    found = []
    for role, place in sorted(set(marked.arguments), key=lambda item: (order.index(item[0]), item[1])):
        if (role, place) in kept:
            found.append(kept[role, place])
            continue
        span = article.span(place)
        value = _normalized(claim_type.roles[role], span.text, article, modality, period)
        found.append(Argument(role, span, names.get(place, span.text), value, _CERTAIN))
    return tuple(found)


def _normalized(
    role: Role, text: str, article: AnnotatedText, modality: Modality, period: str | None
) -> str | Mapping[str, Any] | None:
    from claimwright.claims.values import normalize_amount, normalize_count, normalize_date

    if role.normalize == "date":
        ahead: bool | None = modality in (Modality.PLANNED, Modality.POSSIBLE)
        if role.tense is not None:
            ahead = True if role.tense == "future" else None
        return normalize_date(text, article.reference.published, future=ahead)
    if role.normalize == "amount":
        return normalize_amount(text, period)
    return normalize_count(text) if "person" in role.entity_types else None


def _mention(
    place: Place, article: AnnotatedText, original: Claim | None, modality: Modality
) -> ClaimMention:
    for mention in original.mentions if original else ():
        if original is not None and article.place(mention.trigger) == place:
            told = modality if mention.modality == original.modality else mention.modality
            return ClaimMention(mention.trigger, mention.evidence, told, mention.score)
    return ClaimMention(article.span(place), article.span(_sentence(article.text, place)), modality, _CERTAIN)


def _sentence(text: str, place: Place) -> Place:
    """The sentence or sentences around a place."""
    from claimwright.encoder.sentences import split_sentences

    start = text.rfind("\n", 0, place.start) + 1
    end = text.find("\n", place.end)
    line = Block(BlockKind.PARAGRAPH, start, len(text) if end < 0 else end)
    around = [
        (left, right)
        for left, right in split_sentences(text, [line])
        if left < place.end and place.start < right
    ]
    edges = [*around, place]
    return Place(min(left for left, _ in edges), max(right for _, right in edges))


def _identity(article: AnnotatedText, claim_type: str, arguments: tuple[Argument, ...]) -> str:
    from claimwright.claims.emission import claim_id

    reference = article.reference
    document = Document(
        id=reference.id,
        path=reference.path,
        sha256=reference.sha256,
        format=SourceFormat.TEXT,
        source="",
        text=article.text,
        alignment=article.alignment,
        blocks=(),
    )
    return claim_id(document, claim_type, arguments)
