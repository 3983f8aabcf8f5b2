"""Prodigy: tasks of one claim each, and the answers given to them."""

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import settings as profile

from claimwright.errors import ClaimwrightError
from claimwright.exchange.anchoring import Anchors
from claimwright.exchange.foreign.prodigy import ProdigyWriter, prodigy_task
from claimwright.exchange.foreign.prodigy_reader import read_prodigy
from claimwright.records.decision import Action
from tests.exchange.foreign.articles import DECLARATIONS, Sample, articles, only, settings, untouched

SAMPLE = Sample()


def read(folder, *lines, **values):
    path = folder / "tasks.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return list(read_prodigy(path, settings(**values)))


def sample_task(number=2, **values):
    window = SAMPLE.article.window(SAMPLE.claims[number - 1])
    return json.loads(json.dumps(prodigy_task(window, DECLARATIONS) | values))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("prodigy")


@given(articles())
@profile(max_examples=60)
def test_what_goes_out_comes_back(folder, article):
    stream = io.BytesIO()
    ProdigyWriter(stream, DECLARATIONS).write(article)
    lines = [json.loads(line) for line in stream.getvalue().split(b"\n") if line]
    records = read(folder, *(line | {"answer": "accept"} for line in lines))
    assert len(records) == len(article.claims)
    for record, claim in zip(records, article.claims, strict=True):
        assert untouched(record, article.window(claim))
    assert [record.answers for record in read(folder, *lines)] == [()] * len(lines)


@given(articles(most=1))
@profile(max_examples=40)
def test_spans_are_whole_tokens_and_relations_name_last_tokens(article):
    for claim in article.claims:
        data = prodigy_task(article.window(claim), DECLARATIONS)
        tokens = data["tokens"]
        assert "".join(token["text"] + " " * token["ws"] for token in tokens) == data["text"]
        assert [token["id"] for token in tokens] == list(range(len(tokens)))
        for span in data["spans"]:
            run = tokens[span["token_start"] : span["token_end"] + 1]
            assert (run[0]["start"], run[-1]["end"]) == (span["start"], span["end"])
        for relation in data["relations"]:
            assert relation["head"] == relation["head_span"]["token_end"]
            assert relation["child"] == relation["child_span"]["token_end"]
            assert relation["child_span"] in data["spans"]


def test_a_task_carries_type_role_modality_and_confidence():
    data = sample_task(3)
    assert {span["label"] for span in data["spans"]} == {
        "compensation",
        "money",
        "person",
        "organization",
        "source",
    }
    assert {item["label"] for item in data["relations"]} == {"amount", "recipient", "payer", "attribution"}
    assert data["accept"] == ["planned"]
    assert data["meta"] == {"claim": "compensation, planned", "confidence": 0.75, "title": "Quill left"}


def test_articles_without_claims_have_no_task():
    stream = io.BytesIO()
    ProdigyWriter(stream, DECLARATIONS).write(SAMPLE.bare)
    assert stream.getvalue() == b""


@pytest.mark.parametrize(
    ("answer", "action", "left"),
    [("accept", Action.ACCEPT, 1), ("reject", Action.REJECT, 0), ("ignore", Action.UNSURE, 1)],
)
def test_the_three_answers(folder, answer, action, left):
    when = 1772442000.25
    record = only(
        read(folder, sample_task(answer=answer, _annotator_id="desk-ann", _timestamp=when), complete=True)
    )
    [given_answer] = record.answers  # a task about one claim never says that nothing else was missed
    assert (given_answer.action, given_answer.claim_id) == (action, "c_0000000000000002")
    assert len(record.article.claims) == left
    assert given_answer.answerer.reviewer == "desk-ann"
    assert given_answer.answerer.at == "2026-03-02T09:00:00.250000+00:00"


def test_accepting_a_changed_task_is_a_correction(folder):
    data = sample_task(answer="accept", accept=["planned"])
    data["relations"] = [item for item in data["relations"] if item["label"] != "position"]
    [answer] = only(read(folder, data)).answers
    assert answer.action is Action.CORRECT
    assert [item.role for item in answer.result.arguments] == ["person", "employer"]
    assert answer.result.modality == "planned"
    assert answer.result.attribution == answer.target.attribution


