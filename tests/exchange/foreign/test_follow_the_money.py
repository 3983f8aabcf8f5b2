"""FollowTheMoney: entities the schema knows, edges that the article tells, and a count of what has no place."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as profile

from claimwright.exchange.foreign.follow_the_money import FollowTheMoneyWriter
from claimwright.records import Modality
from tests.exchange.foreign.articles import DECLARATIONS, Sample, articles

SCHEMA = json.loads(Path(__file__).with_name("followthemoney_schema.json").read_text("utf-8"))
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?)?)?")


def write(*written):
    stream = io.BytesIO()
    writer = FollowTheMoneyWriter(stream, DECLARATIONS)
    for article in written:
        writer.write(article)
    writer.close()
    return [json.loads(line) for line in stream.getvalue().split(b"\n") if line], writer.skipped


def check(entities):
    """That every entity is as its schema says, and every reference leads to an entity of the right kind."""
    kinds = {entity["id"]: entity["schema"] for entity in entities}
    assert len(kinds) == len(entities)
    for entity in entities:
        schema = SCHEMA[entity["schema"]]
        assert set(schema["required"]) <= entity["properties"].keys() <= schema["properties"].keys()
        for name, values in entity["properties"].items():
            kind = schema["properties"][name]
            assert values
            assert all(isinstance(value, str) and value for value in values)
            if kind == "date":
                assert all(DATE.fullmatch(value) for value in values), values
            elif isinstance(kind, list) or kind in SCHEMA:
                allowed = kind if isinstance(kind, list) else [kind]
                assert all(kinds[value] in allowed for value in values)


def edges(entities):
    names = {entity["id"]: entity["properties"].get("name", [""])[0] for entity in entities}
    return [
        (
            names[entity["properties"]["employee"][0]],
            names[entity["properties"]["employer"][0]],
            entity["properties"]["status"][0],
        )
        for entity in entities
        if entity["schema"] == "Employment"
    ]


@given(articles())
@profile(max_examples=60)
def test_entities_are_as_the_schema_says_and_none_is_lost_unsaid(article):
    dated = replace(article.reference, published="2025-05-27T09:00:00+02:00", url="https://a.example/x")
    claims = tuple(replace(claim, document=dated) for claim in article.claims)
    entities, skipped = write(replace(article, reference=dated, claims=claims))
    dates_are_ours = all(
        item.normalized is None or not isinstance(item.normalized, str) or DATE.fullmatch(item.normalized)
        for claim in claims
        for item in claim.arguments
    )
    assert dates_are_ours
    check(entities)
    told = {entity["properties"]["recordId"][0] for entity in entities if entity["schema"] == "Employment"}
    assert len(told) + skipped == len(claims)


def test_moves_are_employments_with_status_and_dates():
    sample = Sample()
    hire = sample.claim(
        1,
        "hire",
        ["joined"],
        {"person": "Pavel Ost", "employer": "Initech", "date": "May"},
        modality="planned",
        by="Courier",
        normalized={"date": "2025-05"},
    )
    leave = sample.claim(
        2,
        "departure",
        ["left"],
        {
            "person": "Zoë 👩‍💻 Quill",
            "employer": "Acme",
            "next_employer": "Globex",
            "position": "chief of chips",
            "date": "Monday",
        },
        normalized={"date": "2025-05-26"},
    )
    entities, skipped = write(replace(sample.bare, claims=(hire, leave)))
    check(entities)
    assert skipped == 0
    assert edges(entities) == [
        ("Pavel Ost", "Initech", "hire planned"),
        ("Zoë 👩‍💻 Quill", "Acme", "departed"),
        ("Zoë 👩‍💻 Quill", "Globex", "next employer (departed)"),
    ]
    planned, left, nxt = (entity["properties"] for entity in entities if entity["schema"] == "Employment")
    assert (planned["startDate"], "endDate" in planned) == (["2025-05"], False)
    assert (left["endDate"], left["role"], "startDate" in left) == (["2025-05-26"], ["chief of chips"], False)
    assert not nxt.keys() & {"startDate", "endDate", "role"}
    start = sample.text.index("joined")
    assert planned["description"] == [
        f"according to Courier; confidence 0.75, sample 1; told at ({start}, {start + 6}) of the text,"
        f" ({start + 7}, {start + 13}) of the source"
    ]
    assert planned["summary"][0].endswith("Pavel Ost joined Initech in May.")
    assert planned["recordId"] == ["c_0000000000000001"]


def test_what_has_no_place_is_counted():
    sample = Sample()
    hire = sample.claim(
        1, "hire", ["joined"], {"person": "Pavel Ost", "employer": "Initech"}, modality="denied"
    )
    group = sample.claim(
        2, "departure", ["left"], {"person": "She", "employer": "Acme"}, normalized={"person": {"count": 3}}
    )
    she = sample.claim(3, "departure", ["left"], {"person": "She", "employer": "Acme"})
    stays = replace(
        sample.claim(4, "departure", ["left"], {"person": "Pavel Ost", "employer": "Acme"}),
        modality=Modality.DENIED,
    )
    others = sample.claims[2:]
    entities, skipped = write(replace(sample.bare, claims=(hire, group, she, stays, *others)))
    assert skipped == 5
    assert edges(entities) == [("Pavel Ost", "Acme", "departure denied")]


def test_an_article_without_moves_leaves_nothing():
    sample = Sample()
    entities, skipped = write(replace(sample.bare, claims=sample.claims[2:]))
    assert (entities, skipped) == ([], 2)


def test_one_party_one_entity_and_one_mention():
    sample = Sample()
    entities, _ = write(sample.article)
    schemata = [entity["schema"] for entity in entities]
    assert schemata.count("Person") == 1
    assert schemata.count("Organization") == schemata.count("Mention") - 1 == 2
    assert write(sample.article)[0] == entities
    other = replace(sample.reference, sha256="ef" * 32)
    moved = tuple(replace(claim, document=other) for claim in sample.claims)
    more, _ = write(replace(sample.article, reference=other, claims=moved))
    assert not {entity["id"] for entity in entities} & {entity["id"] for entity in more}


def test_the_library_itself_takes_them():
    """Where followthemoney is installed (it is 150 MB, so the tests do not ask for it)."""
    model = pytest.importorskip("followthemoney", reason="followthemoney is not installed").model
    for data in write(Sample().article)[0]:
        proxy = model.get_proxy(data, cleaned=False)
        proxy.schema.validate({"properties": dict(proxy.properties)})
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        ours = {name: sorted(map(_cleaned, values)) for name, values in data["properties"].items()}
        assert {name: sorted(map(_cleaned, values)) for name, values in kept.items()} == ours


def _cleaned(value):
    """As the library leaves texts: without joiners, white space folded."""
    return " ".join(value.replace("\u200d", "").split())
