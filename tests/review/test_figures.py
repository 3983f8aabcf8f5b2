"""Figures: accuracy from the random slice alone, agreement from those who were asked the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.records import Shown
from claimwright.review.agreement import agreement, read_answers
from claimwright.review.figures import AuditRow, figures, levels, settle_audit
from claimwright.review.intervals import wilson
from claimwright.review.settings import ReviewSettings
from claimwright.schema import load_declarations
from tests.store.make import decide, undo

BOTH = pytest.mark.parametrize("store", ["sqlite", "postgresql"], indirect=True)

DECLARED, SETTINGS = load_declarations(), ReviewSettings()
AUDIT = Shown(queue="audit", audit=True)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    # Computed from the formula of Wilson's paper with 50 digits.
    [(5, 10, 0.236593, 0.763407), (0, 20, 0.0, 0.161125), (99, 100, 0.945514, 0.998233)],
)
def test_wilson(hits, total, low, high):
    share = wilson(hits, total)
    assert (round(share.low, 6), round(share.high, 6)) == (low, high)


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share(hits, misses):
    share = wilson(hits, hits + misses)
    if hits + misses == 0:
        assert share.value is None
    else:
        assert 0 <= share.low <= share.value <= share.high <= 1


@BOTH
def test_only_the_random_slice_counts(store, claim_of):
    ada, max_, tom = claim_of("Ada Low"), claim_of("Max Mint", "departure"), claim_of("Tom Hale")
    store.append_decisions(
        [
            decide("accept", ada, shown=AUDIT, seconds=6.0),
            decide("reject", max_, shown=AUDIT, seconds=3.0),
            decide("accept", tom, seconds=9000.0),
        ]
    )
    found = figures(store, DECLARED, SETTINGS)
    assert (found.right.hits, found.right.total) == (1, 2)
    by_type = {row.name: row for row in found.types}
    assert (by_type["hire"].right.hits, by_type["hire"].right.total) == (1, 1)
    assert (by_type["hire"].decided, by_type["hire"].left) == (2, 2)
    assert (by_type["departure"].decided, by_type["departure"].left) == (1, 1)
    [ann] = found.reviewers
    assert (ann.decided, ann.left, ann.by_type) == (3, 3, {"hire": 2, "departure": 1})
    assert ann.seconds == 6.0
    assert ann.per_hour == pytest.approx(3600 * 3 / (6 + 3 + 300))


@BOTH
def test_what_is_unsure_disputed_or_undone_counts_neither_way(store, claim_of):
    ada, max_, tom = claim_of("Ada Low"), claim_of("Max Mint", "departure"), claim_of("Tom Hale")
    gone = decide("accept", tom, shown=AUDIT)
    store.append_decisions(
        [
            decide("unsure", ada, shown=AUDIT),
            decide("accept", max_, shown=AUDIT),
            decide("reject", max_, shown=AUDIT, by="ben"),
            gone,
            undo(gone),
        ]
    )
    rows, unsettled = settle_audit(store)
    assert (rows, unsettled) == ([], 2)
    store.append_decisions([decide("accept", max_, by="cas", final=True)])
    rows, unsettled = settle_audit(store)
    assert ([row.right for row in rows], unsettled) == ([True], 1)


@BOTH
def test_misses_are_counted_over_articles_drawn_by_lot(store, claim_of):
    ada = claim_of("Ada Low")
    articles = [document.sha256 for document in store.documents()]
    lot = Shown(queue="articles", audit=True)
    gone = decide("add", results=[ada], shown=lot)
    nothing = decide("nothing_missed", sha256=articles[2], shown=lot)
    store.append_decisions([nothing, gone])
    missed = figures(store, DECLARED, SETTINGS).missed
    assert (missed.hits, missed.total) == (1, 2)
    store.append_decisions([undo(gone)])
    missed = figures(store, DECLARED, SETTINGS).missed
    assert (missed.hits, missed.total) == (0, 1)


def test_levels_of_confidence():
    rows = [AuditRow("hire", 0.1, False), AuditRow("hire", 0.95, True), AuditRow("hire", 1.0, False)]
    table = levels(rows)
    assert [(level.right.hits, level.right.total) for level in table] == [
        (0, 1),
        (0, 0),
        (0, 0),
        (0, 0),
        (1, 2),
    ]
    assert table[4].confidence == pytest.approx(0.975)
    assert table[1].confidence is None


@BOTH
def test_agreement_of_two_reviewers(store, claim_of):
    ada, max_, tom = claim_of("Ada Low"), claim_of("Max Mint", "departure"), claim_of("Tom Hale")
    for name, third in (("ann", "reject"), ("ben", "accept")):
        store.append_decisions(
            [decide("accept", ada, by=name), decide("reject", max_, by=name), decide(third, tom, by=name)]
        )
    [pair] = agreement(read_answers(store))
    assert (pair.first, pair.second, pair.claims, pair.same) == ("ann", "ben", 3, 2)
    # Verdicts: aa, rr, ra. Observed 2/3; chance (1/3)(2/3) + (2/3)(1/3) = 4/9.
    assert pair.kappa == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))
    # Spans held to be right: ann 3 (of Ada), ben 3 + 3.
    assert pair.span_f1 == pytest.approx(2 * 3 / (3 + 6))
    assert figures(store, DECLARED, SETTINGS).pairs == (pair,)


@BOTH
def test_an_adjudicator_is_no_independent_reviewer(store, claim_of):
    ada = claim_of("Ada Low")
    store.append_decisions([decide("accept", ada), decide("reject", ada, by="cas", final=True)])
    assert agreement(read_answers(store)) == []


@BOTH
def test_figures_of_an_empty_review(store):
    found = figures(store, DECLARED, SETTINGS)
    assert (found.right.value, found.missed.value, found.reviewers, found.pairs) == (None, None, (), ())
