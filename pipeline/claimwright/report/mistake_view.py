"""One error of an evaluation as the page shows it: what was predicted beside what was labelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimwright.evaluation.matching import Prediction, values_match
from claimwright.evaluation.mistakes import Mistake
from claimwright.evaluation.quotes import Quotes
from claimwright.exchange.printable import printable
from claimwright.records.gold import GoldClaim, Range
from claimwright.schema import load_declarations

__all__ = ["MistakeView", "mistake_view"]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role with what was predicted and what was labelled; ``state`` is same, differs, extra or lacking."""

    role: str
    given: str
    labelled: str
    state: str


@dataclass(frozen=True, slots=True)
class MistakeView:
    """One error; what does not apply is empty.

    Attributes:
        path: of the document.
        reason: what is wrong, in words.
        confidence: of the claim, or None without one.
        given, labelled: claim types.
        rows: modality and roles, side by side.
        sentence: the words that the claim points to, else those of the label.
        label_sentence: the words of the label, if they are others.
        optional: whether the label counts neither way.
    """

    path: str
    reason: str
    confidence: float | None
    given: str
    labelled: str
    rows: tuple[RoleRow, ...]
    sentence: str
    label_sentence: str
    optional: bool


def mistake_view(mistake: Mistake, quotes: Quotes) -> MistakeView:
    """The error for the page, its texts made safe to show."""
    given, label = mistake.given, mistake.label
    told = _told(mistake.path, given, quotes) if given else ""
    labelled = quotes.words(mistake.path, _nearest_first(label, given)) if label else ""
    return MistakeView(
        path=_line(mistake.path),
        reason=_line(mistake.reason),
        confidence=given.confidence if given else None,
        given=_line(given.type) if given else "",
        labelled=_line(label.type) if label else "",
        rows=_rows(given, label),
        sentence=_line(told or labelled),
        label_sentence=_line(labelled) if told and labelled and not _alike(told, labelled) else "",
        optional=label is not None and label.optional,
    )


def _told(path: str, given: Prediction, quotes: Quotes) -> str:
    words = next((quote for quote in given.quotes if quote.strip()), "")
    return " ".join(words.split()) or quotes.words(path, given.evidence)


def _nearest_first(label: GoldClaim, given: Prediction | None) -> list[Range]:
    """Where the label is told, the places that the claim points to before others."""
    there = given.evidence if given else ()
    return sorted(label.evidence, key=lambda quote: not any(quote.overlaps(place) for place in there))


def _alike(one: str, other: str) -> bool:
    return one in other or other in one


def _rows(given: Prediction | None, label: GoldClaim | None) -> tuple[RoleRow, ...]:
    rows = [_modality(given, label)]
    names = dict.fromkeys(role for kind in load_declarations().claim_types.values() for role in kind.roles)
    names |= dict.fromkeys(given.arguments if given else ())
    names |= dict.fromkeys(label.arguments if label else ())
    for role in names:
        told = (
            " / ".join(values[0] or values[-1] for values in given.arguments.get(role, ())) if given else ""
        )
        forms = label.arguments.get(role, ()) if label else ()
        matching = _matching(forms, given, role)
        if told or forms:
            rows.append(_row(role, told, matching or "".join(forms[:1]), bool(matching)))
    return tuple(rows)


def _matching(forms: Sequence[str], given: Prediction | None, role: str) -> str:
    """The accepted form that the prediction gives, or nothing."""
    values = given.arguments.get(role, ()) if given else ()
    return next((form for form in forms if any(values_match([form], value) for value in values)), "")


def _modality(given: Prediction | None, label: GoldClaim | None) -> RoleRow:
    told = given.modality if given else ""
    wanted = label.modality.value if label else ""
    return _row("modality", told, wanted, bool(label and told in label.accepted_modalities))


def _row(role: str, told: str, wanted: str, same: bool) -> RoleRow:
    if same:
        state = "same"
    elif told and wanted:
        state = "differs"
    else:
        state = "extra" if told else "lacking"
    return RoleRow(_line(role.replace("_", " ")), _line(told), _line(wanted), state)


def _line(text: str) -> str:
    return printable(text, one_line=True)
