import bz2
import gzip
import lzma
import os

import pytest
import zstandard

from claimwright.settings import CleanSettings
from tests.clean.readers.build import DATA, found

ZSTD = zstandard.ZstdCompressor(write_checksum=True)
PACKERS = {".gz": gzip.compress, ".zst": ZSTD.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


@pytest.mark.parametrize("suffix", PACKERS)
def test_packed_documents(tmp_path, suffix):
    path = tmp_path / f"story.txt{suffix}"
    path.write_bytes(PACKERS[suffix](DATA))
    assert found(path) == [(DATA, path.name)]


@pytest.mark.parametrize("suffix", PACKERS)
def test_content_tells_the_compression_whatever_the_name(tmp_path, suffix):
    path = tmp_path / "story"
    path.write_bytes(PACKERS[suffix](DATA))
    assert found(path) == [(DATA, "story")]


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_several_streams_in_one_file(tmp_path, suffix):
    path = tmp_path / f"story.txt{suffix}"
    path.write_bytes(PACKERS[suffix](b"one ") + PACKERS[suffix](b"two"))
    assert found(path) == [(b"one two", path.name)]


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("missing", [1, 7, 400])
def test_truncated(tmp_path, suffix, missing):
    path = tmp_path / f"story.txt{suffix}"
    path.write_bytes(PACKERS[suffix](os.urandom(2000))[:-missing])
    assert found(path) == [("E106", path.name)]


@pytest.mark.parametrize("suffix", PACKERS)
def test_damaged(tmp_path, suffix):
    path = tmp_path / f"story.txt{suffix}"
    packed = bytearray(PACKERS[suffix](os.urandom(5000)))
    packed[200:260] = bytes(60)
    path.write_bytes(packed)
    assert found(path) == [("E106", path.name)]


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_name_that_promises_more_than_the_content(tmp_path, suffix):
    path = tmp_path / f"story.txt{suffix}"
    path.write_bytes(b"not packed at all")
    assert found(path) == [("E106", path.name)]


@pytest.mark.parametrize("suffix", PACKERS)
def test_bombs(tmp_path, suffix):
    path = tmp_path / f"story.txt{suffix}"
    path.write_bytes(PACKERS[suffix](bytes(60_000_000)))
    assert found(path) == [("E107", path.name)]


def test_small_texts_of_one_line_are_no_bombs(tmp_path):
    path = tmp_path / "story.txt.gz"
    path.write_bytes(gzip.compress(b"a" * 1_000_000))
    assert found(path) == [(b"a" * 1_000_000, path.name)]


def test_an_unpacked_document_above_the_limit(tmp_path):
    path = tmp_path / "story.txt.gz"
    path.write_bytes(gzip.compress(os.urandom(5000)))
    assert found(path, CleanSettings(max_bytes=4999)) == [("E108", path.name)]


def test_packed_too_often(tmp_path):
    data = DATA
    for _ in range(7):
        data = gzip.compress(data)
    path = tmp_path / "story.gz"
    path.write_bytes(data)
    assert found(path) == [("E107", "story.gz")]
