"""Triage: which articles are worth the encoder."""

import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimwright.clean import clean
from claimwright.encoder import WindowBuilder
from claimwright.encoder.triage import FEATURES, TRIAGE_FILE, Triage, piece_features, sentence_pieces
from claimwright.errors import ModelError
from claimwright.extractor import Extractor, find_model
from claimwright.records import RawDocument

QUIET = "The bridge opens at noon. Rain fell on the valley for most of the week, and the river rose a little."
EVENT = "The bridge opens at noon. Acme has hired Mara Quill as chief executive. Rain fell on the valley."


@pytest.fixture(scope="module")
def builder():
    return WindowBuilder(find_model("default") / "tokenizer.json")


@pytest.fixture(scope="module")
def extractor():
    return Extractor("default")


def document(text):
    return clean(RawDocument("a.txt", text.encode())).document


def test_the_sentences_are_those_of_the_text_with_all_their_pieces(builder):
    windows = builder.build(EVENT * 30)
    sentences = list(sentence_pieces(windows))
    assert [EVENT[start:end] for (start, end), _ in sentences[:2]] == [
        "The bridge opens at noon.",
        "Acme has hired Mara Quill as chief executive.",
    ]
    places = [place for place, _ in sentences]
    assert places == sorted(set(places))
    owned = sum(high - low for low, high in (window.owned for window in windows))
    assert sum(len(ids) for _, ids in sentences) == owned


@given(st.lists(st.integers(0, 40_000), min_size=1, max_size=50))
def test_features_are_sorted_distinct_and_in_range(ids):
    found = piece_features(ids)
    assert (np.diff(found) > 0).all()
    assert found[0] >= 0
    assert found[-1] < FEATURES
    assert len(found) <= 2 * len(ids) - 1


def test_an_article_scores_what_its_best_sentence_does(builder):
    weights = np.zeros(FEATURES, dtype=np.float32)
    [hired] = builder.build("hired")[0].ids[1:-1]
    weights[hired] = 2.0
    triage = Triage(weights, -1.5)
    assert triage.score(builder.build(EVENT)) == 0.5
    assert triage.score(builder.build(QUIET)) == -1.5
    assert triage.score([]) == float("-inf")


def test_it_comes_back_from_its_file(tmp_path, builder):
    weights = np.random.default_rng(3).normal(size=FEATURES).astype(np.float16).astype(np.float32)
    Triage(weights, 0.25).save(tmp_path)
    assert Triage.load(tmp_path).score(builder.build(EVENT)) == Triage(weights, 0.25).score(
        builder.build(EVENT)
    )


def test_a_broken_file_is_named(tmp_path):
    assert Triage.load(tmp_path) is None
    (tmp_path / TRIAGE_FILE).write_bytes(b"not an archive")
    with pytest.raises(ModelError, match="E402"):
        Triage.load(tmp_path)
    np.savez(tmp_path / TRIAGE_FILE, weights=np.zeros(3), bias=0.0)
    with pytest.raises(ModelError, match=str(FEATURES)):
        Triage.load(tmp_path)


def test_a_quiet_article_is_passed_over_and_an_event_is_not(extractor):
    quiet, event = extractor.score([document(QUIET), document(EVENT)])
    assert (quiet.passed_over, quiet.windows, quiet.readings) == (True, (), ())
    assert not event.passed_over
    assert event.windows
    assert event.readings


def test_people_may_look_at_the_entities_of_a_quiet_article(extractor):
    text = "Mara Quill of Acme watched the river."
    [scores] = extractor.score([document(text)], whole=True)
    assert scores.passed_over
    found = extractor.find_entities(document(text), scores)
    assert {"Mara Quill", "Acme"} <= {mention.text for mention in found.mentions}
    assert extractor.explain(document(text)).passed_over


def test_a_model_without_triage_reads_everything(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(
        find_model("default"), folder, ignore=shutil.ignore_patterns(TRIAGE_FILE, "*.safetensors")
    )
    [scores] = Extractor(folder).score([document(QUIET)])
    assert not scores.passed_over
