"""Turns an annotator's words into offsets.

Quote, trigger and argument words are found in the raw article. An annotation is one JSON object an article,
as ``annotations/GUIDELINES.md`` describes it. Nothing is guessed: words that are not there, or are there more
than once where it matters, are faults with claim and mention number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimwright.corpora.locate import Unlocated, locate_near, locate_only
from claimwright.corpora.view import View, fold, read_view
from claimwright.errors import InputError
from claimwright.records.claim import Modality
from claimwright.records.gold import GoldClaim, GoldMention, Range
from claimwright.schema import Declarations, load_declarations

__all__ = ["OTHER_TYPES", "compile_annotation", "find_faults"]

OTHER_TYPES: Mapping[str, str] = {
    "person": "person",
    "org": "organization",
    "product": "product",
    "date": "date",
    "money": "money",
    "position": "position",
}
"""The short names annotators write under ``others``, and the entity types they stand for."""

_CLAIM_KEYS = {"type", "modality", "optional", "arguments", "mentions"}
_MENTION_KEYS = {"quote", "trigger", "args", "cue", "attribution", "modality", "others"}
_SHORTEST_QUOTE = (3, 12)  # words, code points: a quote below both cannot be told from its copies


@dataclass(slots=True)
class _Article:
    """What one compilation works on; ``faults`` collects every fault, so that one run shows all."""

    view: View
    declarations: Declarations
    faults: list[str] = field(default_factory=list)
    place: str = ""

    def fault(self, what: str) -> None:
        self.faults.append(f"{self.place}: {what}" if self.place else what)


def compile_annotation(
    annotation: Mapping[str, Any], raw: str, where: str = "", declarations: Declarations | None = None
) -> tuple[GoldClaim, ...]:
    """The claims of one annotated article, with offsets into ``raw``.

    Args:
        annotation: the annotator's object, ``{"claims": [...]}``.
        raw: the article as it came, decoded.
        where: the annotation's file, for the error.
        declarations: claim types and roles; None for those of the package.

    Raises:
        InputError: E501 with every fault found, if there is any.
    """
    article = _Article(read_view(raw), declarations or load_declarations())
    claims = tuple(_claims(annotation, article))
    if article.faults:
        raise InputError("E501", where, "; ".join(article.faults))
    return claims


def find_faults(
    annotation: Mapping[str, Any], raw: str, declarations: Declarations | None = None
) -> list[str]:
    """Every fault of an annotation, one line each, empty when it compiles."""
    article = _Article(read_view(raw), declarations or load_declarations())
    for _ in _claims(annotation, article):
        pass
    return article.faults


def _claims(annotation: Mapping[str, Any], article: _Article) -> Iterator[GoldClaim]:
    drafts = annotation.get("claims") if isinstance(annotation, Mapping) else None
    if not isinstance(drafts, list):
        article.fault('expected an object with a list "claims"')
        return
    for number, draft in enumerate(drafts, start=1):
        article.place = f"claim {number}"
        if not isinstance(draft, Mapping):
            article.fault("expected an object")
            continue
        claim = _claim(draft, article)
        if claim is not None:
            yield claim


def _claim(draft: Mapping[str, Any], article: _Article) -> GoldClaim | None:
    place = article.place
    kind = draft.get("type")
    if unknown := set(draft) - _CLAIM_KEYS:
        article.fault(f"unknown keys {sorted(unknown)}")
    if kind not in article.declarations.claim_types:
        article.fault(f"unknown type {kind!r}")
        return None
    modality = _modality(draft.get("modality"), article)
    arguments = _arguments(str(kind), draft.get("arguments"), article)
    mentions: list[GoldMention] = []
    drafts = draft.get("mentions")
    if not isinstance(drafts, list) or not drafts:
        article.fault("no mentions")
        drafts = []
    for number, mention in enumerate(drafts, start=1):
        article.place = f"{place} mention {number}"
        if isinstance(mention, Mapping):
            mentions.extend(_mentions(mention, arguments, modality, article))
        else:
            article.fault("expected an object")
    article.place = place
    return GoldClaim(
        type=str(kind),
        modality=modality,
        optional=bool(draft.get("optional", False)),
        arguments=arguments,
        evidence=tuple(sorted({mention.quote for mention in mentions})),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.trigger)),
    )


def _modality(value: object, article: _Article) -> Modality:
    if value not in article.declarations.modalities:
        article.fault(f"unknown modality {value!r}")
        return Modality.ASSERTED
    return Modality(str(value))


def _arguments(kind: str, value: object, article: _Article) -> dict[str, tuple[str, ...]]:
    declared = article.declarations.claim_types[kind]
    given = value if isinstance(value, Mapping) else {}
    arguments: dict[str, tuple[str, ...]] = {}
    for role, forms in given.items():
        if role not in declared.roles:
            article.fault(f"role {role!r} is none of {sorted(declared.roles)}")
        elif (
            not isinstance(forms, list)
            or not forms
            or not all(isinstance(f, str) and f.strip() for f in forms)
        ):
            article.fault(f"{role}: expected a list of forms")
        else:
            arguments[role] = tuple(dict.fromkeys(form.strip() for form in forms))
            if _must_be_worded(role, declared.identity) and not any(
                article.view.find(form) for form in forms
            ):
                article.fault(f"{role}: none of its forms occurs in the article")
    # An employer may be unknown; what a claim is counted by may not.
    for entry in (declared.one_claim_per, *(entry for entry in declared.identity if "|" in entry)):
        if not any(role in arguments for role in entry.split("|")):
            article.fault(f"needs {entry.replace('|', ' or ')}")
    return {role: arguments[role] for role in declared.roles if role in arguments}


def _must_be_worded(role: str, identity: Sequence[str]) -> bool:
    return role != "component" and any(role in entry.split("|") for entry in identity)


def _mentions(
    draft: Mapping[str, Any], arguments: Mapping[str, tuple[str, ...]], modality: Modality, article: _Article
) -> Iterator[GoldMention]:
    """One mention for each place where the quote stands (a summary often repeats a sentence of the body)."""
    if unknown := set(draft) - _MENTION_KEYS:
        article.fault(f"unknown keys {sorted(unknown)}")
    quote = fold(str(draft.get("quote") or ""))
    if len(quote.split()) < _SHORTEST_QUOTE[0] and len(quote) < _SHORTEST_QUOTE[1]:
        article.fault("the quote is too short")
        return
    places = article.view.find(quote)
    if not places:
        article.fault(f'the quote is not in the article: "{quote[:80]}"')
    own = _modality(draft["modality"], article) if draft.get("modality") else modality
    for place in places:
        mention = _mention(draft, place, arguments, own, article)
        if mention is None:  # the same fault would come once a place
            return
        yield mention


def _mention(
    draft: Mapping[str, Any],
    quote: Range,
    arguments: Mapping[str, tuple[str, ...]],
    modality: Modality,
    article: _Article,
) -> GoldMention | None:
    try:
        trigger = locate_only(article.view, str(draft.get("trigger") or ""), quote)
    except Unlocated as error:
        article.fault(f"trigger: {error}")
        return None
    roles: dict[str, Range] = {}
    words = draft.get("args") or {}
    for role in words if isinstance(words, Mapping) else ():
        if role not in arguments:
            article.fault(f"args has {role!r}, the claim's arguments have not")
            continue
        found = _near(words[role], quote, trigger, role, article)
        if found is not None:
            roles[role] = found
    marks = {
        key: _near(draft[key], quote, trigger, key, article)
        for key in ("cue", "attribution")
        if draft.get(key)
    }
    return GoldMention(
        quote=article.view.to_raw(quote),
        trigger=article.view.to_raw(trigger),
        arguments=roles,
        modality=modality,
        cue=marks.get("cue"),
        attribution=marks.get("attribution"),
        others=tuple(_others(draft.get("others") or {}, quote, trigger, article)),
    )


def _near(words: object, quote: Range, trigger: Range, what: str, article: _Article) -> Range | None:
    try:
        return article.view.to_raw(locate_near(article.view, str(words), quote, trigger.start))
    except Unlocated as error:
        article.fault(f"{what}: {error}")
        return None


def _others(
    others: Mapping[str, Any], quote: Range, trigger: Range, article: _Article
) -> Iterator[tuple[str, Range]]:
    for short, listed in others.items():
        if short not in OTHER_TYPES:
            article.fault(f"others: {short!r} is none of {sorted(OTHER_TYPES)}")
            continue
        for words in listed if isinstance(listed, list) else [listed]:
            try:
                found = locate_near(article.view, str(words), quote, trigger.start, leave_quote=False)
            except Unlocated as error:
                article.fault(f"others {short}: {error}")
            else:
                yield OTHER_TYPES[short], article.view.to_raw(found)
