"""The commands that the README and docs/ show are run as they stand, in a folder with the files they name."""

import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
# Training takes an hour, retraining is run by tests/retraining, and scores need texts that are not part of the project.
NOT_HERE = ("claimwright train", "claimwright retrain", "claimwright evaluate", "claimwright corpora check")
# These serve until they are stopped.
SERVING = ("claimwright review",)


def commands() -> list[str]:
    found = [
        match.group(1).split("  #")[0].split(" | ")[0].strip()
        for page in PAGES
        for match in re.finditer(
            r"^(?: {4})?(claimwright (?!is |carries )\w[^`\n]*)$", page.read_text("utf-8"), re.MULTILINE
        )
    ]
    return sorted({command for command in found if not command.startswith(NOT_HERE)})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Every file the pages speak of, made of the sample articles."""
    folder = tmp_path_factory.mktemp("docs")
    sample = ROOT / "corpora" / "sample"
    for name in ("articles", "news", "pages", "incoming"):
        shutil.copytree(sample, folder / name)
    page = next(sample.glob("*.html"))
    for name in ("page.html", "article.html"):
        shutil.copyfile(page, folder / name)
    run("claimwright extract articles/ -o claims.jsonl", folder)
    for there, name in (("label-studio", "export.json"), ("prodigy", "answers.jsonl"), ("brat", "reviewed")):
        run(f"claimwright convert claims.jsonl --to {there} -o {name}", folder)
    run("claimwright store load claims.db claims.jsonl", folder)
    run("claimwright decisions export claims.db --to label-studio -o log-tasks.json", folder)
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", *shlex.split(command)]
    expanded = [str(p) for a in arguments for p in (sorted(folder.glob(a)) if "*" in a else [a])]
    return subprocess.run(expanded, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


def test_the_pages_show_commands():
    assert len(commands()) >= 8


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith(SERVING)])
def test_a_server_of_the_docs_serves_and_stops(command, folder):
    store = command.split()[2]
    run(f"claimwright extract articles/ --store {store}", folder)
    arguments = [sys.executable, "-m", *shlex.split(command), "--no-browser", "--port", "0"]
    with subprocess.Popen(arguments, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        line = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert "review at http://127.0.0.1:" in line


@pytest.mark.parametrize("command", [c for c in commands() if not c.startswith(SERVING)])
def test_a_command_of_the_docs_runs(command, folder):
    done = run(command, folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout or done.stderr or list(folder.iterdir())


def test_the_python_of_the_readme_runs(monkeypatch, capsys):
    [code] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})
    assert "Adaeze Nwosu" in capsys.readouterr().out


def test_every_command_is_in_the_docs():
    from claimwright.cli.app import app

    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    names = [command.name or command.callback.__name__ for command in app.registered_commands]
    assert [name for name in names if f"`{name}" not in pages and f"claimwright {name}" not in pages] == []
