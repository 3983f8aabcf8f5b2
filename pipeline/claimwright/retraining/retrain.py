"""From a store's decisions to a new version, with the report of its gate."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from claimwright.errors import ModelError
from claimwright.report.gate_page import build_gate_page
from claimwright.retraining.account import accounts
from claimwright.retraining.base import Base, frozen_test, read_base
from claimwright.retraining.config import RetrainConfig
from claimwright.retraining.decisions import Decisions, Part, read_decisions
from claimwright.retraining.gate import Judgement
from claimwright.retraining.learn import calibrate, learn
from claimwright.retraining.parent import Parent, find_parent
from claimwright.retraining.proof import Proof, prove
from claimwright.retraining.triage import lowered
from claimwright.retraining.watch import Silent, Watch
from claimwright.store import Store
from claimwright.store.snapshot import take_snapshot
from claimwright.training.checkpoint import Checkpoint
from claimwright.training.manifest import write_manifest
from claimwright.version import __version__
from claimwright.versions.keep import keep, next_number, work_folder

__all__ = ["REPORT", "Retrained", "retrain"]

REPORT = "gate.html"


@dataclass(frozen=True, slots=True)
class Retrained:
    """A new version.

    Attributes:
        folder: where it is.
        number: among the versions of its model; None if it was written elsewhere.
        version: what it tells of itself.
        judgement: what the gate found.
        proof: what was measured.
        decisions: what it was made from.
        base: what it learnt again.
    """

    folder: Path
    number: int | None
    version: str
    judgement: Judgement
    proof: Proof
    decisions: Decisions
    base: Base

    @property
    def report(self) -> Path:
        """The page that tells why."""
        return self.folder / REPORT


def retrain(
    store: Store,
    model: str = "default",
    config: RetrainConfig | None = None,
    *,
    output: Path | None = None,
    candidate_only: bool = False,
    watch: Watch | None = None,
) -> Retrained:
    """Makes a new version from what people decided. The version in use stays the one it is.

    Args:
        store: with the decisions.
        model: a name, of which the version in use is the start, or ``NAME@NUMBER``.
        config: how.
        output: folder of the new model; None puts it among the versions of its model.
        candidate_only: the new version is kept as a candidate whatever the gate finds.
        watch: told how it goes.

    Raises:
        ModelError: E410 if there is nothing to learn from, and as ``find_parent``.
        ClaimwrightError: for labels or texts that do not hold.
    """
    settings, told = config or RetrainConfig(), watch or Silent()
    told.stage("reading")
    parent = find_parent(model)
    decisions = _decisions(store, parent, settings)
    base = read_base(settings.replay, parent.hold, settings.train.seed, decisions.snapshot.documents)
    key = _key(parent, decisions, base, settings)
    number = None if output else next_number(parent.family)
    version = f"{parent.root}+{number if number is not None else key[:8]}"
    folder = output or work_folder(parent.family, key)
    checkpoint = Checkpoint(folder / "training.ckpt", key)
    told.stage("learning")
    lessons = decisions.part(Part.LEARN)
    telling = [lesson.labels.document for lesson in lessons if lesson.labels.right]
    layout = replace(parent.layout, version=version, thresholds=lowered(parent, telling))
    lines = learn(parent, lessons, base, settings, (folder, layout, checkpoint), told)
    told.stage("calibrating")
    shifts = calibrate(folder, parent, layout, base, decisions)
    told.stage("measuring")
    frozen = frozen_test(settings.frozen, decisions.snapshot.documents)
    proof = prove(parent.folder, folder, frozen, decisions.part(Part.HELD_BACK), layout.claim_types)
    if candidate_only:
        asked = Judgement(False, ("Kept as a candidate, as asked.", *proof.judgement.reasons))
        proof = replace(proof, judgement=asked)
    facts = _facts(parent, decisions, proof, lines, shifts)
    write_manifest(folder, (parent.layout.name, version), settings, base.replay, base.hold, **facts)
    _write_report(folder, parent, version, decisions, base, proof)
    checkpoint.remove()
    place = folder if number is None else keep(parent.family, folder, number)
    return Retrained(place, number, version, proof.judgement, proof, decisions, base)


def _decisions(store: Store, parent: Parent, settings: RetrainConfig) -> Decisions:
    snapshot = take_snapshot(store)
    decisions = read_decisions(
        store, snapshot, parent.layout.claim_types, settings.held_back, settings.calibrate
    )
    if not decisions.ids(Part.LEARN):
        counts = ", ".join(f"{count} {reason}" for reason, count in decisions.left_out.items())
        held = len(decisions.ids(Part.HELD_BACK)) + len(decisions.ids(Part.CALIBRATE))
        detail = (
            f"{snapshot.decisions} decisions in the log, {held} of them kept for the gate; {counts or 'none'}"
        )
        raise ModelError("E410", str(store.database.name), detail)
    return decisions


def _key(parent: Parent, decisions: Decisions, base: Base, settings: RetrainConfig) -> str:
    """What must be alike for a retraining that was broken off to go on."""
    content = [
        parent.digest,
        decisions.snapshot.digest,
        asdict(settings),
        sorted(item.gold.sha256 for item in base.replay),
        __version__,
    ]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _facts(
    parent: Parent, decisions: Decisions, proof: Proof, lines: list[str], shifts: Mapping[str, float]
) -> dict[str, Any]:
    """What the version knows of itself beside its settings and the base."""
    snapshot = decisions.snapshot
    return {
        "parent": {
            "number": parent.number,
            "name": parent.layout.name,
            "version": parent.layout.version,
            "sha256": parent.digest,
        },
        "base": parent.manifest.get("base") or parent.manifest.get("config") or {},
        "decisions": {
            "log": {
                "position": snapshot.position,
                "entries": snapshot.decisions,
                "sha256": snapshot.digest,
            },
            "learnt": decisions.ids(Part.LEARN),
            "calibrated": decisions.ids(Part.CALIBRATE),
            "held_back": decisions.ids(Part.HELD_BACK),
            "left_out": dict(decisions.left_out),
            "conflicts": len(decisions.conflicts),
        },
        "shifts": dict(shifts),
        "scores": proof.scores,
        "gate": {
            "passed": proof.judgement.passed,
            "reasons": list(proof.judgement.reasons),
            "compared": proof.compared,
        },
        "epochs": lines,
    }


def _write_report(
    folder: Path, parent: Parent, version: str, decisions: Decisions, base: Base, proof: Proof
) -> None:
    title = f"{parent.family}: {version} against {parent.layout.version}"
    page = build_gate_page(
        title,
        proof.judgement.passed,
        proof.judgement.reasons,
        proof.sides,
        accounts(decisions, base, parent.declarations),
    )
    (folder / REPORT).write_text(page, encoding="utf-8", errors="backslashreplace")
