"""Output files appear whole, or not at all."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from claimwright.batch.output import OutputFile, OutputStream, open_target
from claimwright.errors import OutputError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_file_appears_when_it_is_kept(tmp_path):
    target = open_target(str(tmp_path / "out.jsonl"))
    target.write(b"one\n")
    target.mark()
    assert not (tmp_path / "out.jsonl").exists()
    target.keep()
    assert (tmp_path / "out.jsonl").read_bytes() == b"one\n"
    assert names(tmp_path) == ["out.jsonl"]


def test_what_is_not_whole_is_cut_off(tmp_path):
    target = open_target(str(tmp_path / "out.jsonl"))
    target.write(b"one\n")
    target.mark()
    target.write(b"tw")
    target.keep()
    assert (tmp_path / "out.jsonl").read_bytes() == b"one\n"


def test_dropping_leaves_what_was_there(tmp_path):
    (tmp_path / "out.jsonl").write_bytes(b"before\n")
    target = open_target(str(tmp_path / "out.jsonl"))
    target.write(b"after\n")
    target.drop()
    assert (tmp_path / "out.jsonl").read_bytes() == b"before\n"
    assert names(tmp_path) == ["out.jsonl"]


def test_a_link_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real" / "out.jsonl")
    target = open_target(str(tmp_path / "link.jsonl"))
    target.write(b"one\n")
    target.mark()
    target.keep()
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real" / "out.jsonl").read_bytes() == b"one\n"


@pytest.mark.parametrize("place", ["no/such/folder/out.jsonl", ".", "file.txt/out.jsonl"])
def test_a_place_where_nothing_can_be_is_refused_at_once(tmp_path, place):
    (tmp_path / "file.txt").write_text("x")
    with pytest.raises(OutputError, match=r"^E301 "):
        open_target(str(tmp_path / place))
    assert names(tmp_path) == ["file.txt"]


def test_a_device_is_written_to_and_never_replaced():
    target = open_target(os.devnull)
    assert isinstance(target, OutputStream)
    target.write(b"one\n")
    target.keep()
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_device_is_an_error_of_its_own():
    with pytest.raises(OutputError, match=r"E301 /dev/full.*No space left"):
        open_target("/dev/full").write(b"one\n")


def test_a_full_disk_keeps_the_whole_records(tmp_path):
    """A limit on the size of files stands for the disk: the write that crosses it is cut short, then fails."""
    program = (
        "import sys; from claimwright.batch.output import open_target; from claimwright.errors import OutputError\n"
        "target = open_target(sys.argv[1])\n"
        "try:\n"
        "    for number in range(100):\n"
        "        target.write(b'%099d\\n' % number); target.mark()\n"
        "except OutputError as error:\n"
        "    print(error); target.keep()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "out")],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1050, 1050)),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "pipeline")},
    )
    assert done.stdout.startswith("E301 ")
    assert (tmp_path / "out").read_bytes() == b"".join(b"%099d\n" % number for number in range(10))


def test_a_stream_nobody_reads_is_not_an_error_of_ours():
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb", buffering=0) as stream, pytest.raises(BrokenPipeError):
        OutputStream("pipe", stream).write(b"one\n")


def test_two_runs_do_not_share_a_temporary_file(tmp_path):
    first, second = OutputFile(tmp_path / "out"), OutputFile(tmp_path / "out")
    for target, content in ((first, b"first\n"), (second, b"second\n")):
        target.write(content)
        target.mark()
    first.keep()
    assert (tmp_path / "out").read_bytes() == b"first\n"
    second.keep()
    assert (tmp_path / "out").read_bytes() == b"second\n"
    assert names(tmp_path) == ["out"]
