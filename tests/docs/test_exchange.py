"""The Python of docs/exchange.md runs as it stands, and prints what it says."""

import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "exchange.md"
SAMPLE = Path(__file__).parents[2] / "corpora" / "sample"


def test_the_docbin_of_the_page_opens_in_spacy(tmp_path, monkeypatch, capsys):
    [code] = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    for command in (
        ("extract", str(SAMPLE), "-o", "claims.jsonl"),
        ("convert", "claims.jsonl", "--to", "docbin", "-o", "claims.spacy"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "claimwright", *command], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "exchange.md", "exec"), {})
    [promised] = re.findall(r"# (person .*)", code)
    assert promised in capsys.readouterr().out.splitlines()
