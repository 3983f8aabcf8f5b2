"""Label Studio: what goes out comes back, and what people change there becomes answers."""

import io
import json
import re
from copy import deepcopy
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import settings as profile

from claimwright.errors import ClaimwrightError
from claimwright.exchange.anchoring import Anchors
from claimwright.exchange.foreign.label_studio import LabelStudioWriter, labelling_config, task
from claimwright.exchange.foreign.label_studio_reader import read_label_studio
from claimwright.exchange.utf16 import Utf16
from claimwright.records.decision import Action
from tests.exchange.foreign.articles import DECLARATIONS, Sample, articles, only, settings, untouched


def annotated(data, **values):
    """A task as it comes back when its prediction is submitted as it is."""
    data = deepcopy(data)
    result = data.pop("predictions", [{"result": []}])[0]["result"]
    return {"id": 1, **data, "annotations": [{"id": 5, "result": result, **values}]}


def as_the_editor_saves(data):
    """Line breaks of a region's text as backslash n, white space the browser does not show left out."""
    for item in data["annotations"][0]["result"]:
        if "value" in item:
            item["value"]["text"] = re.sub(r"\s+", " ", re.sub(r"[\n\r]", r"\\n", item["value"]["text"]))
    return data


def read(folder, *tasks, **values):
    path = folder / "export.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return list(read_label_studio(path, values.pop("settings", None) or settings(**values)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("label-studio")


@given(articles())
@profile(max_examples=60)
def test_what_goes_out_comes_back(folder, article):
    stream = io.BytesIO()
    writer = LabelStudioWriter(stream, DECLARATIONS)
    writer.write(article)
    writer.close()
    [written] = json.loads(stream.getvalue())
    assert untouched(only(read(folder, as_the_editor_saves(annotated(written)))), article)
    unread = only(read(folder, written))
    assert (unread.article, unread.answers) == (article, ())


@given(articles())
@profile(max_examples=60)
def test_offsets_of_old_releases_come_back_too(folder, article):
    written = task(article, DECLARATIONS, utf16=True)
    units = Utf16(article.text)
    for item in written.get("predictions", [{"result": []}])[0]["result"]:
        if "value" in item:
            value = item["value"]
            start, end = units.to_code_points(value["start"]), units.to_code_points(value["end"])
            assert article.text[start:end] == value["text"]
    assert untouched(only(read(folder, annotated(written))), article)
    del written["data"]["claimwright"]["utf16"]
    assert untouched(only(read(folder, annotated(written), utf16=True)), article)


def test_offsets_are_code_points_and_old_ones_are_found_out(folder):
    article = Sample().article
    new, old = task(article, DECLARATIONS), task(article, DECLARATIONS, utf16=True)

    def start(data, words):
        regions = data["predictions"][0]["result"]
        return next(item["value"]["start"] for item in regions if item.get("value", {}).get("text") == words)

    assert start(new, "Acme") == article.text.index("Acme")
    assert start(old, "Acme") == article.text.index("Acme") + 2  # two astral characters before it
    del old["data"]["claimwright"]["utf16"]
    chosen = settings()
    assert untouched(only(read(folder, annotated(old), settings=chosen)), article)
    assert chosen.tally.utf16 == 1


def test_a_file_of_no_articles_is_an_empty_list():
    stream = io.BytesIO()
    LabelStudioWriter(stream, DECLARATIONS).close()
    assert json.loads(stream.getvalue()) == []


def test_a_path_that_is_not_utf_8_is_escaped():
    article = Sample().article
    odd = replace(article, reference=replace(article.reference, path="caf\udce9.txt"), claims=())
    stream = io.BytesIO()
    writer = LabelStudioWriter(stream, DECLARATIONS)
    writer.write(odd)
    writer.close()
    [written] = json.loads(stream.getvalue().decode("utf-8"))
    assert written["data"]["claimwright"]["document"]["path"] == "caf\udce9.txt"


def test_a_task_carries_modality_role_and_confidence():
    data = task(Sample().article, DECLARATIONS)
    [prediction] = data["predictions"]
    assert (prediction["model_version"], prediction["score"]) == ("sample 1", 0.75)
    named = {item["id"] + item["type"]: item for item in prediction["result"] if "id" in item}
    trigger = named["c_0000000000000003.1labels"]
    assert (trigger["value"]["labels"], trigger["score"]) == (["compensation"], 0.75)
    assert named["c_0000000000000003.1choices"]["value"]["choices"] == ["planned"]
    relations = [item for item in prediction["result"] if item["type"] == "relation"]
    assert {item["labels"][0] for item in relations if item["from_id"].startswith("c_0000000000000003")} == {
        *("amount", "recipient", "payer", "attribution")
    }


def test_the_interface_knows_every_label_that_tasks_use():
    config = ElementTree.fromstring(labelling_config(DECLARATIONS))
    labels = {item.get("value") for item in config.iter("Label")}
    relations = {item.get("value") for item in config.iter("Relation")}
    choices = {item.get("value") for item in config.iter("Choice")}
    names = {item.get("name") for item in config.iter()} - {None}
    for item in task(Sample().article, DECLARATIONS)["predictions"][0]["result"]:
        if item["type"] == "relation":
            assert set(item["labels"]) <= relations
        else:
            assert {item["from_name"], item["to_name"]} <= names
            assert set(item["value"].get("labels", [])) <= labels
            assert set(item["value"].get("choices", [])) <= choices
    assert config.find("Text").get("value") == "$text"


