"""Training examples of documents of which only a part is known: what reviewers decided, and nothing else.

What is right is painted as in any labelled document. What is wrong is a negative at its own trigger and for its own
type. Everything else says nothing (``IGNORE``), unless somebody said that nothing was missed in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from claimwright.encoder import WindowBuilder
from claimwright.encoder.layout import ATTRIBUTION, Layout
from claimwright.encoder.pieces import PieceIndex
from claimwright.encoder.priming import PrimedWindow, Primer
from claimwright.encoder.reading import title_end
from claimwright.records import Document
from claimwright.records.gold import GoldClaim, GoldMention, Range
from claimwright.schema import Declarations
from claimwright.training.examples import blank_example
from claimwright.training.painting import Painter
from claimwright.training.readings import ReadingBuilder
from claimwright.training.targets import IGNORE, Example, ReadingExample

__all__ = ["PartialBuilder", "PartialLabels"]

_Place = tuple[int, int]
_LOOKALIKES = 8
"""Places worded like a trigger that are kept of a document in which nothing was missed."""


@dataclass(frozen=True, slots=True)
class PartialLabels:
    """What is known of a document; all ranges index its source.

    Attributes:
        document: in the text that was decided on.
        right: claims that are right as they stand.
        wrong: claims that are not.
        open: claims of which nothing is known: unsure, disputed, or not looked at.
        complete: all else in the document is no claim.
    """

    document: Document
    right: tuple[GoldClaim, ...]
    wrong: tuple[GoldClaim, ...]
    open: tuple[GoldClaim, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """One mention of a claim with its trigger in the cleaned text."""

    claim: GoldClaim
    mention: GoldMention
    trigger: _Place

    def meets(self, others: Iterable[_Told]) -> bool:
        """Whether one of the others, of the same type, has a trigger there."""
        return any(
            self.claim.type == other.claim.type and _overlap(self.trigger, other.trigger) for other in others
        )


class PartialBuilder:
    """Builds examples of partly known documents.

    Args:
        windows: cuts windows.
        layout: labels and their order; claims of other types are passed over.
        declarations: roles and their entity types.
        readings: builds what the second pass learns from.
    """

    def __init__(
        self, windows: WindowBuilder, layout: Layout, declarations: Declarations, readings: ReadingBuilder
    ) -> None:
        self.windows = windows
        self.layout = layout
        self.declarations = declarations
        self.readings = readings
        self._label = {name: number for number, name in enumerate(layout.labels)}

    def build(self, labels: PartialLabels) -> Example:
        """The example of one document."""
        document = labels.document
        windows = self.windows.build(document.text, document.blocks)
        example = blank_example(document.path, windows, self.layout, known=False)
        example.reviewed = True
        if not windows:
            return example
        right, wrong, unknown = (
            list(self._told(document, claims)) for claims in (labels.right, labels.wrong, labels.open)
        )
        painter = Painter(example, self._label)
        if labels.complete:
            self._ground(example, painter, unknown)
        self._paint_wrong(example, painter, document, wrong, [*right, *unknown])
        for told in right:
            self._paint_right(example, painter, document, told)
        self._read(example, labels, right, wrong, unknown)
        return example

    def _told(self, document: Document, claims: Iterable[GoldClaim]) -> Iterator[_Told]:
        for claim in claims:
            for mention in claim.mentions if claim.type in self.layout.claim_types else ():
                place = document.alignment.to_clean(*mention.trigger)
                if place:
                    yield _Told(claim, mention, place)

    def _ground(self, example: Example, painter: Painter, unknown: Sequence[_Told]) -> None:
        """Nothing was missed: every word is outside of every claim type, but for what is open."""
        columns = [self._label[name] for name in self.layout.claim_types]
        for window, tags in zip(example.windows, example.tags, strict=True):
            body = [piece for piece, (start, _) in enumerate(window.offsets) if start >= 0]
            tags[np.ix_(body, columns)] = 0
        for told in unknown:
            painter.paint(*told.trigger, told.claim.type, known=False)

    def _paint_wrong(
        self,
        example: Example,
        painter: Painter,
        document: Document,
        wrong: Sequence[_Told],
        others: Sequence[_Told],
    ) -> None:
        """Triggers of wrong claims, and what a right span leaves over of a wrong one."""
        for told in wrong:
            if not told.meets(others):
                pieces = painter.clear(*told.trigger, told.claim.type)
                if pieces is not None:
                    example.labelled.add(pieces[0])
            corrected = {
                place: self._entity_type(other.claim, role)
                for other in others
                for role, place in self._arguments(document, other)
            }
            for role, place in self._arguments(document, told):
                kind = self._entity_type(told.claim, role)
                if any(kind == known and _overlap(place, right) for right, known in corrected.items()):
                    painter.clear(*place, kind)

    def _paint_right(self, example: Example, painter: Painter, document: Document, told: _Told) -> None:
        for role, place in sorted(self._arguments(document, told), key=lambda item: item[1][0] - item[1][1]):
            painter.paint(*place, self._entity_type(told.claim, role))
        by = told.mention.attribution and document.alignment.to_clean(*told.mention.attribution)
        if by:
            painter.paint(*by, ATTRIBUTION)
        pieces = painter.paint(*told.trigger, told.claim.type)
        if pieces is not None:
            example.labelled.add(pieces[0])

    def _arguments(self, document: Document, told: _Told) -> Iterator[tuple[str, _Place]]:
        for role, place in told.mention.arguments.items():
            clean = document.alignment.to_clean(*place)
            if clean:
                yield role, clean

    def _entity_type(self, claim: GoldClaim, role: str) -> str:
        return self.declarations.claim_types[claim.type].roles[role].entity_types[0]

    def _read(
        self,
        example: Example,
        labels: PartialLabels,
        right: Sequence[_Told],
        wrong: Sequence[_Told],
        unknown: Sequence[_Told],
    ) -> None:
        """The readings: events that are right, wrong ones as no event, and what is wrong at an event that is right."""
        document = labels.document
        primer = Primer(example.windows, title_end(document), self.readings.settings)
        events: dict[tuple[_Place, str], list[_Told]] = {}
        for told in right:
            events.setdefault((told.trigger, told.claim.type), []).append(told)
        for (place, claim_type), tellings in events.items():
            view = primer.view(*place)
            if view is not None:
                pairs = [(told.claim, told.mention) for told in tellings]
                reading = self.readings.event(document, view, claim_type, pairs)
                refuted = [told for told in wrong if told.meets(tellings)]
                self._mask(document, reading, tellings, refuted, complete=labels.complete)
                example.readings.append(reading)
        for told in wrong:
            view = None if told.meets(right) else primer.view(*told.trigger)
            if view is not None:
                example.readings.append(self._refusal(document, view, told, open_=told.meets(unknown)))
        if labels.complete:
            self._lookalikes(example, primer, document, [*right, *wrong, *unknown])

    def _refusal(self, document: Document, view: PrimedWindow, told: _Told, *, open_: bool) -> ReadingExample:
        """No event; where another claim may stand at the same trigger, only: not this value."""
        reading = self.readings.nothing(view, told.claim.type)
        if not open_:
            return reading
        self._clear_values(document, reading, [told], self._one_per(told.claim.type))
        return ReadingExample(view, reading.claim_type, IGNORE, reading.tags, reading.weight)

    def _mask(
        self,
        document: Document,
        reading: ReadingExample,
        tellings: Sequence[_Told],
        refuted: Sequence[_Told],
        *,
        complete: bool,
    ) -> None:
        """Takes out of a reading what the decisions do not say, and puts in what they refute."""
        claim_type = tellings[0].claim.type
        several = self._one_per(claim_type)
        for role in self.declarations.claim_types[claim_type].roles:
            tags = reading.tags[:, self.readings.columns[role]]
            filled = np.isin(tags, (1, 2))
            if not filled.any():
                tags[:] = IGNORE  # no value, or one that stands elsewhere
            elif role in several and not complete:
                tags[~filled] = IGNORE  # others may do the same there
        self._clear_values(document, reading, refuted, tuple(self.readings.columns))

    def _clear_values(
        self, document: Document, reading: ReadingExample, refuted: Iterable[_Told], roles: Sequence[str]
    ) -> None:
        """Values of wrong claims are outside of their role, where no right one is painted."""
        index = PieceIndex(reading.view.window)
        for told in refuted:
            for role, place in self._arguments(document, told):
                pieces = index.find(*place) if role in roles else None
                if pieces is not None:
                    tags = reading.tags[pieces[0] : pieces[1] + 1, self.readings.columns[role]]
                    tags[tags == IGNORE] = 0

    def _one_per(self, claim_type: str) -> tuple[str, ...]:
        """The roles whose every value is a claim of its own at one trigger."""
        return tuple(self.declarations.claim_types[claim_type].one_claim_per.split("|"))

    def _lookalikes(
        self, example: Example, primer: Primer, document: Document, told: Sequence[_Told]
    ) -> None:
        taken = [one.trigger for one in told]
        places = [
            place
            for place in self.readings.lexicon.places(document.text)
            if not any(_overlap((place[0], place[1]), trigger) for trigger in taken)
        ]
        for start, end, claim_type in places[:: max(1, -(-len(places) // _LOOKALIKES))]:
            view = primer.view(start, end)
            if view is not None:
                example.readings.append(self.readings.nothing(view, claim_type))


def _overlap(left: _Place | Range, right: _Place | Range) -> bool:
    return left[0] < right[1] and right[0] < left[1]
