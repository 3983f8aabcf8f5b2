"""Thresholds and calibration of an exported model, on documents it has not learnt from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from claimwright.claims import Calibrator, ClaimDraft, features_of
from claimwright.encoder.layout import Layout
from claimwright.evaluation.matching import Pairing, Prediction, pair_claims, role_matches
from claimwright.extractor import Extractor
from claimwright.training.calibration import Judged, JudgedRole, fit_calibrator
from claimwright.training.corpus import Labelled

__all__ = ["TRIALS", "tune"]

TRIALS = {"trigger": (0.3, 0.4, 0.5, 0.6, 0.7), "relation": (0.3, 0.5), "key_relation": (0.1, 0.3)}
"""The thresholds tried: least probability of a trigger, of a relation, and of one that fills a key role."""


_TOLERANCE = 0.03
"""Claim F1 given up for precision when the confidence to cut at is chosen."""


@dataclass(frozen=True, slots=True)
class _Judgement:
    """The drafts of one document as predictions, and how they pair with its labels."""

    drafts: tuple[ClaimDraft, ...]
    predictions: tuple[Prediction, ...]
    pairing: Pairing


def tune(
    folder: Path, hold: Sequence[Labelled], layout: Layout, report: Callable[[str], None] = print
) -> None:
    """Writes the thresholds with the best claim F1 into ``config.json``, and ``calibrator.json``.

    Args:
        folder: an exported model.
        hold: documents it has not learnt from.
        layout: of the model, with thresholds to start from.
        report: called with a line a trial.
    """
    write_layout(folder, layout)
    extractor = Extractor(folder)
    scores = extractor.score([item.document for item in hold])
    best: tuple[float, dict[str, float], Calibrator] | None = None
    for values in product(*TRIALS.values()):
        trial = {**layout.thresholds, **dict(zip(TRIALS, values, strict=True))}
        extractor.use(replace(layout, thresholds=trial))
        drafts = [extractor.analyse(i.document, s).drafts for i, s in zip(hold, scores, strict=True)]
        judged = list(_judge(hold, drafts, None))
        claims, roles = _outcomes(hold, judged)
        if len({claim.right for claim in claims}) < 2:
            continue
        calibrator = fit_calibrator(claims, roles)
        f1, least = _best_cut(list(_judge(hold, drafts, calibrator)))
        report(
            f"{', '.join(f'{n} {v}' for n, v in zip(TRIALS, values, strict=True))}: F1 {f1:.4f} from {least:.2f}"
        )
        if best is None or f1 > best[0]:
            best = (f1, {**trial, "confidence": least}, calibrator)
    if best is None:
        raise ValueError("no threshold gives claims both right and wrong on the held-out documents")
    write_layout(folder, replace(layout, thresholds=best[1]))
    (folder / "calibrator.json").write_text(json.dumps(best[2].as_dict(), indent=1) + "\n", encoding="utf-8")
    report(f"chosen {best[1]}: F1 {best[0]:.4f} on {len(hold)} held-out documents")


def write_layout(folder: Path, layout: Layout) -> None:
    """Replaces the ``claimwright`` entry of the model's ``config.json``."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["claimwright"] = layout.as_dict()
    path.write_text(json.dumps(config, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _judge(
    hold: Sequence[Labelled], drafts: Sequence[tuple[ClaimDraft, ...]], calibrator: Calibrator | None
) -> Iterator[_Judgement]:
    for item, found in zip(hold, drafts, strict=True):
        predictions = tuple(_prediction(draft, item, calibrator) for draft in found)
        yield _Judgement(found, predictions, pair_claims(item.gold.claims, predictions))


def _prediction(draft: ClaimDraft, item: Labelled, calibrator: Calibrator | None) -> Prediction:
    score = max(mention.event.trigger.score for mention in draft.mentions)
    fitted = (
        calibrator.confidence(draft.claim_type.name, features_of(draft, item.document))
        if calibrator
        else score
    )
    arguments = {
        role: ((draft.canonical[role], relation.mention.text),) for role, relation in draft.arguments.items()
    }
    return Prediction(draft.claim_type.name, "", fitted if fitted is not None else score, arguments)


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


def _best_cut(judged: Sequence[_Judgement]) -> tuple[float, float]:
    """The best claim F1, and the highest confidence to cut at that loses little of it (``_TOLERANCE``).

    The curve is flat near its top and a hundred claims cannot tell its points apart; of two equally good cuts the one
    with fewer wrong claims is the better.
    """
    hits = [prediction.confidence for j in judged for _, prediction in j.pairing.hits]
    spurious = [prediction.confidence for j in judged for prediction in j.pairing.spurious]
    wanted = len(hits) + sum(len(j.pairing.missed) for j in judged)
    curve = []
    for step in range(60):
        least = step / 100
        right, wrong = sum(c >= least for c in hits), sum(c >= least for c in spurious)
        curve.append((2 * right / max(right + wrong + wanted, 1), least))
    best = max(f1 for f1, _ in curve)
    return best, max(least for f1, least in curve if f1 >= best - _TOLERANCE)
