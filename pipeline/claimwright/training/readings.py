"""Training examples of the second pass: a view around a trigger, the roles painted on it, or no event at all.

A role is painted on the words that fill it in this telling and, for people, organisations and products, on every
name of the same value in the view, so that the model learns to say who "she" is by pointing at the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from claimwright.encoder import Window
from claimwright.encoder.layout import Layout
from claimwright.encoder.pieces import PieceIndex
from claimwright.encoder.priming import PrimedWindow, Primer
from claimwright.encoder.reading import title_end
from claimwright.entities.names import MentionKind, kind_of
from claimwright.entities.resolve import REFERRING
from claimwright.records import Document
from claimwright.records.gold import GoldClaim, GoldDocument, GoldMention
from claimwright.schema import Declarations
from claimwright.settings import EncoderSettings
from claimwright.training.targets import IGNORE, ReadingExample

__all__ = ["Lexicon", "ReadingBuilder", "Tellings"]

_OPTIONAL_WEIGHT = 0.3
_LOOKALIKES = 8
"""Places worded like a trigger that are kept of a document, spread over it."""

Tellings = Sequence[tuple[GoldClaim, GoldMention]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words seen as triggers, for finding places that look like events and are none.

    Attributes:
        types: words in lower case to the claim types they were triggers of.
    """

    types: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, documents: Iterable[GoldDocument], least: int = 2) -> Lexicon:
        """The triggers that occur at least ``least`` times in the labels."""
        counts: dict[tuple[str, str], int] = {}
        for gold in documents:
            for claim in gold.claims:
                for mention in claim.mentions:
                    words = gold.text[mention.trigger.start : mention.trigger.end].lower()
                    counts[words, claim.type] = counts.get((words, claim.type), 0) + 1
        types: dict[str, tuple[str, ...]] = {}
        for (words, claim_type), count in sorted(counts.items()):
            if count >= least and words:
                types[words] = (*types.get(words, ()), claim_type)
        return cls(types)

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and claim type of every place of ``text`` that is worded like a trigger."""
        if not self.types:
            return
        longest_first = sorted(self.types, key=lambda words: (-len(words), words))
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
        for match in pattern.finditer(text):
            for claim_type in self.types.get(match.group().lower(), ()):
                yield match.start(), match.end(), claim_type


class ReadingBuilder:
    """Builds the readings of documents for one layout.

    Args:
        layout: claim types, roles and modalities in order.
        declarations: which role takes which entity type, and pronouns.
        lexicon: words that look like triggers.
        settings: sizes of views.
    """

    def __init__(
        self, layout: Layout, declarations: Declarations, lexicon: Lexicon, settings: EncoderSettings
    ) -> None:
        self.layout = layout
        self.declarations = declarations
        self.lexicon = lexicon
        self.settings = settings
        self.columns = {name: number for number, name in enumerate(layout.role_labels)}
        pronouns = sorted({word for words in declarations.pronouns.values() for word in words})
        self._pronouns = re.compile(rf"\b(?:{'|'.join(map(re.escape, pronouns))})\b", re.IGNORECASE)

    def build(
        self, document: Document, gold: GoldDocument, windows: Sequence[Window]
    ) -> list[ReadingExample]:
        """The readings of one document: one a labelled trigger, one a place that only looks like a trigger."""
        if not windows:
            return []
        primer = Primer(windows, title_end(document), self.settings)
        events: dict[tuple[int, int, str], list[tuple[GoldClaim, GoldMention]]] = {}
        for claim in gold.claims:
            for mention in claim.mentions:
                place = document.alignment.to_clean(*mention.trigger)
                if place:
                    events.setdefault((*place, claim.type), []).append((claim, mention))
        found = []
        for (start, end, claim_type), tellings in events.items():
            view = primer.view(start, end)
            if view is not None:
                found.append(self.event(document, view, claim_type, tellings))
        places = [
            place
            for place in self.lexicon.places(document.text)
            if not any(place[0] < right and left < place[1] for left, right, _ in events)
        ]
        for start, end, claim_type in places[:: max(1, -(-len(places) // _LOOKALIKES))]:
            view = primer.view(start, end)
            if view is not None:
                found.append(self.nothing(view, claim_type))
        return found

    def nothing(self, view: PrimedWindow, claim_type: str) -> ReadingExample:
        """The reading of a place that is no event of that type."""
        tags = np.full((len(view.window.ids), len(self.columns)), IGNORE, dtype=np.int8)
        kind = self.layout.claim_types.index(claim_type)
        return ReadingExample(view, kind, len(self.layout.modalities), tags, 1.0)

    def event(
        self, document: Document, view: PrimedWindow, claim_type: str, tellings: Tellings
    ) -> ReadingExample:
        """The reading of a labelled trigger, with all that is told at it."""
        roles = self.declarations.claim_types[claim_type].roles
        tags = np.full((len(view.window.ids), len(self.columns)), IGNORE, dtype=np.int8)
        body = [index for index, (start, _) in enumerate(view.window.offsets) if start >= 0]
        index = PieceIndex(view.window)
        for role in roles.values():
            column = self.columns[role.name]
            tags[body, column] = 0
            referring = any(entity_type in REFERRING for entity_type in role.entity_types)
            local = _local_places(document, tellings, role.name)
            elsewhere = self._unknown(document, view, tellings, role.name, referring=referring)
            for place in elsewhere:
                _paint(tags, index.find(*place), column, known=False)
            named = (
                self._named(document, view, tellings, role.name, role.entity_types[0]) if referring else []
            )
            for place in (*named, *local):
                _paint(tags, index.find(*place), column, known=True)
        firm = next((pair for pair in tellings if not pair[0].optional), tellings[0])
        weight = 1.0 if not firm[0].optional else _OPTIONAL_WEIGHT
        modality = self.layout.modalities.index(firm[1].modality.value)
        return ReadingExample(view, self.layout.claim_types.index(claim_type), modality, tags, weight)

    def _named(
        self, document: Document, view: PrimedWindow, tellings: Tellings, role: str, entity_type: str
    ) -> list[tuple[int, int]]:
        """Where the view names a value of the role, longer names first."""
        forms = {
            form
            for claim, _ in tellings
            for form in claim.arguments.get(role, ())
            if kind_of(form, entity_type, self.declarations) is MentionKind.NAME
        }
        places: list[tuple[int, int]] = []
        for form in sorted(forms, key=len, reverse=True):
            for place in _occurrences(document.text, form, view.window):
                if not any(place[0] < right and left < place[1] for left, right in places):
                    places.append(place)
        return places

    def _unknown(
        self, document: Document, view: PrimedWindow, tellings: Tellings, role: str, *, referring: bool
    ) -> list[tuple[int, int]]:
        """Words of which nobody said whether they stand for the value: pronouns, and the same words elsewhere."""
        places: list[tuple[int, int]] = []
        if referring:
            for start, end in _bounds(view.window):
                places += [match.span() for match in self._pronouns.finditer(document.text, start, end)]
        for claim, _ in tellings:
            for form in claim.arguments.get(role, ()):
                places += _occurrences(document.text, form, view.window)
        return places


def _local_places(document: Document, tellings: Tellings, role: str) -> list[tuple[int, int]]:
    placed = (mention.arguments.get(role) for _, mention in tellings)
    found = (document.alignment.to_clean(*place) for place in placed if place is not None)
    return sorted({place for place in found if place}, key=lambda place: place[0] - place[1])


def _bounds(window: Window) -> list[tuple[int, int]]:
    """The runs of the text a window holds, in code points: the title and what stands around the trigger."""
    runs: list[tuple[int, int]] = []
    previous = False
    for start, end in window.offsets:
        if start < 0:
            previous = False
            continue
        if previous:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
        previous = True
    return runs


def _occurrences(text: str, words: str, window: Window) -> Iterator[tuple[int, int]]:
    if not words.strip():
        return
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    for start, end in _bounds(window):
        yield from (match.span() for match in pattern.finditer(text, start, end))


def _paint(
    tags: np.ndarray[tuple[int, int], np.dtype[np.int8]],
    pieces: tuple[int, int] | None,
    column: int,
    *,
    known: bool,
) -> None:
    if pieces is None:
        return
    first, last = pieces
    tags[first : last + 1, column] = 2 if known else IGNORE
    if known:
        tags[first, column] = 1
