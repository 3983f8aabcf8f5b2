"""The page on the store, run from top to bottom: its commands, then its Python."""

import re
import shlex
import shutil
import subprocess
import sys

import pytest
from tests.cli.command import ENVIRONMENT, ROOT

PAGE = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store-docs")
    shutil.copytree(ROOT / "corpora" / "sample", folder / "articles")
    return folder


def run(arguments, folder):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{arguments}\n{done.stderr}"
    return done


def test_the_page_of_the_store_runs(folder):
    blocks = re.findall(r"```(console|python)\n(.*?)```", PAGE, re.DOTALL)
    assert [kind for kind, _ in blocks].count("python") == 4
    for kind, code in blocks:
        if kind == "python":
            assert run(["-c", code], folder).stdout.strip()
            continue
        for line in code.splitlines():
            assert line.startswith("$ claimwright ")
            run(["-m", *shlex.split(line.removeprefix("$ "))], folder)
    assert (folder / "again.jsonl").read_bytes() == (folder / "claims.jsonl").read_bytes()
    assert (folder / "claims.jsonl").read_bytes().count(b"\n") >= 5


def test_every_command_of_the_store_is_on_its_page():
    from claimwright.cli import decisions, store

    for name, group in (("store", store.app), ("decisions", decisions.app)):
        for command in group.registered_commands:
            assert f"`{name} {command.name}" in PAGE, command.name
