"""The orders: what comes first, why, and that nothing is lost or asked twice."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from claimwright.review.queue import (
    Article,
    Candidate,
    Caps,
    Contrast,
    by_audit,
    by_change,
    by_disagreement,
    by_doubt,
    by_person,
    chosen,
    draw,
    mixed,
    spread,
    without_claims,
)


def candidate(number, confidence=0.5, **fields):
    return Candidate(f"c_{number:03}", f"{number:064}", "hire", confidence, story=f"s{number}", **fields)


def ids(items):
    return [item.claim_id for item in items]


def test_doubt_comes_first_and_is_told():
    items = by_doubt([candidate(1, 0.95), candidate(2, 0.52), candidate(3, 0.1)])
    assert ids(items) == ["c_002", "c_003", "c_001"]
    assert "52%" in items[0].reason
    assert not any(item.audit for item in items)


def test_a_model_that_is_sure_of_everything_still_gives_a_queue():
    assert len(by_doubt([candidate(n, 0.999) for n in range(30)])) == 30


def test_one_company_does_not_fill_the_screen():
    many = [candidate(n, 0.5, companies=("acme",)) for n in range(20)]
    others = [candidate(n, 0.9, companies=(f"firm {n}",)) for n in range(20, 40)]
    first = spread(many + others, Caps(company=2, window=10))[:20]
    for start in range(10):
        window = first[start : start + 10]
        assert sum("acme" in one.companies for one in window) <= 2


def test_copies_of_one_story_keep_their_distance():
    copies = [Candidate(f"c_{n}", "0" * 64, "hire", 0.5, story="same") for n in range(3)]
    others = [candidate(n, 0.9) for n in range(11)]
    order = spread(copies + others, Caps(story=1, window=12))
    places = [place for place, one in enumerate(order) if one.story == "same"]
    assert places[0] == 0
    assert places[1] >= 12


names = st.sampled_from(["acme", "globex", "initech"])
candidates = st.lists(
    st.builds(
        lambda n, p, who, outlet: (n, p, who, outlet),
        st.integers(0, 400),
        st.floats(0, 1),
        st.lists(names, max_size=2, unique=True),
        st.sampled_from([None, "a.com", "b.com"]),
    ),
    unique_by=lambda entry: entry[0],
    max_size=60,
).map(lambda rows: [candidate(n, p, companies=tuple(who), outlet=o) for n, p, who, o in rows])


@given(candidates, st.integers(1, 4), st.integers(1, 15))
def test_spreading_loses_nothing_and_keeps_what_may_stay(rows, cap, window):
    order = spread(rows, Caps(company=cap, outlet=cap + 1, story=1, window=window))
    assert Counter(order) == Counter(rows)
    if rows:
        assert order[0] == rows[0]


@given(candidates)
def test_every_order_asks_each_claim_once(rows):
    for order in (by_doubt(rows), by_person(rows), by_audit(rows, "seed")):
        assert sorted(ids(order)) == sorted(one.claim_id for one in rows)


def test_disagreement_between_models_comes_before_that_within_an_article():
    rows = [
        candidate(1),
        candidate(2, modalities=("asserted", "planned")),
        candidate(3, contrast=Contrast("other 1", successor=False, what="one reads it as denied")),
        candidate(4, contrast=Contrast("same 1", successor=True, what="new")),
        candidate(5, modalities=("asserted",)),
    ]
    items = by_disagreement(rows)
    assert ids(items) == ["c_003", "c_002"]
    assert "denied" in items[0].reason
    assert "asserted, planned" in items[1].reason


def test_changes_of_a_model_come_the_largest_first():
    rows = [
        candidate(n, contrast=Contrast("m 1", successor=True, what=f"change {n}", size=size))
        for n, size in ((1, 0.3), (2, 1.0), (3, 0.5))
    ]
    items = by_change([*rows, candidate(4)])
    assert ids(items) == ["c_002", "c_003", "c_001"]
    assert items[0].reason == "The new version differs: change 2."


def test_claims_of_a_person_come_together():
    rows = [
        candidate(1, 0.9, people=("jane roe",)),
        candidate(2, 0.6, people=("max mint",)),
        candidate(3, 0.5, people=("jane roe",)),
        candidate(4, 0.5),
    ]
    items = by_person(rows)
    assert ids(items) == ["c_003", "c_001", "c_002", "c_004"]
    assert "claim 2 of 2 about jane roe" in items[1].reason


def test_the_random_slice_is_the_same_everywhere_and_blind_to_confidence():
    rows = [candidate(n, n / 100) for n in range(100)]
    sure = [candidate(n, 0.99) for n in range(100)]
    assert ids(by_audit(rows, "a")) == ids(by_audit(reversed(sure), "a"))
    assert ids(by_audit(rows, "a")) != ids(by_audit(rows, "b"))
    assert all(item.audit for item in by_audit(rows, "a"))
    # The numbers are pinned: another machine must draw the same.
    assert round(draw("claimwright", "c_0123456789abcdef"), 6) == 0.537253


@given(st.floats(0, 1), st.floats(0, 1), st.text(max_size=20))
def test_a_larger_slice_holds_the_smaller(one, other, key):
    low, high = sorted((one, other))
    assert not chosen("s", key, low) or chosen("s", key, high)


def test_a_slice_has_about_its_share():
    inside = sum(chosen("s", f"c_{n}", 0.1) for n in range(20_000))
    assert 1850 < inside < 2150


def test_mixing_keeps_the_shares_and_never_takes_from_the_random_slice():
    rows = [candidate(n, 0.5) for n in range(300)]
    audit = by_audit(rows[::10], "seed")
    articles = without_claims([Article(f"{n:064}") for n in range(1000, 1050)], "seed")
    items = mixed({"doubt": by_doubt(rows, Caps(window=1)), "audit": audit, "articles": articles})
    assert len({item.key for item in items}) == len(items)
    first = Counter(item.queue for item in items[:80])
    # 0.5, 0.2 and 0.1 of 0.8: disagreement and change have nothing to give.
    assert (first["doubt"], first["audit"], first["articles"]) == (50, 20, 10)
    drawn = {item.claim_id for item in audit}
    assert all(item.audit == (item.claim_id in drawn) for item in items if item.claim_id)
    assert [item.claim_id for item in items if item.queue == "audit"] == ids(audit)


def test_mixing_goes_on_when_an_order_runs_out():
    items = mixed(
        {"doubt": by_doubt([candidate(1)]), "audit": by_audit([candidate(n) for n in range(2, 9)], "s")}
    )
    assert len(items) == 8
