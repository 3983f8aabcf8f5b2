"""Every setting that is not learned, with its unit and default, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "BackendName",
    "CleanSettings",
    "EncoderSettings",
    "EngineName",
    "ExtractSettings",
    "ShardSettings",
]


@dataclass(frozen=True, slots=True)
class CleanSettings:
    """How inputs are read and cleaned.

    Attributes:
        max_bytes: a document larger than this fails (bytes, after decompression).
        max_members: an archive with more members fails.
        max_ratio: an archive or stream that unpacks to more than this many times its size fails.
        max_depth: HTML elements nested deeper are flattened before parsing.
        encoding: taken instead of declaration and detection.
        language: ISO 639-1 code to keep, or ``any``.
        near_duplicate: estimated Jaccard similarity of five-word shingles from which two articles share a cluster.
        skip_near_duplicates: skip all but the first of a cluster.
        text_field, title_field, url_field, published_field, id_field: columns of JSON Lines, CSV and Parquet;
            None tries the common names.
        fetch_seconds: seconds allowed for one address.
    """

    max_bytes: int = 100_000_000
    max_members: int = 200_000
    max_ratio: int = 200
    max_depth: int = 300
    encoding: str | None = None
    language: str = "en"
    near_duplicate: float = 0.6
    skip_near_duplicates: bool = False
    text_field: str | None = None
    title_field: str | None = None
    url_field: str | None = None
    published_field: str | None = None
    id_field: str | None = None
    fetch_seconds: float = 20.0


class BackendName(StrEnum):
    """What runs the networks; ``auto`` takes OpenVINO where it is installed."""

    AUTO = "auto"
    ONNXRUNTIME = "onnxruntime"
    OPENVINO = "openvino"


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """How text is cut for the encoder.

    Attributes:
        window: word pieces of one window, special tokens and title included.
        title: word pieces of the title put before each window.
        context: word pieces of preceding sentences repeated as context.
        view_before, view_after: word pieces seen before and after the sentence of a trigger in the second pass.
        view_sentence: word pieces of that sentence, at most.
        batch: word pieces of one batch (padding included).
        threads: threads of one session; 0 lets the runtime choose.
        backend: what runs the network.
    """

    window: int = 320
    title: int = 24
    context: int = 48
    view_before: int = 128
    view_after: int = 40
    view_sentence: int = 120
    batch: int = 1024
    threads: int = 0
    backend: BackendName = BackendName.AUTO


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """How a batch is run.

    Attributes:
        min_confidence: claims below are not written.
        workers: processes that clean and extract, each with a model of its own.
        isolated: whether a single worker is a process of its own, too, so that a crash, a hang or a document
            that fills the memory costs that document and not the run.
        threads: threads of each worker; 0 shares the cores among the workers.
        timeout: seconds one document may take in a worker process; 0 for no limit.
        memory: megabytes one worker process may grow by after it has loaded its model; 0 for no limit.
        chunk: documents handed to the model at once.
        backend: what runs the networks.
    """

    min_confidence: float = 0.0
    workers: int = 1
    isolated: bool = False
    threads: int = 0
    timeout: float = 120.0
    memory: int = 4096
    chunk: int = 32
    backend: BackendName = BackendName.AUTO


class EngineName(StrEnum):
    """Where a batch is worked on: processes of this machine, or a Ray cluster."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class ShardSettings:
    """How a batch is cut into shards when the output is a folder.

    Attributes:
        documents: inputs of one shard.
        content: bytes of input that close a shard early.
        resume: keep the shards of an earlier run that hold what this one would write.
        retry_failed: as ``resume``, and try the failed documents of those shards again.
    """

    documents: int = 256
    content: int = 64_000_000
    resume: bool = False
    retry_failed: bool = False
