"""The words behind labels and predictions, wherever they are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimwright.records.gold import GoldDocument, Range

__all__ = ["Quotes"]


class Quotes:
    """Finds the words at a place of a labelled document's source.

    Args:
        documents: those with a text give their words themselves.
        entries: a gold file's entries: their ``evidence`` gives the words of their ``evidence_spans``.
    """

    def __init__(self, documents: Sequence[GoldDocument], entries: Iterable[Mapping[str, Any]] = ()) -> None:
        self._texts = {document.path: document.text for document in documents if document.text}
        self._labelled: dict[tuple[str, Range], str] = {}
        for entry in entries:
            for claim in entry["claims"]:
                places = claim.get("evidence_spans") or ()
                for place, words in zip(places, claim.get("evidence") or (), strict=False):
                    self._labelled[entry["doc"], Range(*place)] = str(words)

    def words(self, path: str, places: Sequence[Range]) -> str:
        """The words at the first place that is known, white space folded; empty if none is."""
        for place in places:
            text = self._texts.get(path)
            found = text[place.start : place.end] if text else self._labelled.get((path, place), "")
            if found.strip():
                return " ".join(found.split())
        return ""