class Edited:
    """The sample's task as an annotator changes it."""

    def __init__(self):
        self.sample = Sample()
        self.data = annotated(task(self.sample.article, DECLARATIONS))
        self.result = self.data["annotations"][0]["result"]

    def region(self, words, label=None):
        return next(
            item
            for item in self.result
            if item["type"] == "labels"
            and item["value"]["text"] == words
            and (label is None or item["value"]["labels"] == [label])
        )

    def add_region(self, name, label, words):
        start = self.sample.text.index(words)
        value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
        self.result.append(
            {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value}
        )

    def relate(self, start, end, label, direction="right"):
        self.result.append(
            {"type": "relation", "from_id": start, "to_id": end, "labels": [label], "direction": direction}
        )

    def drop(self, name):
        self.result[:] = [
            item
            for item in self.result
            if name not in (item.get("id"), item.get("from_id"), item.get("to_id"))
        ]


def answers(record):
    return [(answer.action, answer.claim_id and answer.claim_id[-1]) for answer in record.answers]


def test_a_changed_choice_is_a_correction(folder):
    task_ = Edited()
    choice = next(
        item for item in task_.result if item["id"] == "c_0000000000000002.1" and item["type"] == "choices"
    )
    choice["value"]["choices"] = ["planned"]
    record = only(read(folder, task_.data))
    assert answers(record) == [
        *((Action.ACCEPT, "1"), (Action.CORRECT, "2"), (Action.ACCEPT, "3"), (Action.ACCEPT, "4"))
    ]
    assert record.answers[1].result.modality == "planned"
    assert record.article.claims[1] == record.answers[1].result


def test_a_moved_region_corrects_every_claim_it_belongs_to(folder):
    task_ = Edited()
    value = task_.region("Globex")["value"]
    value["start"], value["text"] = value["start"] + 3, "bex"
    record = only(read(folder, task_.data))
    assert answers(record) == [
        *((Action.CORRECT, "1"), (Action.CORRECT, "2"), (Action.CORRECT, "3"), (Action.ACCEPT, "4"))
    ]
    argument = record.answers[1].result.arguments[1]
    assert (argument.canonical, argument.span.text) == ("bex", "bex")
    assert argument.span.source_start == argument.span.start + 7


def test_removed_marks_reject_and_new_ones_add(folder):
    task_ = Edited()
    task_.drop("c_0000000000000004.1")
    task_.add_region("new", "hire", "joined")
    task_.add_region("who", "person", "Pavel Ost")
    task_.add_region("where", "organization", "Initech")
    task_.relate("new", "who", "person")
    task_.relate("where", "new", "employer", direction="left")
    record = only(read(folder, task_.data))
    assert answers(record)[3:] == [(Action.REJECT, "4"), (Action.ADD, None)]
    assert record.answers[4].result.values("employer") == ("Initech",)
    assert [claim.type for claim in record.article.claims] == ["departure", "hire", "compensation", "hire"]


def test_a_line_drawn_from_the_argument_is_understood(folder):
    task_ = Edited()
    for item in task_.result:
        if item["type"] == "relation" and item["labels"] == ["employer"]:
            item["from_id"], item["to_id"] = item["to_id"], item["from_id"]
    assert untouched(only(read(folder, task_.data)), task_.sample.article)


def test_the_editor_may_add_a_suffix_to_ids(folder):
    task_ = Edited()
    for item in task_.result:
        for key in ("id", "from_id", "to_id"):
            if key in item:
                item[key] += "#7f"
    assert untouched(only(read(folder, task_.data)), task_.sample.article)


def test_other_kinds_of_answers_are_not_ours(folder):
    task_ = Edited()
    task_.result.append({"id": "z", "type": "rating", "from_name": "stars", "value": {"rating": 4}})
    assert untouched(only(read(folder, task_.data)), task_.sample.article)


def test_who_when_and_how_long(folder):
    data = task(Sample().article, DECLARATIONS)
    done = annotated(
        data,
        completed_by={"id": 3, "email": "ann@desk.example"},
        updated_at="2026-03-02T10:00:00.5Z",
        lead_time=12.5,
    )
    answerer = only(read(folder, done)).answers[0].answerer
    assert (answerer.reviewer, answerer.at, answerer.seconds) == (
        *("ann@desk.example", "2026-03-02T10:00:00.500000+00:00", 12.5),
    )
    plain = only(read(folder, annotated(data, completed_by=3))).answers[0]
    assert (plain.answerer.reviewer, plain.answerer.at) == ("3", None)
    assert plain.origin.endswith("export.json: task 1, annotation 5")