def test_a_moved_span_is_placed_in_the_article_and_its_source(folder):
    data = sample_task(4, answer="accept")
    new = data["text"].index("Initech")
    number = next(token["id"] for token in data["tokens"] if token["start"] == new)
    for span in (*data["spans"], *(item["child_span"] for item in data["relations"])):
        if span["label"] == "product":
            span.update(start=new, end=new + 7, token_start=number, token_end=number)
    [answer] = only(read(folder, data)).answers
    assert answer.result.arguments[0].span == SAMPLE.span("Initech")


def test_without_a_choice_the_modality_is_the_claims(folder):
    assert untouched(
        only(read(folder, sample_task(3, answer="accept", accept=[]))),
        SAMPLE.article.window(SAMPLE.claims[2]),
    )


def test_a_task_of_their_own_adds_its_claims(folder):
    spans = [
        {"start": 0, "end": 3, "label": "person"},
        {"start": 4, "end": 8, "label": "departure"},
        {"start": 9, "end": 13, "label": "organization"},
    ]
    relations = [
        {"head_span": spans[1], "child_span": spans[child], "label": label}
        for child, label in ((0, "person"), (2, "employer"))
    ]
    data = {"text": "Ann left Acme", "spans": spans, "relations": relations, "answer": "accept"}
    [answer] = only(read(folder, data)).answers
    assert (answer.action, answer.result.type) == (Action.ADD, "departure")
    assert only(read(folder, data | {"answer": "reject"})).answers == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d.update(answer="maybe"), "E702.*'maybe'"),
        (lambda d: d.update(accept=["planned", "denied"]), "E702.*2 modalities"),
        (lambda d: d.update(accept=["hoped"]), "E702.*'hoped'"),
        (lambda d: d["spans"][0].update(label="merger"), "E70[23].*"),
        (lambda d: d["relations"][0].update(label="boss"), "E702.*hire has no role 'boss'"),
        (lambda d: d["relations"][0]["child_span"].update(start=0, end=1), "E703.*which is no span"),
        (lambda d: d["tokens"][0].update(text="Zoe"), "E704.*not 'Zoe"),
        (lambda d: d["spans"][1].update(token_end=999), "E701.*IndexError"),
        (lambda d: d.pop("text"), "E701.*KeyError"),
        (lambda d: d.update(text=d["text"].replace("Quill", "Quilt")), "E704"),
        (lambda d: d.update(spans=[], relations=[]), None),
    ],
)
def test_a_broken_task_is_an_error_with_its_line_and_the_rest_is_read(folder, change, told):
    broken = sample_task(answer="accept")
    change(broken)
    first, second = read(folder, broken, sample_task(answer="accept"))
    if told is None:  # all marks removed: the claim is not there
        assert [answer.action for answer in first.answers] == [Action.REJECT]
    else:
        assert isinstance(first, ClaimwrightError)
        assert re.search(r"tasks\.jsonl:1.*", str(first))
        assert re.search(told, str(first))
    assert untouched(second, SAMPLE.article.window(SAMPLE.claims[1]))


def test_lines_that_are_no_json_are_errors(folder):
    path = folder / "bad.jsonl"
    path.write_bytes(b'{"text"\n[1]\n\xff\n\n' + json.dumps(sample_task(answer="accept")).encode())
    *errors, record = read_prodigy(path, settings())
    assert [str(error).split(": ")[0] for error in errors] == [
        f"E109 {path}:{number}" for number in (1, 2, 3)
    ]
    assert record.answers


def test_spans_that_moved_are_moved_back_only_when_asked(folder):
    data = sample_task(4, answer="accept")
    data["relations"] = json.loads(json.dumps(data["relations"]))
    for span in (*data["spans"], *(item["child_span"] for item in data["relations"])):
        if span["label"] == "product":
            span["start"] += 2
            span["end"] += 2
    assert isinstance(only(read(folder, data)), ClaimwrightError)
    anchors = Anchors(reanchor=True)
    assert untouched(only(read(folder, data, anchors=anchors)), SAMPLE.article.window(SAMPLE.claims[3]))
    assert anchors.moved == 1
