import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.entities.antecedents import DISTANCES, distance_bucket
from claimwright.relations.distance import BUCKETS, piece_distance_bucket


@pytest.mark.parametrize(
    ("trigger", "mention", "bucket"),
    [((5, 5), (5, 6), 0), ((5, 5), (3, 4), 1), ((5, 5), (6, 7), 12), ((5, 5), (0, 1), 4)],
)
def test_buckets_tell_side_and_gap(trigger, mention, bucket):
    assert piece_distance_bucket(trigger, mention) == bucket


@given(st.integers(0, 400), st.integers(0, 400))
def test_buckets_stay_in_range(left, right):
    assert 0 <= piece_distance_bucket((left, left), (right, right)) < BUCKETS
    assert 0 <= distance_bucket(left, right) < DISTANCES