def test_a_cancelled_annotation_is_unsure_of_everything(folder):
    article = Sample().article
    record = only(read(folder, annotated(task(article, DECLARATIONS), was_cancelled=True)))
    assert answers(record) == [(Action.UNSURE, str(number)) for number in range(1, 5)]
    assert record.article == article


def test_of_several_annotations_the_ground_truth_counts(folder):
    data = annotated(task(Sample().article, DECLARATIONS), ground_truth=True)
    data["annotations"].append({"id": 6, "result": []})
    first, second = read(folder, data)
    assert (first.last, second.last) == (True, False)
    assert answers(second) == [(Action.REJECT, str(number)) for number in range(1, 5)]
    del data["annotations"][0]["ground_truth"]
    assert [record.last for record in read(folder, data)] == [False, True]


def test_that_nothing_was_missed_is_said_only_when_told(folder):
    done = annotated(task(Sample().article, DECLARATIONS))
    assert Action.NOTHING_MISSED not in [answer.action for answer in only(read(folder, done)).answers]
    assert only(read(folder, done, complete=True)).answers[-1].action is Action.NOTHING_MISSED


def test_a_task_of_their_own_adds_its_claims(folder):
    text = "👩‍💻 Ann Poe joined Acme."

    def region(name, label, words):
        start = text.index(words)
        return {
            "id": name,
            "type": "labels",
            "value": {"start": start, "end": start + len(words), "labels": [label]},
        }

    result = [
        region("a", "hire", "joined"),
        region("b", "person", "Ann Poe"),
        region("c", "organization", "Acme"),
    ]
    result += [
        {"type": "relation", "from_id": "a", "to_id": to, "labels": [role]}
        for to, role in (("b", "person"), ("c", "employer"))
    ]
    record = only(read(folder, {"data": {"text": text}, "annotations": [{"result": result}]}))
    [answer] = record.answers
    assert answer.action is Action.ADD
    assert answer.result.arguments[0].span.text == "Ann Poe"
    assert answer.result.mentions[0].evidence.text == text
    assert record.article.reference.id.startswith("d_")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda t: t.region("left")["value"].update(labels=["merger"]), "E702.*'merger'"),
        (lambda t: t.region("left")["value"].update(labels=[]), "E702.*0 labels"),
        (lambda t: t.relate("c_0000000000000001.1", "m1", "boss"), "E702.*departure has no role 'boss'"),
        (lambda t: t.relate("c_0000000000000001.1", "gone", "person"), "E703.*loose end"),
        (lambda t: t.relate("m1", "m2", "person"), "E703.*'person' joins"),
        (lambda t: t.relate("c_0000000000000001.1", "m2", "person"), "E703.*cannot be a organization"),
        (
            lambda t: t.relate("c_0000000000000001.1", "c_0000000000000002.1", "mention"),
            "E703.*'mention' joins",
        ),
        (lambda t: t.result[-1].update(labels=[]), "E703.*0 labels"),
        (lambda t: t.region("left")["value"].update(text="quit"), "E704.*shows 'left', not 'quit'"),
        (lambda t: t.region("left")["value"].update(start="0"), "E704.*whole numbers"),
        (lambda t: t.drop("m2"), "E703.*needs person, employer"),
        (lambda t: t.data.update(data={"html": "x"}), "E701.*KeyError"),
        (lambda t: t.data["data"].update(text=7), "E701.*JSON-MIN"),
        (lambda t: t.data["annotations"][0].update(result=[{"type": "labels"}]), "E701.*KeyError"),
        (lambda t: t.data["annotations"][0].update(updated_at="yesterday"), "E701.*ValueError"),
    ],
)
def test_a_broken_task_is_an_error_with_its_place_and_the_rest_is_read(folder, change, told):
    broken, whole = Edited(), Edited()
    change(broken)
    error, record = read(folder, broken.data, whole.data | {"id": 2})
    assert isinstance(error, ClaimwrightError)
    assert re.search(r"export\.json: task 1.*", str(error))
    assert re.search(told, str(error))
    assert untouched(record, whole.sample.article)


def test_a_span_that_moved_is_moved_back_only_when_asked(folder):
    task_ = Edited()
    value = task_.region("Orion")["value"]
    value["start"] += 40
    value["end"] += 40
    assert isinstance(only(read(folder, task_.data)), ClaimwrightError)
    anchors = Anchors(reanchor=True)
    assert untouched(only(read(folder, task_.data, anchors=anchors)), task_.sample.article)
    assert anchors.moved == 1


@pytest.mark.parametrize(
    ("content", "told"), [("[{", "E701"), ("7", "E701.*list of tasks"), ("[7]", "E701.*task 1")]
)
def test_what_is_no_export_is_an_error(tmp_path, content, told):
    path = tmp_path / "x.json"
    path.write_text(content)

    def run():
        for record in read_label_studio(path, settings()):
            if isinstance(record, ClaimwrightError):
                raise record

    with pytest.raises(ClaimwrightError, match=told):
        run()


def test_regions_may_overlap(folder):
    task_ = Edited()
    task_.add_region("inner", "organization", "Acme on")
    task_.add_region("outer", "organization", "left Acme on Monday")
    assert untouched(only(read(folder, task_.data)), task_.sample.article)
