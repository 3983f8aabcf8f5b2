"""Outcomes for a promise: every claim judged by a calibrator that has not seen its article."""

import random

import pytest

from claimwright.claims import FEATURES

pytest.importorskip("sklearn")

from claimwright.training.calibration import Judged, fit_calibrator
from claimwright.training.outcomes import cross_fitted


def documents(count, generator):
    """Articles with two claims; only the first feature tells anything."""
    made = []
    for _ in range(count):
        claims = []
        for kind in ("hire", "delay"):
            tell = generator.gauss(0, 1)
            noise = tuple(generator.gauss(0, 1) for _ in FEATURES[1:])
            claims.append(Judged(kind, (tell, *noise), generator.random() < (0.9 if tell > 0 else 0.2)))
        made.append(claims)
    return made


def test_every_claim_once_by_a_fit_without_its_article():
    labelled = documents(40, random.Random(1))
    found = cross_fitted(labelled, folds=4)
    assert [[outcome.claim_type for outcome in of] for of in found] == [["hire", "delay"]] * 40
    rest = [claim for number, claims in enumerate(labelled) if number % 4 != 0 for claim in claims]
    other = fit_calibrator(rest, ())
    first = labelled[0][0]
    sure = other.confidence("hire", dict(zip(FEATURES, first.features, strict=True)))
    assert found[0][0] == (round(sure, 4), first.right, "hire")


def test_confidence_is_less_rosy_than_on_the_claims_it_was_fitted_on():
    labelled = documents(20, random.Random(2))
    flat = [claim for claims in labelled for claim in claims]
    fitted = fit_calibrator(flat, ())
    seen = sum(
        abs(fitted.confidence(c.claim_type, dict(zip(FEATURES, c.features, strict=True))) - c.right)
        for c in flat
    )
    assert sum(abs(o.confidence - o.right) for of in cross_fitted(labelled) for o in of) > seen


def test_too_few_claims_make_no_outcomes():
    assert cross_fitted([]) == []
    assert cross_fitted([[Judged("hire", (0.0,) * len(FEATURES), True)]] * 5) == [()] * 5
