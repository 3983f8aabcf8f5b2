"""The encoder in ONNX Runtime: windows in, hidden states and tag probabilities out, batched by length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from claimwright.encoder.scores import DocumentScores, FloatArray, WindowScores
from claimwright.encoder.windows import Window, WindowBuilder
from claimwright.errors import ModelError
from claimwright.records import Block
from claimwright.settings import EncoderSettings

__all__ = ["EncoderSession", "open_session"]


def open_session(path: Path, threads: int = 0) -> Any:  # noqa: ANN401 - the runtime has no types
    """An ONNX Runtime session on the CPU.

    Args:
        path: the ``.onnx`` file.
        threads: threads of the session; 0 lets the runtime choose.

    Raises:
        ModelError: E401 if the file is missing, E402 if the runtime refuses it.
    """
    import onnxruntime

    if not path.is_file():
        raise ModelError("E401", str(path), "the file is missing")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Int8 weights are turned into fp32 once, when the session opens, and not at every run.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    # The arena keeps the largest batch for good; a flat memory matters more here than the last per cent.
    options.enable_cpu_mem_arena = False
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime raises bare C++ exceptions
        raise ModelError("E402", str(path), str(error).splitlines()[0]) from error


class EncoderSession:
    """Scores documents with one encoder.

    Args:
        folder: a model folder with ``encoder.onnx`` and ``tokenizer.json``.
        labels: number of labels tagged.
        settings: window and batch sizes (word pieces), threads.

    Raises:
        ModelError: E401 or E402 as ``open_session``.
    """

    def __init__(self, folder: Path, labels: int, settings: EncoderSettings | None = None) -> None:
        self.settings = settings or EncoderSettings()
        if not (folder / "tokenizer.json").is_file():
            raise ModelError("E401", str(folder / "tokenizer.json"), "the file is missing")
        self.builder = WindowBuilder(folder / "tokenizer.json", self.settings)
        self.labels = labels
        self._session = open_session(folder / "encoder.onnx", self.settings.threads)

    def score(self, documents: Iterable[tuple[str, Sequence[Block]]]) -> Iterator[DocumentScores]:
        """Scores of each ``(text, blocks)``, in order.

        All windows of the documents given are sorted by length and run in batches of about ``settings.batch``
        word pieces, so hand over documents in chunks of some dozens.
        """
        windows = [self.builder.build(text, blocks) for text, blocks in documents]
        flat = [(number, window) for number, listed in enumerate(windows) for window in listed]
        order = sorted(range(len(flat)), key=lambda index: len(flat[index][1].ids))
        done: dict[int, WindowScores] = {}
        for batch in self._batches(order, [window for _, window in flat]):
            for index, scores in zip(batch, self._run([flat[i][1] for i in batch]), strict=True):
                done[index] = scores
        results: list[list[WindowScores]] = [[] for _ in windows]
        for index, (number, _) in enumerate(flat):
            results[number].append(done[index])
        for listed in results:
            yield DocumentScores(tuple(listed))

    def _batches(self, order: Sequence[int], windows: Sequence[Window]) -> Iterator[list[int]]:
        batch: list[int] = []
        for index in order:
            if batch and (len(batch) + 1) * len(windows[index].ids) > self.settings.batch:
                yield batch
                batch = []
            batch.append(index)
        if batch:
            yield batch

    def _run(self, windows: Sequence[Window]) -> Iterator[WindowScores]:
        length = max(len(window.ids) for window in windows)
        ids = np.zeros((len(windows), length), dtype=np.int64)
        shapes = np.zeros_like(ids)
        mask = np.zeros_like(ids)
        for row, window in enumerate(windows):
            ids[row, : len(window.ids)] = window.ids
            shapes[row, : len(window.ids)] = window.shapes
            mask[row, : len(window.ids)] = 1
        inputs = {"input_ids": ids, "shape_ids": shapes, "attention_mask": mask}
        hidden, logits = self._session.run(["hidden", "tag_logits"], inputs)
        for row, window in enumerate(windows):
            size = len(window.ids)
            tags = _softmax(logits[row, :size].reshape(size, self.labels, 3))
            yield WindowScores(window, hidden[row, :size], tags)


def _softmax(logits: FloatArray) -> FloatArray:
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)  # type: ignore[no-any-return]
