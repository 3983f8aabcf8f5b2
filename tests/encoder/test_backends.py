"""The backends: which one is taken, and that they say the same."""

from __future__ import annotations

from itertools import islice

import numpy as np
import pytest

from claimwright.clean import clean
from claimwright.corpora import documents as written
from claimwright.encoder import backends
from claimwright.encoder.backends import open_session, resolve
from claimwright.errors import ModelError
from claimwright.extractor import Extractor, find_model
from claimwright.records import Document, RawDocument
from claimwright.settings import BackendName

BOTH = (BackendName.ONNXRUNTIME, BackendName.OPENVINO)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    labelled = islice(written("written", "test"), 12)
    found = [clean(RawDocument(one.path, one.text.encode())).document for one in labelled]
    return [document for document in found if document is not None]


def test_auto_is_openvino_where_it_is_installed(monkeypatch):
    monkeypatch.delenv("CLAIMWRIGHT_BACKEND", raising=False)
    assert resolve(BackendName.AUTO) is BackendName.OPENVINO
    monkeypatch.setattr(backends, "find_spec", lambda name: None)
    assert resolve(BackendName.AUTO) is BackendName.ONNXRUNTIME


def test_the_variable_fixes_what_auto_means_and_nothing_else(monkeypatch):
    monkeypatch.setenv("CLAIMWRIGHT_BACKEND", "onnxruntime")
    assert resolve(BackendName.AUTO) is BackendName.ONNXRUNTIME
    assert resolve(BackendName.OPENVINO) is BackendName.OPENVINO


@pytest.mark.parametrize("name", ["tensorrt", "openvino"])
def test_a_backend_that_is_not_there_is_told(monkeypatch, name):
    monkeypatch.setenv("CLAIMWRIGHT_BACKEND", name)
    monkeypatch.setattr(backends, "find_spec", lambda name: None)
    with pytest.raises(ModelError, match="E412"):
        resolve(BackendName.AUTO)


@pytest.mark.parametrize("backend", BOTH)
def test_a_file_that_is_no_network_is_told(backend, tmp_path):
    broken = tmp_path / "encoder.onnx"
    broken.write_bytes(b"not a network")
    with pytest.raises(ModelError, match="E402"):
        open_session(broken, backend=backend)
    with pytest.raises(ModelError, match="E401"):
        open_session(tmp_path / "missing.onnx", backend=backend)


def test_both_give_the_same_claims(documents):
    found = []
    for backend in BOTH:
        extractor = Extractor("default", threads=1, backend=backend)
        found.append({c.id: c.confidence for _, claims in extractor.extract(documents) for c in claims})
    first, second = found
    assert len(first) > 5
    assert first.keys() == second.keys()
    assert max(abs(first[key] - second[key]) for key in first) < 0.01


# In half precision, which OpenVINO takes where the processor has it, what a window is padded to shows.
@pytest.mark.parametrize(("backend", "most"), zip(BOTH, (1e-5, 0.03), strict=True))
def test_a_window_scores_the_same_alone_and_beside_others(backend, most, documents):
    extractor = Extractor(find_model("default"), threads=1, backend=backend)
    together = extractor.score(documents, whole=True)
    for document, beside in zip(documents[:3], together, strict=False):
        [alone] = extractor.score([document], whole=True)
        for one, other in zip(alone.windows, beside.windows, strict=True):
            assert np.abs(one.tags - other.tags).max() < most
