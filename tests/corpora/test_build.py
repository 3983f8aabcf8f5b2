"""From annotators' folders to stored labels, and from there to documents, data sets and DocBin."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest

from claimwright.corpora import documents, load
from claimwright.corpora.build import build, main
from claimwright.corpora.docbin import labelled_doc, to_docbin, write_docbin
from claimwright.errors import InputError, OutputError
from claimwright.records.gold import MentionKind
from tests.corpora.conftest import ARTICLES, MOVE, move_annotation

QUIET = {"claims": []}


@pytest.fixture
def labelled(project):
    """A project with two test documents done twice and one training document."""
    project.annotate("x00", {"n/move.md": move_annotation(), "n/quiet.md": QUIET})
    second = deepcopy(move_annotation())
    del second["claims"][1]
    project.annotate("x00B", {"n/move.md": second, "n/quiet.md": QUIET})
    project.annotate("t00", {"n/delay.md": QUIET})
    report = build(project.annotations, project.root / "annotations")
    assert report.faults == []
    assert report.documents == {
        "news/test": 2,
        "news/train": 1,
        "news/annotators/first": 2,
        "news/annotators/second": 2,
    }
    return project


def test_documents_come_back_with_text_claims_and_entities(labelled):
    move, quiet = documents("news", "test")
    assert (move.path, quiet.path) == ("n/move.md", "n/quiet.md")
    assert move.text == MOVE
    departure, hire = move.claims
    assert not departure.optional
    assert hire.optional  # only the first annotator has it
    assert departure.arguments["person"] == ("Orla Quist", "Quist")
    quist = {m.range for m in move.entities if m.entity == move.entities[0].entity}
    assert {MOVE[slice(*place)] for place in quist} == {"Orla Quist", "She"}
    assert {MOVE[slice(*m.range)]: m.kind for m in move.entities}["company"] is MentionKind.NOMINAL
    assert quiet.claims == ()


def test_a_second_build_keeps_what_it_does_not_see(labelled):
    for file in (labelled.annotations / "t00").rglob("*.json"):
        file.unlink()
    report = build(labelled.annotations, labelled.root / "annotations")
    assert "news/train" not in report.documents
    assert [document.path for document in documents("news", "train")] == ["n/delay.md"]


def test_a_broken_annotation_is_left_out_and_told(project, capsys):
    broken = deepcopy(move_annotation())
    broken["claims"][0]["mentions"][0]["trigger"] = "stayed"
    project.annotate("t00", {"n/move.md": broken, "n/quiet.md": QUIET, "n/delay.md": QUIET})
    (project.annotations / "t00" / "out" / "002.json").write_text("{")
    project.annotate("t01", {"n/gone.md": QUIET})
    report = build(project.annotations, project.root / "annotations")
    assert report.documents == {"news/train": 1}
    assert len(report.faults) == 3
    assert "000.json" in report.faults[0]
    assert "claim 1 mention 1: trigger" in report.faults[0]
    assert "E501" in report.faults[1]
    assert "E502 n/gone.md" in report.faults[2]
    assert main([str(project.annotations), str(project.root / "annotations")]) == 1
    assert '"faults": 3' in capsys.readouterr().out
    assert main([]) == 2


def test_what_is_not_annotated_yet_is_counted(project):
    project.annotate("t00", {"n/move.md": QUIET, "n/quiet.md": QUIET})
    (project.annotations / "t00" / "out" / "001.json").unlink()
    assert build(project.annotations, project.root / "annotations").pending == 1


def test_missing_texts_are_told_or_skipped(labelled):
    labelled.write_texts({"n/quiet.md": ARTICLES["n/quiet.md"]})
    with pytest.raises(InputError, match=r"E502 .*1 of 2 texts: n/move\.md"):
        documents("news", "test")
    assert [document.path for document in documents("news", "test", missing="skip")] == ["n/quiet.md"]
    (labelled.texts / "news" / "news.tar.gz").unlink()
    with pytest.raises(InputError, match="E502"):
        documents("news", "train")


def test_texts_may_lie_unpacked(labelled):
    (labelled.texts / "news" / "news.tar.gz").unlink()
    for path, text in ARTICLES.items():
        (labelled.texts / path).parent.mkdir(exist_ok=True)
        (labelled.texts / path).write_text(text, encoding="utf-8")
    assert len(documents("news", "test", texts=labelled.texts)) == 2


def test_a_changed_text_and_a_damaged_archive_are_told(labelled):
    labelled.write_texts({**ARTICLES, "n/move.md": MOVE.replace("March", "April")})
    with pytest.raises(InputError, match=r"E503 .*test\.jsonl:1: .*n/move\.md"):
        documents("news", "test")
    archive = labelled.texts / "news" / "news.tar.gz"
    archive.write_bytes(archive.read_bytes()[:200])
    with pytest.raises(InputError, match="E106"):
        documents("news", "test")


def test_an_offset_that_moved_is_told_with_file_and_line(labelled):
    path = labelled.root / "annotations" / "news" / "test.jsonl"
    first, second = path.read_text().splitlines()
    row = json.loads(first)
    row["claims"][0]["mentions"][0]["trigger"][0] += 1
    path.write_text(f"{json.dumps(row)}\n{second}\n")
    with pytest.raises(InputError, match=r"E501 .*test\.jsonl:1: .*claim 1: mention 1: trigger .*off by one"):
        documents("news", "test")


def test_unknown_names(labelled):
    with pytest.raises(InputError, match=r"E101 sports: .*news, written"):
        documents("sports")
    with pytest.raises(InputError, match="no labels for dev"):
        documents("news", "dev")


def test_written_articles_are_a_collection_too(labelled):
    (document,) = documents("written")
    assert document.text == "Ines Faro quit Zeta on Monday.\n"
    assert documents("written", "dev") == []


def test_a_data_set(labelled):
    data = load("news")
    assert {split: len(rows) for split, rows in data.items()} == {"train": 1, "test": 2}
    row = data["test"][0]
    assert row["text"] == MOVE
    place = row["claims"][0]["mentions"][0]["trigger"]
    assert MOVE[place["start"] : place["end"]] == "leave"
    assert row["claims"][0]["arguments"][0] == {"role": "person", "forms": ["Orla Quist", "Quist"]}
    assert set(load("written", split="train" if documents("written", "train") else "test")) <= {
        "train",
        "test",
    }


def test_a_docbin(labelled, tmp_path):
    import spacy
    from spacy.tokens import DocBin

    gold = documents("news", "test")
    assert write_docbin(gold, tmp_path / "test.spacy") == 2
    nlp = spacy.blank("en")
    move, quiet = DocBin().from_disk(tmp_path / "test.spacy").get_docs(nlp.vocab)
    assert move.text == MOVE
    assert [span.text for span in move.spans["triggers"]] == ["leave", "leave", "joined"]
    assert next((span.label_, span.kb_id_) for span in move.spans["triggers"]) == ("departure", "planned")
    assert "She" in [span.text for span in move.spans["entities"]]
    assert move.user_data["claims"][0]["type"] == "departure"
    assert len(move.ents) == len(move.spans["entities"])
    assert len(quiet.spans["triggers"]) == 0
    assert labelled_doc(gold[0], nlp).text == MOVE
    assert len(to_docbin(gold)) == 2
    with pytest.raises(OutputError, match="E301"):
        write_docbin(gold, tmp_path / "none" / "test.spacy")
