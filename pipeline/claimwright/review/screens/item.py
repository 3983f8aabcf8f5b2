"""The screen of an item: a claim with its article, an article in which something may be missing, or two answers."""

from __future__ import annotations

from dataclasses import dataclass

from claimwright.records import Action, Claim
from claimwright.review.desk import Desk, Found
from claimwright.review.pool import in_overlap
from claimwright.review.queue import Item
from claimwright.review.screens.article import ArticleView, claim_marks, show_article
from claimwright.review.screens.claim import (
    AnswerView,
    Brief,
    RoleRow,
    Spot,
    answer_view,
    answers_by_others,
    brief,
    label_of,
    role_rows,
    spots,
)
from claimwright.store import StoredClaim
from claimwright.store.storable import claim_digest
from claimwright.store.verdicts import settled

__all__ = ["ArticleScreen", "ClaimScreen", "screen_of", "screen_of_found"]


@dataclass(frozen=True, slots=True)
class ClaimScreen:
    """One claim.

    Attributes:
        item: what it is and why it is here.
        seen: the last log position when it was made.
        digest: of the claim as shown.
        label, hue: of its type.
        modality: how it is told.
        confidence: None where it is hidden until answered.
        rows: the roles.
        triggers: the words that tell it, first mention first.
        attribution: who says so, or None.
        model: name and version.
        mine: the reviewer's own answer, if there is one.
        theirs: what others said: only where it is to be settled, or after one's own answer.
        others: the article's other claims.
        added: claims that reviewers added to the article.
        article: with marks.
        shared: whether other reviewers are asked, too.
        conflict: whether answers differ and none is final.
    """

    item: Item
    seen: int
    digest: str
    label: str
    hue: int
    modality: str
    confidence: float | None
    rows: tuple[RoleRow, ...]
    triggers: tuple[Spot, ...]
    attribution: Spot | None
    model: str
    mine: AnswerView | None
    theirs: tuple[AnswerView, ...]
    others: tuple[Brief, ...]
    added: tuple[AnswerView, ...]
    article: ArticleView
    shared: bool
    conflict: bool

    kind = "claim"


@dataclass(frozen=True, slots=True)
class ArticleScreen:
    """An article to be read for what was missed.

    Attributes:
        item: what it is and why it is here.
        seen: the last log position when it was made.
        article: with the claims that were found in it, if any, marked faintly.
        others: those claims.
        mine: the reviewer's word that nothing was missed, if it was given.
        added: claims that reviewers added.
    """

    item: Item
    seen: int
    article: ArticleView
    others: tuple[Brief, ...]
    mine: AnswerView | None
    added: tuple[AnswerView, ...]

    kind = "article"


def screen_of(desk: Desk, item: Item, reviewer: str) -> ClaimScreen | ArticleScreen:
    """The screen of an item.

    Raises:
        StoreError: E808 if it is not in the store.
    """
    return screen_of_found(desk, desk.look(item), reviewer)


def screen_of_found(desk: Desk, found: Found, reviewer: str) -> ClaimScreen | ArticleScreen:
    """The screen of an item that was read already."""
    if found.stored is None:
        return _article_screen(desk, found, reviewer)
    return _claim_screen(desk, found, found.stored, reviewer)


def _claim_screen(desk: Desk, found: Found, stored: StoredClaim, reviewer: str) -> ClaimScreen:
    item, answers = found.item, found.answers
    claim, declared = stored.claim, desk.declarations
    others = desk.beside(stored)
    conflict = len(answers) > 1 and settled(answers.values()) is None
    told = conflict or reviewer in answers
    label, hue = label_of(claim.type, declared)
    mine = answers.get(reviewer)
    hidden = item.audit and desk.settings.blind and mine is None
    document = desk.document(claim.document.sha256, stored.text_key)
    return ClaimScreen(
        item=item,
        seen=found.seen,
        digest=claim_digest(claim),
        label=label,
        hue=hue,
        modality=claim.modality.value,
        confidence=None if hidden else claim.confidence,
        rows=role_rows(claim, declared),
        triggers=spots([mention.trigger for mention in claim.mentions]),
        attribution=None if claim.attribution is None else spots([claim.attribution])[0],
        model=f"{claim.model.name} {claim.model.version}".strip(),
        mine=None if mine is None else answer_view(mine, declared),
        theirs=answers_by_others(answers, "" if conflict else reviewer, declared) if told else (),
        others=tuple(brief(other, declared) for other in others),
        added=_added(desk, claim.document.sha256),
        article=show_article(
            document,
            claim_marks(claim),
            others,
            focus=claim.mentions[0].trigger.start if claim.mentions else None,
        ),
        shared=in_overlap(claim.id, desk.settings),
        conflict=conflict,
    )


def _article_screen(desk: Desk, found: Found, reviewer: str) -> ArticleScreen:
    item = found.item
    document = desk.document(item.sha256)
    claims: list[Claim] = desk.claims_of(item.sha256)
    shown = [claim for claim in claims if _shows(document.text, claim)]
    mine = desk.store.rulings(item.sha256).complete.get(item.sha256, {}).get(reviewer)
    return ArticleScreen(
        item=item,
        seen=found.seen,
        article=show_article(document, (), shown),
        others=tuple(brief(claim, desk.declarations) for claim in claims),
        mine=None if mine is None else answer_view(mine, desk.declarations),
        added=_added(desk, item.sha256),
    )


def _added(desk: Desk, sha256: str) -> tuple[AnswerView, ...]:
    decisions = desk.store.rulings(sha256).decisions
    return tuple(answer_view(one, desk.declarations) for one in decisions if one.action is Action.ADD)


def _shows(text: str, claim: Claim) -> bool:
    return all(text[m.trigger.start : m.trigger.end] == m.trigger.text for m in claim.mentions)
