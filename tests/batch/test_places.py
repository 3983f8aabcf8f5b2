"""Where batches are written: folders, and object stores by fsspec; a file is whole there or not there."""

import itertools

import fsspec
import pytest

from claimwright.batch.places import Folder, Objects, open_place
from claimwright.errors import OutputError

_numbers = itertools.count()


@pytest.fixture(params=["folder", "file", "memory"])
def place(request, tmp_path):
    if request.param == "folder":
        return open_place(str(tmp_path / "out"))
    if request.param == "file":
        return open_place(f"file://{tmp_path}/out")
    return open_place(f"memory://places{next(_numbers)}/out/")


def test_files_come_and_go(place):
    with place.held():
        assert place.read("a/b.txt") is None
        place.write("a/b.txt", b"one")
        place.write("a/c.txt", b"two")
        place.write("a/b.txt", b"three")
        assert place.read("a/b.txt") == b"three"
        assert place.names("a") == ["b.txt", "c.txt"]
        place.remove("a/b.txt")
        place.remove("a/b.txt")
        assert place.names("a") == ["c.txt"]
        assert place.names("nothing") == []


def test_a_folder_removes_what_a_killed_run_left(tmp_path):
    (tmp_path / "claims").mkdir()
    left = tmp_path / "claims" / ".000001.jsonl.0a1b2c3d.part"
    left.write_bytes(b"half")
    own = tmp_path / "claims" / ".notes.part"
    own.write_bytes(b"somebody's")
    with Folder(tmp_path).held():
        assert not left.exists()
        assert own.exists()


def test_a_folder_is_held_by_one_run(tmp_path):
    with Folder(tmp_path).held(), pytest.raises(OutputError, match="another run"), Folder(tmp_path).held():
        pass
    with Folder(tmp_path).held():
        pass


def test_a_place_that_refuses_is_an_error_of_the_output(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match=r"E301 "), Folder(tmp_path / "file" / "out").held():
        pass
    with pytest.raises(OutputError, match=r"E301 "):
        Folder(tmp_path / "file").write("a.txt", b"x")


def test_a_store_that_refuses_is_an_error_of_the_output():
    class Refusing(fsspec.get_filesystem_class("memory")):
        def pipe_file(self, path, value, **options):
            raise PermissionError("denied")

    with pytest.raises(OutputError, match=r"E301 memory://x/a.txt: .*PermissionError: denied"):
        Objects("memory://x/", Refusing(), "x").write("a.txt", b"x")


def test_an_address_nobody_knows_is_an_error_of_the_output():
    with pytest.raises(OutputError, match=r"E301 nosuch://x"):
        open_place("nosuch://x")
