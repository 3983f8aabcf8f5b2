"""One call of ``convert``: records in, one by one, to a file or folder out; what fails is told and counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from claimwright.cli.messages import FAILED, complain, say
from claimwright.errors import ClaimwrightError, InputError
from claimwright.exchange.article import AnnotatedText, of_document
from claimwright.exchange.conversion import NEED_TEXT, Format, Options, open_article_writer, read_any
from claimwright.exchange.foreign.review import Settings
from claimwright.exchange.foreign.streams import ArticleWriter
from claimwright.exchange.reviewed import ReviewedText
from claimwright.records import Alignment, Claim
from claimwright.schema import Declarations

if TYPE_CHECKING:
    from claimwright.batch.output import Target

__all__ = ["Conversion", "write_labelling_config"]


class _Sink(Protocol):
    """Takes what was read."""

    def write(self, record: ReviewedText) -> int:
        """Write one record and tell how many claims or decisions it gave."""

    def close(self) -> None:
        """Write what is held back."""


@dataclass
class Conversion:
    """What to convert, and how.

    Attributes:
        source: file or folder.
        kind: its format.
        to: the format to write.
        output: file, folder (brat), or None and ``-`` for standard output.
        settings: how other tools' files are read; its counts are told at the end.
        options: how the output is written.
        reviewer: who decided, where the tool does not tell.
        texts: where the articles are.
        every: whether articles without claims are written, too.
        encoding: of the articles, instead of what they declare.
    """

    source: str
    kind: Format
    to: Format
    output: str | None
    settings: Settings
    options: Options
    reviewer: str
    texts: list[str]
    every: bool = False
    encoding: str | None = None
    failed: int = 0
    articles: int = 0
    written: int = 0

    def run(self) -> int:
        """Convert, and tell the account.

        Returns:
            0 if all records were converted, 1 if some failed.

        Raises:
            ClaimwrightError: if the input as a whole cannot be read, or the output cannot be written.
        """
        records = self._records()
        if self.to is Format.DECISIONS and self.kind is Format.LABEL_STUDIO:
            self._log_to_target()
        elif self.to is Format.BRAT:
            self._to_folder(records)
        else:
            self._to_target(records)
        say(f"claimwright: {self._account()}")
        return FAILED if self.failed else 0

    def _to_folder(self, records: Iterable[ReviewedText]) -> None:
        from claimwright.exchange.foreign.brat import BratWriter

        writer = BratWriter(str(self.output), self.settings.declarations)
        try:
            self._write(records, _ArticleSink(writer))
        except BaseException:
            writer.drop()
            raise

    def _to_target(self, records: Iterable[ReviewedText]) -> None:
        from claimwright.batch.output import open_target

        target = open_target(self.output)
        try:
            self._write(records, self._sink(target))
            target.mark()
        except BaseException:
            target.drop()
            raise
        target.keep()
        if self.to is Format.LABEL_STUDIO and self.output not in (None, "-"):
            write_labelling_config(str(self.output), self.settings.declarations)

    def _log_to_target(self) -> None:
        """Tasks that hold a log give it back, with what was changed; answers to others are new entries of it."""
        from claimwright.batch.output import open_target
        from claimwright.store.decision_json import decision_line
        from claimwright.store.label_studio_reader import read_task_log

        log = read_task_log(self.source, self.settings, self.reviewer)
        target = open_target(self.output)
        try:
            for _, decision in log.decisions:
                target.write(f"{decision_line(decision)}\n".encode())
            target.mark()
        except BaseException:
            target.drop()
            raise
        target.keep()
        self.articles, self.written = log.records, len(log.decisions)
        for error in log.failed:
            self._fail(error)

    def _write(self, records: Iterable[ReviewedText], sink: _Sink) -> None:
        for record in records:
            try:
                self.written += sink.write(record)
                self.articles += 1
            except InputError as error:
                self._fail(error)
        sink.close()
        if isinstance(sink, _ArticleSink) and sink.skipped:
            say(f"claimwright: {sink.skipped} claims have no place in {self.to} and were left out")

    def _sink(self, target: Target) -> _Sink:
        if self.to is Format.DECISIONS:
            return _DecisionSink(target, self.reviewer)
        if self.to in NEED_TEXT or self.to is Format.FOLLOW_THE_MONEY:
            writer = open_article_writer(self.to, target, self.settings.declarations, self.options)
            return _ArticleSink(writer, checked=self.to in NEED_TEXT)
        return _ClaimSink(self.to, target, self.settings)

    def _records(self) -> Iterator[ReviewedText]:
        """What was read; claims that come without their article are joined with it, as far as the output needs."""
        alone: list[Claim] = []
        for record in read_any(self.source, self.kind, self.settings):
            if isinstance(record, ClaimwrightError):
                self._fail(record)
            elif isinstance(record, Claim):
                alone.append(record)
            elif isinstance(record, AnnotatedText):
                yield ReviewedText(record)
            else:
                yield record
        if alone or self.every:
            yield from map(ReviewedText, self._join(alone))

    def _join(self, claims: list[Claim]) -> Iterator[AnnotatedText]:
        groups: dict[str, list[Claim]] = {}
        for claim in claims:
            groups.setdefault(claim.document.sha256, []).append(claim)
        if self.to not in NEED_TEXT:
            for group in groups.values():
                yield AnnotatedText(group[0].document, "", Alignment.identity(0), tuple(group))
            return
        from claimwright.cli.article_texts import articles_of

        found, faults = articles_of(
            claims, Path(self.source).parent, self.texts, every=self.every, encoding=self.encoding
        )
        for fault in faults:
            self._fail(fault)
        for digest, group in groups.items():
            if digest not in found:
                self._fail(InputError("E807", group[0].document.path, f"{len(group)} claims"))
                continue
            yield replace(of_document(found[digest], group), reference=group[0].document)
        for digest, document in found.items():
            if digest not in groups:
                yield of_document(document)

    def _fail(self, error: ClaimwrightError) -> None:
        self.failed += 1
        complain(error)

    def _account(self) -> str:
        what = "decisions" if self.to is Format.DECISIONS else "claims"
        parts = [f"{self.written} {what} of {self.articles} records written to {self.to}"]
        if self.failed:
            parts.append(f"{self.failed} failed")
        if self.settings.anchors.moved:
            parts.append(f"{self.settings.anchors.moved} spans moved to where their quote stands")
        if self.settings.tally.utf16:
            parts.append(f"{self.settings.tally.utf16} texts with offsets in UTF-16 code units")
        return "; ".join(parts)


def write_labelling_config(output: str, declarations: Declarations) -> None:
    """Write Label Studio's labelling interface beside the tasks.

    Raises:
        OutputError: E301 if it cannot be written.
    """
    from claimwright.batch.output import open_target
    from claimwright.exchange.foreign.label_studio import labelling_config

    place = Path(output).with_suffix(".config.xml")
    target = open_target(str(place))
    target.write(labelling_config(declarations).encode("utf-8"))
    target.mark()
    target.keep()
    say(f"claimwright: the labelling interface for these tasks is in {place}")


class _ArticleSink:
    """Articles to a format of other tools; of several people's answers to one, the last counts."""

    def __init__(self, writer: ArticleWriter, *, checked: bool = True) -> None:
        self._writer = writer
        self._checked = checked

    @property
    def skipped(self) -> int:
        """Claims that the format has no place for."""
        return int(getattr(self._writer, "skipped", 0))

    def write(self, record: ReviewedText) -> int:
        if not record.last:
            return 0
        if self._checked:
            record.article.check()
        before = self.skipped
        self._writer.write(record.article)
        return len(record.article.claims) - (self.skipped - before)

    def close(self) -> None:
        self._writer.close()


class _ClaimSink:
    """Claims as they are after the review, in a format of ours."""

    def __init__(self, to: Format, target: Target, settings: Settings) -> None:
        from claimwright.exchange.formats import ClaimFormat, open_writer

        self._writer = open_writer(ClaimFormat(to.value), target, declarations=settings.declarations)

    def write(self, record: ReviewedText) -> int:
        if not record.last:
            return 0
        self._writer.write(record.article.claims)
        return len(record.article.claims)

    def close(self) -> None:
        self._writer.close()


class _DecisionSink:
    """Answers as entries of the decision log, a line each."""

    def __init__(self, target: Target, reviewer: str) -> None:
        self._target = target
        self._reviewer = reviewer

    def write(self, record: ReviewedText) -> int:
        from claimwright.exchange.reviewed import as_decision
        from claimwright.records.decision import now
        from claimwright.store.decision_json import decision_line

        for answer in record.answers:
            decision = as_decision(answer, reviewer=self._reviewer, at=now())
            self._target.write(f"{decision_line(decision)}\n".encode())
        return len(record.answers)

    def close(self) -> None:
        """Nothing is held back."""
