"""What is taken for what, on cases worked out by hand."""

from hypothesis import given
from hypothesis import strategies as st

from claimwright.evaluation.confusion import mistaken, modality_confusion, type_confusion
from claimwright.evaluation.matching import pair_claims, prediction_from_dict
from tests.evaluation.build import claim, gold_claim

KINDS = ["hire", "departure", "delay", "compensation"]


def paired(gold, claims):
    return pair_claims(gold, [prediction_from_dict(given) for given in claims])


def cell(table, label, predicted):
    return table.counts[table.labels.index(label)][table.predicted.index(predicted)]


def test_types():
    pairing = paired(
        [
            gold_claim("hire", person="Ana Ruiz"),
            gold_claim("departure", person="Bo Lind"),
            gold_claim("delay", product="Orion"),
        ],
        [
            claim("hire", person="Ana Ruiz"),
            claim("hire", person="Bo Lind", confidence=0.4),
            claim("compensation", amount="$5"),
        ],
    )
    table = type_confusion([pairing])
    assert table.labels[:4] == table.predicted[:4] == ("hire", "departure", "delay", "compensation")
    assert cell(table, "hire", "hire") == 1
    assert cell(table, "departure", "hire") == 1
    assert cell(table, "delay", "") == 1
    assert cell(table, "", "compensation") == 1
    assert sum(map(sum, table.counts)) == 4


def test_a_claim_elsewhere_or_with_no_common_value_is_not_taken_for_the_label():
    far = claim("hire", person="Bo Lind")
    far["mentions"] = [{"evidence": {"source_start": 500, "source_end": 520}}]
    for given_ in (far, claim("hire", person="Ana Ruiz")):
        pairing = paired([gold_claim("departure", person="Bo Lind")], [given_])
        assert mistaken(pairing) == []
        assert cell(type_confusion([pairing]), "departure", "") == 1


def test_a_type_that_is_not_declared_has_a_column_of_its_own():
    table = type_confusion([paired([], [claim("merger", person="Ana")])])
    assert cell(table, "", "merger") == 1


def test_modalities_of_what_was_found():
    open_ = gold_claim(person="Bo Lind")
    both = open_.__class__(
        **{name: getattr(open_, name) for name in open_.__slots__} | {"modality_any": ("asserted", "planned")}
    )
    pairing = paired(
        [gold_claim(person="Ana Ruiz", modality="denied"), both],
        [claim(person="Ana Ruiz"), claim(person="Bo Lind", modality="planned"), claim(person="Cy Dorn")],
    )
    table = modality_confusion([pairing])
    assert cell(table, "denied", "asserted") == 1
    assert cell(table, "planned", "planned") == 1  # either would be right
    assert sum(map(sum, table.counts)) == 2


@given(
    st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(["Ana", "Bo", "Cy"])), max_size=6),
    st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(["Ana", "Bo", "Cy"])), max_size=6),
)
def test_every_label_and_every_claim_stands_in_the_table_once(labels, claims):
    pairing = paired(
        [gold_claim(kind, person=name, product=name, amount=name, payer=name) for kind, name in labels],
        [claim(kind, person=name, product=name, amount=name, payer=name) for kind, name in claims],
    )
    table = type_confusion([pairing])
    for row, name in zip(table.counts, table.labels, strict=True):
        if name:
            assert sum(row) == sum(kind == name for kind, _ in labels)
    for column, name in enumerate(table.predicted):
        if name:
            assert sum(row[column] for row in table.counts) == sum(kind == name for kind, _ in claims)
    assert sum(table.counts[n][n] for n in range(len(KINDS))) == len(pairing.hits)


def test_the_table_of_nothing():
    assert sum(map(sum, type_confusion([]).counts)) == 0
    assert len(modality_confusion([]).labels) == 4
