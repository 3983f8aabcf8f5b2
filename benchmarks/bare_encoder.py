"""The encoder without anything around it, on the windows that the pipeline would cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.articles import documents_in
from claimwright.encoder import Window, WindowBuilder
from claimwright.encoder.backends import open_session
from claimwright.extractor import find_model
from claimwright.settings import EncoderSettings, ExtractSettings

__all__ = ["BareEncoder"]

Batch = tuple[dict[str, npt.NDArray[np.int64]], int]
"""Inputs of one run, and how many word pieces they hold without padding."""


class BareEncoder:
    """Runs batches that are ready, up to the hidden states; the heads after them are not computed.

    Chunks, order by length and size of the batches are those of the pipeline, as is the session.

    Args:
        model: name or folder.
        threads: of the session.
    """

    def __init__(self, model: str, threads: int) -> None:
        folder = find_model(model)
        self._settings = EncoderSettings(threads=threads)
        self._builder = WindowBuilder(folder / "tokenizer.json", self._settings)
        self._path = folder / "encoder.onnx"
        self._session: Any = None
        self._batches: list[Batch] = []

    def windows(self, folder: Path) -> Iterator[Window]:
        """The windows of all articles of a folder."""
        for document in documents_in(folder):
            yield from self._builder.build(document.text, document.blocks)

    def load(self, folder: Path) -> int:
        """Open the session and make the batches; returns the number of articles."""
        self._session = open_session(self._path, self._settings.threads)
        names = [entry.name for entry in self._session.get_inputs()]
        documents, articles = documents_in(folder), 0
        while chunk := list(islice(documents, ExtractSettings().chunk)):
            windows = [w for document in chunk for w in self._builder.build(document.text, document.blocks)]
            self._batches += [_padded(batch, names) for batch in self._cut(windows)]
            articles += len(chunk)
        return articles

    def _cut(self, windows: Sequence[Window]) -> Iterator[list[Window]]:
        batch: list[Window] = []
        for window in sorted(windows, key=lambda item: len(item.ids)):
            if batch and (len(batch) + 1) * len(window.ids) > self._settings.batch:
                yield batch
                batch = []
            batch.append(window)
        if batch:
            yield batch

    def run(self, some: int | None = None) -> int:
        """Run the batches, or the first ``some`` of them; returns the word pieces, padding not counted."""
        import onnxruntime

        only_hidden = onnxruntime.RunOptions()
        only_hidden.only_execute_path_to_fetches = True
        pieces = 0
        for inputs, count in self._batches[:some]:
            self._session.run(["hidden"], inputs, only_hidden)
            pieces += count
        return pieces


def _padded(windows: Sequence[Window], names: Sequence[str]) -> Batch:
    """Inputs by name; one that plain windows do not have (marks of a later pass) is all zeros."""
    shape = len(windows), max(len(window.ids) for window in windows)
    inputs = {name: np.zeros(shape, dtype=np.int64) for name in names}
    for row, window in enumerate(windows):
        size = len(window.ids)
        for name, values in (("input_ids", window.ids), ("shape_ids", window.shapes), ("attention_mask", 1)):
            if name in inputs:
                inputs[name][row, :size] = values
    return inputs, sum(len(window.ids) for window in windows)
