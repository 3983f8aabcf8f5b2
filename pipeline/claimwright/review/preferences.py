"""What a reviewer set for himself, in a file of this machine: it is nobody else's business."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from claimwright.review.keys import Binding, bindings

__all__ = ["Preferences", "PreferencesFile", "preferences_path"]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What one reviewer prefers.

    Attributes:
        keys: own key by action.
        shortcuts: whether single keys do anything at all (WCAG 2.1.4 asks for the switch).
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    shortcuts: bool = True

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """The table of keys; the shipped one where the own one no longer holds."""
        try:
            return bindings(self.keys)
        except ValueError:
            return bindings({})


def preferences_path() -> Path:
    """Where preferences lie: ``claimwright/review.json`` in the user's folder of settings."""
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return (Path(base) if base else Path.home() / ".config") / "claimwright" / "review.json"


class PreferencesFile:
    """The preferences of all reviewers who work on this machine.

    Args:
        path: may be missing; what cannot be read counts as missing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._stamp = 0  # nanoseconds
        self._known: Any = None

    def of(self, reviewer: str) -> Preferences:
        """The preferences of one reviewer."""
        found = self._read().get(reviewer)
        if not isinstance(found, dict):
            return Preferences()
        keys = found.get("keys")
        own = {str(a): str(k) for a, k in keys.items()} if isinstance(keys, dict) else {}
        return Preferences(own, bool(found.get("shortcuts", True)))

    def keep(self, reviewer: str, preferences: Preferences) -> None:
        """Write the preferences of one reviewer; the file is whole at any moment.

        Raises:
            OSError: if it cannot be written.
        """
        with self._lock:
            everyone = self._read()
            everyone[reviewer] = {"keys": dict(preferences.keys), "shortcuts": preferences.shortcuts}
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=".review-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    json.dump({"reviewers": everyone}, stream, indent=2)
                Path(name).replace(self.path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def _read(self) -> dict[str, Any]:
        """What the file says; it is read again only when it was changed, also by another program."""
        try:
            stamp = self.path.stat().st_mtime_ns
            if stamp != self._stamp:
                self._known, self._stamp = json.loads(self.path.read_text(encoding="utf-8")), stamp
        except (OSError, ValueError):
            return {}
        found = self._known.get("reviewers") if isinstance(self._known, dict) else None
        return dict(found) if isinstance(found, dict) else {}
