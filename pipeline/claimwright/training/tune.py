"""Thresholds and calibration of an exported model, on documents it has not learnt from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from claimwright.claims import Calibrator, ClaimDraft, features_of
from claimwright.claims.guarantee import CalibrationOutcome
from claimwright.encoder.layout import Layout
from claimwright.evaluation.matching import Pairing, Prediction, pair_claims, role_matches
from claimwright.extractor import Extractor
from claimwright.training.calibration import Judged, JudgedRole, fit_calibrator
from claimwright.training.corpus import Labelled
from claimwright.training.outcomes import cross_fitted

__all__ = ["TRIALS", "tune"]

TRIALS = {
    "trigger": (0.4, 0.5, 0.6),
    "relation": (0.3, 0.45),
    "key_relation": (0.25, 0.4),
    "also": (0.75, 0.9, 0.98),
}
"""The thresholds tried: least probability of a trigger, of a relation, of one that fills a key role, and of a second
value of the role that makes a claim of its own."""


_TOLERANCE = 0.02
"""Claim F1 given up for precision when the confidence to cut at is chosen."""
_ALARMS = 0.05
"""Share of the held-out articles without claims that may get one."""


@dataclass(frozen=True, slots=True)
class _Judgement:
    """The drafts of one document as predictions, and how they pair with its labels."""

    drafts: tuple[ClaimDraft, ...]
    predictions: tuple[Prediction, ...]
    pairing: Pairing


def tune(
    folder: Path,
    hold: Sequence[Labelled],
    layout: Layout,
    report: Callable[[str], None] = print,
    trials: Mapping[str, tuple[float, ...]] = TRIALS,
) -> None:
    """Writes the thresholds with the best claim F1 into ``config.json``, and ``calibrator.json``.

    Args:
        folder: an exported model.
        hold: documents it has not learnt from.
        layout: of the model, with thresholds to start from.
        report: called with a line a trial.
        trials: the thresholds to try; those not named stay. The confidence to cut at is always chosen anew.

    Raises:
        ValueError: if no trial gives claims both right and wrong.
    """
    write_layout(folder, layout)
    extractor = Extractor(folder)
    scores = extractor.score([item.document for item in hold])
    best: tuple[float, dict[str, float], Calibrator] | None = None
    for values in product(*trials.values()):
        trial = {**layout.thresholds, **dict(zip(trials, values, strict=True))}
        extractor.use(replace(layout, thresholds=trial))
        drafts = [extractor.analyse(i.document, s).drafts for i, s in zip(hold, scores, strict=True)]
        judged = list(_judge(hold, drafts))
        claims, roles = _outcomes(hold, judged)
        if len({claim.right for claim in claims}) < 2:
            continue
        outcomes = cross_fitted(_by_document(hold, judged))
        listed = tuple(sorted(outcome for of in outcomes for outcome in of))
        calibrator = replace(fit_calibrator(claims, roles), outcomes=listed)
        f1, least = _best_cut(judged, outcomes)
        report(
            f"{', '.join(f'{n} {v}' for n, v in zip(trials, values, strict=True))}: F1 {f1:.4f} from {least:.2f}"
        )
        if best is None or f1 > best[0]:
            best = (f1, {**trial, "confidence": least}, calibrator)
    if best is None:
        raise ValueError("no threshold gives claims both right and wrong on the held-out documents")
    write_layout(folder, replace(layout, thresholds=best[1]))
    best[2].save(folder / "calibrator.json")
    report(f"chosen {best[1]}: F1 {best[0]:.4f} on {len(hold)} held-out documents")


def write_layout(folder: Path, layout: Layout) -> None:
    """Replaces the ``claimwright`` entry of the model's ``config.json``."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["claimwright"] = layout.as_dict()
    path.write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _judge(hold: Sequence[Labelled], drafts: Sequence[tuple[ClaimDraft, ...]]) -> Iterator[_Judgement]:
    for item, found in zip(hold, drafts, strict=True):
        predictions = tuple(_prediction(draft) for draft in found)
        yield _Judgement(found, predictions, pair_claims(item.gold.claims, predictions))


def _prediction(draft: ClaimDraft) -> Prediction:
    score = max(mention.event.trigger.score for mention in draft.mentions)
    arguments = {
        role: ((draft.canonical[role], relation.mention.text),) for role, relation in draft.arguments.items()
    }
    return Prediction(draft.claim_type.name, "", score, arguments)


def _outcomes(
    hold: Sequence[Labelled], judged: Sequence[_Judgement]
) -> tuple[list[Judged], list[JudgedRole]]:
    """Every draft as right or wrong; those that optional labels absorb say nothing."""
    claims: list[Judged] = []
    roles: list[JudgedRole] = []
    for item, judgement in zip(hold, judged, strict=True):
        hits = {id(prediction): gold for gold, prediction in judgement.pairing.hits}
        neutral = {id(prediction) for _, prediction in judgement.pairing.neutral}
        for draft, prediction in zip(judgement.drafts, judgement.predictions, strict=True):
            if id(prediction) in neutral:
                continue
            gold = hits.get(id(prediction))
            features = tuple(features_of(draft, item.document).values())
            claims.append(Judged(draft.claim_type.name, features, gold is not None))
            if gold is not None:
                roles += [
                    JudgedRole(
                        relation.score, role in gold.arguments and role_matches(gold, prediction, role)
                    )
                    for role, relation in draft.arguments.items()
                ]
    return claims, roles


def _by_document(hold: Sequence[Labelled], judged: Sequence[_Judgement]) -> list[list[Judged]]:
    return [_outcomes([item], [judgement])[0] for item, judgement in zip(hold, judged, strict=True)]


def _best_cut(
    judged: Sequence[_Judgement], outcomes: Sequence[Sequence[CalibrationOutcome]]
) -> tuple[float, float]:
    """The claim F1 at the cut, and the cut: the highest confidence that loses little of the best F1 (``_TOLERANCE``).

    Both by calibrators that have not seen the document. The curve is flat near its top and a hundred claims cannot tell
    its points apart; of two equally good cuts the one with fewer wrong claims is the better. Where too many articles
    without claims would get one (``_ALARMS``), the cut goes up until they do not.
    """
    wanted = sum(len(j.pairing.hits) + len(j.pairing.missed) for j in judged)
    curve = []
    for step in range(90):
        kept = [outcome for of in outcomes for outcome in of if outcome.confidence >= step / 100]
        curve.append((2 * sum(o.right for o in kept) / max(len(kept) + wanted, 1), step / 100))
    best = max(f1 for f1, _ in curve)
    good = max(least for f1, least in curve if f1 >= best - _TOLERANCE)
    empty = [
        max((outcome.confidence for outcome in of), default=0.0)
        for j, of in zip(judged, outcomes, strict=True)
        if not (j.pairing.hits or j.pairing.neutral or j.pairing.missed)
    ]
    quiet = next((c for _, c in curve if sum(sure >= c for sure in empty) <= _ALARMS * len(empty)), good)
    cut = max(good, quiet)
    return next(f1 for f1, least in curve if least == cut), cut
