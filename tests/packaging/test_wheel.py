"""A wheel built from the tree, installed in a fresh environment elsewhere, extracts with the default model."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = """Brightwater Bank names finance chief

Brightwater Bank has appointed Adaeze Nwosu as chief financial officer, the lender said on Monday.
"""


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "CLAIMWRIGHT_MODELS"}}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    run(*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    [built] = folder.glob("claimwright-*.whl")
    return built


def test_the_wheel_carries_code_data_and_model_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("claimwright/schema/claims.json") for name in names)
    assert any(name.endswith("models/default/encoder.onnx") for name in names)
    assert not any(name.endswith((".safetensors", ".pkl", ".pyc")) or "/tests/" in name for name in names)


@pytest.mark.slow
def test_it_extracts_from_another_folder(wheel, tmp_path):
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    python = tmp_path / "env" / "bin" / "python"
    run(python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", wheel, cwd=tmp_path)
    installed = run(python, "-m", "pip", "list", "--format=json", cwd=tmp_path)
    assert not {"torch", "transformers"} & {package["name"] for package in json.loads(installed)}
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    command = tmp_path / "env" / "bin" / "claimwright"
    lines = run(command, "extract", "article.txt", "--format", "jsonl", cwd=tmp_path).splitlines()
    people = [
        a["canonical"] for line in lines for a in json.loads(line)["arguments"] if a["role"] == "person"
    ]
    assert "Adaeze Nwosu" in people
