"""What is taken for what: claim types, and modalities of the claims found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimwright.evaluation.matching import Pairing, Prediction, values_match
from claimwright.records.gold import GoldClaim
from claimwright.schema import load_declarations

__all__ = ["Confusion", "mistaken", "modality_confusion", "type_confusion"]


@dataclass(frozen=True, slots=True)
class Confusion:
    """A table of counts.

    Attributes:
        labels: of the rows, what people labelled; the last may stand for no label.
        predicted: of the columns, what was predicted; the last may stand for no prediction.
        counts: row by row.
    """

    labels: tuple[str, ...]
    predicted: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def type_confusion(pairings: Sequence[Pairing]) -> Confusion:
    """Labelled types against predicted ones.

    A match stands on the diagonal. A wrong claim and a missed label of different types that tell of one value in one
    place are taken for each other; what is left is a claim without a label, or a label without a claim.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for pairing in pairings:
        counts.update((label.type, label.type) for label, _ in pairing.hits)
        confused = mistaken(pairing)
        counts.update((label.type, given.type) for label, given in confused)
        labels, predictions = {id(x) for x, _ in confused}, {id(x) for _, x in confused}
        counts.update((x.type, "") for x in pairing.missed if id(x) not in labels)
        counts.update(("", x.type) for x in pairing.spurious if id(x) not in predictions)
    names = _names(load_declarations().claim_types, (name for pair in counts for name in pair))
    return _table(counts, (*names, ""), (*names, ""))


def modality_confusion(pairings: Sequence[Pairing]) -> Confusion:
    """Labelled modalities of the matched claims against the predicted ones; each accepted one is right."""
    counts: Counter[tuple[str, str]] = Counter()
    for label, given in (hit for pairing in pairings for hit in pairing.hits):
        accepted = given.modality in label.accepted_modalities
        counts[given.modality if accepted else label.modality.value, given.modality] += 1
    names = _names(load_declarations().modalities, (name for pair in counts for name in pair))
    return _table(counts, names, names)


def mistaken(pairing: Pairing) -> list[tuple[GoldClaim, Prediction]]:
    """Missed labels and wrong claims of another type that tell of the same value in the same place, one to one."""
    free = list(pairing.missed)
    found: list[tuple[GoldClaim, Prediction]] = []
    for given in pairing.spurious:
        place = next(
            (n for n, label in enumerate(free) if label.type != given.type and _same_telling(label, given)),
            None,
        )
        if place is not None:
            found.append((free.pop(place), given))
    return found


def _same_telling(label: GoldClaim, given: Prediction) -> bool:
    in_one_place = any(quote.overlaps(place) for quote in label.evidence for place in given.evidence)
    return in_one_place and any(
        values_match(forms, wordings)
        for forms in label.arguments.values()
        for values in given.arguments.values()
        for wordings in values
    )


def _names(declared: Iterable[str], met: Iterable[str]) -> tuple[str, ...]:
    """The declared names, then others in order; predictions of another system may have any."""
    known = tuple(declared)
    return (*known, *sorted({name for name in met if name} - set(known)))


def _table(counts: Counter[tuple[str, str]], rows: tuple[str, ...], columns: tuple[str, ...]) -> Confusion:
    return Confusion(rows, columns, tuple(tuple(counts[row, column] for column in columns) for row in rows))
