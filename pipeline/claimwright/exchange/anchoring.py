"""Whether a span that comes back still shows its quote, and what to do if it does not."""

from __future__ import annotations

from dataclasses import dataclass

from claimwright.errors import InputError
from claimwright.exchange.article import Place

__all__ = ["Anchors"]


@dataclass(slots=True)
class Anchors:
    """Checks places against quotes; never guesses.

    Attributes:
        reanchor: whether a quote that no longer stands at its place, and occurs exactly once, moves there.
        moved: how many did.
    """

    reanchor: bool = False
    moved: int = 0

    def place(self, text: str, start: object, end: object, quote: object, where: str) -> Place:
        """The place ``[start, end)`` of ``text``, in code points, if it shows ``quote`` (None: not known).

        Raises:
            InputError: E704 if it does not, is empty or leaves the text.
        """
        if type(start) is not int or type(end) is not int or not (quote is None or isinstance(quote, str)):
            raise InputError(
                "E704", where, f"a span needs whole numbers and its text, found {start!r}, {end!r}"
            )
        whole = 0 <= start < end <= len(text)
        if whole and (quote is None or text[start:end] == quote):
            return Place(start, end)
        shown = repr(text[start:end][:60]) if whole else "nothing"
        detail = f"[{start}, {end}) shows {shown}" + ("" if quote is None else f", not {quote[:60]!r}")
        if not quote:
            raise InputError("E704", where, detail)
        first = text.find(quote)
        alone = first >= 0 and text.find(quote, first + 1) < 0
        if not (self.reanchor and alone):
            count = "once" if alone else "nowhere" if first < 0 else "several times"
            raise InputError("E704", where, f"{detail}, which occurs {count}")
        self.moved += 1
        return Place(first, first + len(quote))
