"""Clusters of near duplicates, the manifest, and what may not be trained on."""

from __future__ import annotations

import random

import pytest

from claimwright.corpora.build import build
from claimwright.corpora.clusters import find_clusters, nearest_neighbours
from claimwright.corpora.manifest import build_manifest, crossing_clusters, main, manifest_file, read_manifest
from claimwright.corpora.reader import collection_named, documents, label_rows
from claimwright.errors import InputError
from tests.corpora.conftest import ARTICLES

QUIET = {"claims": []}


def prose(seed: int, length: int = 120) -> str:
    generator = random.Random(seed)
    return " ".join("".join(generator.choices("abcdefgh", k=5)) for _ in range(length))


def test_updates_of_a_story_share_a_cluster_and_others_do_not():
    story = prose(1)
    texts = {
        "b": story,
        "a": story + " " + prose(2, 60),
        "c": prose(3),
        "d": prose(2, 60) + " " + prose(4, 20),
    }
    clusters = find_clusters(texts)
    assert clusters == {"a": "a", "b": "a", "c": "c", "d": "a"}  # d shares with a what b has not


def test_what_a_site_prints_everywhere_ties_nothing_together():
    footer = " " + prose(9, 60)
    texts = {name: prose(number) + footer for number, name in enumerate("ab")}
    assert len(set(find_clusters(texts).values())) == 1
    background = [prose(100 + number) + footer for number in range(20)]
    assert len(set(find_clusters(texts, background).values())) == 2


def test_nearest_neighbours():
    texts = {"a": prose(1), "b": prose(1), "c": prose(2)}
    assert nearest_neighbours(texts) == {"a": 1.0, "b": 1.0, "c": 0.0}
    assert nearest_neighbours({}) == {}


@pytest.fixture
def leaking(project):
    """A training document that is an update of a test document."""
    body = ARTICLES["n/quiet.md"] + prose(5)
    project.write_texts({**ARTICLES, "n/early.md": body, "n/late.md": body + " More follows."})
    project.annotate("t00", {"n/early.md": QUIET, "n/delay.md": QUIET})
    project.annotate("x00", {"n/late.md": QUIET})
    build(project.annotations, project.root / "annotations")
    return project


def test_training_labels_near_the_test_are_set_aside(leaking, capsys):
    (crossing,) = crossing_clusters(build_manifest())
    assert {(row["split"], row["path"]) for row in crossing} == {
        ("train", "n/early.md"),
        ("test", "n/late.md"),
    }
    assert main([]) == 0
    assert "1 set aside" in capsys.readouterr().out
    assert [document.path for document in documents("news", "train")] == ["n/delay.md"]
    assert [row["path"] for _, row in label_rows(collection_named("news"), "aside")] == ["n/early.md"]
    assert crossing_clusters(read_manifest()) == []
    build(leaking.annotations, leaking.root / "annotations")  # stays aside when built again
    assert [document.path for document in documents("news", "train")] == ["n/delay.md"]
    assert main([]) == 0
    assert crossing_clusters(read_manifest()) == []


def test_the_manifest_names_every_text_with_origin_digest_and_split(leaking):
    main([])
    rows = read_manifest()
    assert {row["path"] for row in rows} == {"n/early.md", "n/late.md", "n/delay.md", "one.md"}
    assert all(
        {"source", "licence", "path", "sha256", "split", "chosen", "cluster"} == set(row) for row in rows
    )
    assert manifest_file().read_text(encoding="utf-8").count("\n") == len(rows)


def test_it_cannot_be_built_without_the_texts(leaking):
    leaking.write_texts(ARTICLES)
    with pytest.raises(InputError, match="E502"):
        build_manifest()


def test_in_the_project_no_cluster_crosses_from_training_into_what_is_held_out():
    rows = read_manifest()
    assert rows
    assert crossing_clusters(rows) == []
    tested = [row for row in rows if row["source"] == "news" and row["split"] == "test"]
    assert len(tested) >= 140


@pytest.mark.shared
@pytest.mark.slow
def test_the_clusters_of_the_project_are_those_of_its_texts(shared):
    rows = build_manifest(shared)
    assert crossing_clusters(rows) == []
    stored = {(row["source"], row["path"]): row["cluster"] for row in read_manifest()}
    for row in rows:
        assert stored[row["source"], row["path"]] == row["cluster"], row["path"]


@pytest.mark.shared
def test_splits_follow_time(shared):
    trained = [_published(document.text) for document in documents("news", "train", texts=shared)]
    tested = [_published(document.text) for document in documents("news", "test", texts=shared)]
    assert max(trained) < min(tested)


def _published(text: str) -> str:
    line = next(line for line in text.split("\n") if line.startswith("published:"))
    return line.split(":", 1)[1].strip(' "')[:10]
