"""The encoder at work: windows or primed views in, hidden states and probabilities out, batched by length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from claimwright.encoder.backends import open_session
from claimwright.encoder.priming import PrimedWindow
from claimwright.encoder.scores import DocumentScores, FloatArray, WindowScores
from claimwright.encoder.triage import Triage
from claimwright.encoder.windows import Window, WindowBuilder
from claimwright.errors import ModelError
from claimwright.records import Block
from claimwright.settings import EncoderSettings

__all__ = ["EncoderSession"]


class EncoderSession:
    """Scores documents with one encoder.

    Args:
        folder: a model folder with ``encoder.onnx`` and ``tokenizer.json``.
        labels: number of labels tagged in the first pass.
        roles: number of role labels tagged in the second pass.
        settings: window and batch sizes (word pieces), threads, backend.

    Raises:
        ModelError: E401, E402 or E412 as ``open_session``.
    """

    def __init__(
        self, folder: Path, labels: int, roles: int, settings: EncoderSettings | None = None
    ) -> None:
        self.settings = settings or EncoderSettings()
        if not (folder / "tokenizer.json").is_file():
            raise ModelError("E401", str(folder / "tokenizer.json"), "the file is missing")
        self.builder = WindowBuilder(folder / "tokenizer.json", self.settings)
        self.labels = labels
        self.roles = roles
        self._triage = Triage.load(folder)
        self._session = open_session(folder / "encoder.onnx", self.settings.threads, self.settings.backend)

    def score(
        self,
        documents: Iterable[tuple[str, Sequence[Block]]],
        least: float | None = None,
        *,
        whole: bool = False,
    ) -> Iterator[DocumentScores]:
        """Scores of each ``(text, blocks)``, in order.

        All windows of the documents given are sorted by length and run in batches of about ``settings.batch``
        word pieces, so hand over documents in chunks of some dozens.

        Args:
            documents: texts with their blocks.
            least: documents of which triage thinks less are passed over; None passes over none.
            whole: score the windows of those, too.
        """
        windows = [self.builder.build(text, blocks) for text, blocks in documents]
        quiet = [self._is_quiet(listed, least) for listed in windows]
        if not whole:
            windows = [[] if silent else listed for listed, silent in zip(windows, quiet, strict=True)]
        flat = [window for listed in windows for window in listed]
        found = iter(
            WindowScores(window, hidden, tags)
            for window, (hidden, tags) in zip(flat, self._all(flat, None), strict=True)
        )
        for listed, silent in zip(windows, quiet, strict=True):
            yield DocumentScores(tuple(next(found) for _ in listed), passed_over=silent)

    def _is_quiet(self, windows: Sequence[Window], least: float | None) -> bool:
        return least is not None and self._triage is not None and self._triage.score(windows) < least

    def read(
        self, views: Sequence[PrimedWindow], kinds: Sequence[int]
    ) -> list[tuple[FloatArray, FloatArray]]:
        """Hidden states ``(n, width)`` and role probabilities ``(n, roles, 3)`` of each view, in order.

        Args:
            views: around candidate triggers, of any number of documents.
            kinds: number of the claim type that each is read for.
        """
        primes = [(view.first, view.last, kind + 1) for view, kind in zip(views, kinds, strict=True)]
        return self._all([view.window for view in views], primes)

    def _all(
        self, windows: Sequence[Window], primes: Sequence[tuple[int, int, int]] | None
    ) -> list[tuple[FloatArray, FloatArray]]:
        order = sorted(range(len(windows)), key=lambda index: len(windows[index].ids))
        done: dict[int, tuple[FloatArray, FloatArray]] = {}
        for batch in self._batches(order, windows):
            marked = None if primes is None else [primes[index] for index in batch]
            for index, found in zip(batch, self._run([windows[i] for i in batch], marked), strict=True):
                done[index] = found
        return [done[index] for index in range(len(windows))]

    def _batches(self, order: Sequence[int], windows: Sequence[Window]) -> Iterator[list[int]]:
        batch: list[int] = []
        for index in order:
            if batch and (len(batch) + 1) * len(windows[index].ids) > self.settings.batch:
                yield batch
                batch = []
            batch.append(index)
        if batch:
            yield batch

    def _run(
        self, windows: Sequence[Window], primes: Sequence[tuple[int, int, int]] | None
    ) -> Iterator[tuple[FloatArray, FloatArray]]:
        length = max(len(window.ids) for window in windows)
        ids, shapes, mask, marks = (np.zeros((len(windows), length), dtype=np.int64) for _ in range(4))
        for row, window in enumerate(windows):
            size = len(window.ids)
            ids[row, :size], shapes[row, :size], mask[row, :size] = window.ids, window.shapes, 1
        for row, (first, last, mark) in enumerate(primes or ()):
            marks[row, first : last + 1] = mark
        inputs = {"input_ids": ids, "shape_ids": shapes, "prime_ids": marks, "attention_mask": mask}
        wanted, labels = ("tag_logits", self.labels) if primes is None else ("role_logits", self.roles)
        hidden, logits = self._session.run(["hidden", wanted], inputs)
        for row, window in enumerate(windows):
            size = len(window.ids)
            yield hidden[row, :size], _softmax(logits[row, :size].reshape(size, labels, 3))


def _softmax(logits: FloatArray) -> FloatArray:
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)  # type: ignore[no-any-return]
