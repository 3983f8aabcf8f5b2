"""The log of uses: which version was taken into use when. It is only appended to; what holds now follows from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from claimwright.errors import ModelError
from claimwright.versions.home import family

__all__ = ["Step", "Use", "in_use", "note_use", "read_uses", "trail"]

_FILE = "uses.jsonl"


class Step(StrEnum):
    """How a version came into use: chosen, or by going back to the one before."""

    USE = "use"
    ROLLBACK = "rollback"


@dataclass(frozen=True, slots=True)
class Use:
    """A line of the log.

    Attributes:
        at: ISO 8601 in UTC.
        step: chosen or gone back to.
        version: its number.
    """

    at: str
    step: Step
    version: int


def read_uses(name: str) -> list[Use]:
    """The log of a model, oldest first; empty where no version was ever chosen.

    Raises:
        ModelError: E402 for a line that is none of ours.
    """
    path = family(name) / _FILE
    if not path.is_file():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            data = json.loads(line)
            found.append(Use(str(data["at"]), Step(data["step"]), int(data["version"])))
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError("E402", f"{path}:{number}", str(error)) from error
    return found


def note_use(name: str, version: int, step: Step) -> None:
    """Append to the log.

    Raises:
        OSError: if it cannot be written.
    """
    folder = family(name)
    folder.mkdir(parents=True, exist_ok=True)
    use = Use(datetime.now(UTC).isoformat(timespec="seconds"), step, version)
    with (folder / _FILE).open("a", encoding="utf-8") as log:
        log.write(json.dumps(asdict(use)) + "\n")


def trail(uses: Iterable[Use]) -> list[int]:
    """The versions that going back would come through, the one in use last; version 0 is always the first."""
    steps = [0]
    for use in uses:
        if use.step is Step.USE and use.version != steps[-1]:
            steps.append(use.version)
        elif use.step is Step.ROLLBACK and len(steps) > 1:
            steps.pop()
    return steps


def in_use(name: str) -> int:
    """The number of the version in use.

    Raises:
        ModelError: as ``read_uses``.
    """
    return trail(read_uses(name))[-1]
