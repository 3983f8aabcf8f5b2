"""What readers of annotation tools have in common: settings, counts, and answers from marks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claimwright.exchange.anchoring import Anchors
from claimwright.exchange.article import AnnotatedText
from claimwright.exchange.compare import Change, compare
from claimwright.exchange.marks import MarkedClaim
from claimwright.exchange.reviewed import Answerer, ReviewedClaim, ReviewedText
from claimwright.records import Alignment, DocumentReference
from claimwright.records.decision import Action
from claimwright.schema import Declarations, load_declarations

__all__ = ["Settings", "Tally", "plain_article", "settle"]


@dataclass(slots=True)
class Tally:
    """Counts of a reading that people should hear of.

    Attributes:
        utf16: texts whose offsets were UTF-16 code units.
    """

    utf16: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """How files of other tools are read.

    Attributes:
        declarations: what is a claim type, a role, a modality.
        anchors: what to do with spans that do not show their text.
        complete: whether reviewers of a whole article also looked for missed claims.
        utf16: Label Studio: whether offsets are UTF-16 code units, as before 2022; else it is found out.
        tally: counts, filled while reading.
    """

    declarations: Declarations = field(default_factory=load_declarations)
    anchors: Anchors = field(default_factory=Anchors)
    complete: bool = False
    utf16: bool = False
    tally: Tally = field(default_factory=Tally)


def plain_article(text: str, where: str, title: object = None) -> AnnotatedText:
    """A text that did not come from us: it is its own source."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    reference = DocumentReference(
        id=f"d_{digest[:16]}",
        path=where,
        url=None,
        title=title if isinstance(title, str) else None,
        published=None,
        sha256=digest,
    )
    return AnnotatedText(reference, text, Alignment.identity(len(text)))


def settle(
    article: AnnotatedText,
    marked: Sequence[MarkedClaim] | None,
    answer: Action,
    answerer: Answerer,
    origin: tuple[str, str],
    settings: Settings,
) -> ReviewedText:
    """The answers of one reviewer to one article.

    Args:
        article: as it went out.
        marked: what came back; None where the answer says it all.
        answer: ``accept`` takes the marks as right; ``reject`` and ``unsure`` are said of every claim.
        answerer: who, when, how long.
        origin: the tool; file and task.
        settings: of the reading.

    Raises:
        InputError: E702 or E703 if marks do not make a claim.
    """
    if answer is Action.ACCEPT:
        changes = compare(article, marked or (), settings.declarations, origin[1])
    else:
        rejected = answer is Action.REJECT
        changes = [Change(answer, claim, None if rejected else claim) for claim in article.claims]
    answers = [_answer(change, article, answerer, origin) for change in changes]
    if answer is Action.ACCEPT and settings.complete:
        looked = Change(Action.NOTHING_MISSED, None, None)
        answers.append(_answer(looked, article, answerer, origin))
    left = tuple(change.result for change in changes if change.result is not None)
    return ReviewedText(replace(article, claims=left), tuple(answers))


def _answer(
    change: Change, article: AnnotatedText, answerer: Answerer, origin: tuple[str, str]
) -> ReviewedClaim:
    corrected = change.action in (Action.CORRECT, Action.ADD)
    return ReviewedClaim(
        action=change.action,
        document_sha256=article.reference.sha256,
        target=change.target,
        result=change.result if corrected else None,
        answerer=answerer,
        tool=origin[0],
        origin=origin[1],
    )
