import numpy as np
import pytest
from benchmarks.articles import documents_in, gather
from benchmarks.bare_encoder import BareEncoder

from claimwright.extractor import Extractor


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLAIMWRIGHT_SHARED", str(tmp_path_factory.mktemp("nowhere")))
        found = tmp_path_factory.mktemp("articles")
        gather(found, 3)
    return found


@pytest.fixture(scope="module")
def loaded(folder):
    encoder = BareEncoder("default", 1)
    assert encoder.load(folder) == 3
    return encoder


def test_the_batches_hold_every_window_once(loaded, folder):
    windows = list(loaded.windows(folder))
    assert loaded.run() == sum(len(window.ids) for window in windows)
    assert 0 < loaded.run(some=1) <= loaded.run()


def test_a_chunk_is_sorted_and_padded_as_the_pipeline_does_it(loaded, folder):
    lengths = [int(row.sum()) for inputs, _ in loaded._batches for row in inputs["attention_mask"]]
    assert lengths == sorted(len(window.ids) for window in loaded.windows(folder))
    assert all(
        inputs["input_ids"].size <= loaded._settings.batch or len(inputs["input_ids"]) == 1
        for inputs, _ in loaded._batches
    )


def test_the_hidden_states_are_those_the_pipeline_works_with(loaded, folder):
    extractor = Extractor("default", threads=1)
    texts = ((document.text, document.blocks) for document in documents_in(folder))
    scores = [window for listed in extractor.encoder.score(texts) for window in listed.windows]
    inputs, _ = loaded._batches[0]
    [hidden] = loaded._session.run(["hidden"], inputs)
    size = int(inputs["attention_mask"][0].sum())
    ids = tuple(inputs["input_ids"][0][:size])
    [same] = [window for window in scores if window.window.ids == ids]
    assert np.allclose(hidden[0, :size], same.hidden, atol=1e-3)
