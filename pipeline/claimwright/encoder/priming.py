"""Views of a document around one candidate trigger, for a second look by the encoder.

In the second pass the trigger's pieces are marked at the input, so that every other piece is read with the event in
mind: who left, whom, when. Hsu et al., "TAGPRIME: A Unified Framework for Relational Structure Extraction" (ACL 2023),
show what this brings over scoring pairs of separately encoded words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claimwright.encoder.shapes import Shape
from claimwright.encoder.windows import Window
from claimwright.settings import EncoderSettings

__all__ = ["PrimedWindow", "Primer"]


@dataclass(frozen=True, slots=True)
class PrimedWindow:
    """A view and where its trigger stands.

    Attributes:
        window: title, text before, the trigger's sentence, text after; all pieces of the text keep their offsets.
        first, last: the trigger's pieces, both inclusive.
        sentence: first and last piece of the trigger's sentence, inclusive.
    """

    window: Window
    first: int
    last: int
    sentence: tuple[int, int]


class Primer:
    """Cuts views out of the windows of one document.

    Args:
        windows: all windows of the document, in order.
        title_end: where the title ends in the text, in code points; 0 without one.
        settings: sizes of a view in word pieces.
    """

    def __init__(self, windows: Sequence[Window], title_end: int, settings: EncoderSettings) -> None:
        self._settings = settings
        self._special = (windows[0].ids[0], windows[0].ids[-1])
        self._pieces: list[tuple[int, int, tuple[int, int]]] = []
        for window in windows:
            low, high = window.owned
            self._pieces += zip(
                window.ids[low:high], window.shapes[low:high], window.offsets[low:high], strict=True
            )
        self._starts = [offsets[0] for _, _, offsets in self._pieces]
        self._sentences = tuple(sorted({s for window in windows for s in window.sentences}))
        self._sentence_starts = [start for start, _ in self._sentences]
        self._title = bisect_right(self._starts, max(title_end - 1, -1))

    def view(self, start: int, end: int) -> PrimedWindow | None:
        """The view around the trigger ``[start, end)`` in code points; None if the document's pieces do not hold it."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        if first < 0 or last < first or self._pieces[last][2][1] < end:
            return None
        left, right = self._sentence(first, last)
        low = self._snapped(max(0, left - self._settings.view_before), left)
        high = min(len(self._pieces), right + 1 + self._settings.view_after)
        title = self._pieces[: min(self._title, low, self._settings.title)]
        shift = 1 + (len(title) + 1 if title else 0) - low
        window = self._window(title, self._pieces[low:high])
        return PrimedWindow(window, first + shift, last + shift, (left + shift, right + shift))

    def _sentence(self, first: int, last: int) -> tuple[int, int]:
        """First and last piece of the sentence of the trigger, cut to what a view takes."""
        number = max(bisect_right(self._sentence_starts, self._starts[first]) - 1, 0)
        start, end = self._sentences[number]
        left = bisect_right(self._starts, start - 1)
        right = max(bisect_right(self._starts, end - 1) - 1, last)
        half = self._settings.view_sentence // 2
        return max(left, first - half), min(right, last + half)

    def _snapped(self, low: int, sentence: int) -> int:
        """The first piece from ``low`` on that begins a sentence, so that a view does not begin within one."""
        number = bisect_right(self._sentence_starts, self._starts[low] - 1)
        if number >= len(self._sentences):
            return low
        begin = bisect_right(self._starts, self._sentence_starts[number] - 1)
        return begin if begin <= sentence else low

    def _window(
        self,
        title: Sequence[tuple[int, int, tuple[int, int]]],
        body: Sequence[tuple[int, int, tuple[int, int]]],
    ) -> Window:
        cls, sep = self._special
        edge = (int(Shape.NONE), (-1, -1))
        rows = [(cls, *edge)]
        if title:
            rows += [*title, (sep, *edge)]
        rows += [*body, (sep, *edge)]
        start, end = body[0][2][0], body[-1][2][1]
        inside = tuple(s for s in self._sentences if s[0] < end and start < s[1])
        return Window(
            tuple(row[0] for row in rows),
            tuple(row[1] for row in rows),
            tuple(row[2] for row in rows),
            (1, len(rows) - 1),
            inside,
        )
