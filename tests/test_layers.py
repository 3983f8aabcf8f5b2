"""The import contract of setup.cfg, and the limits a newcomer can rely on."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline" / "claimwright"
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_imports_run_one_way():
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_importing_the_package_loads_nothing_heavy():
    code = (
        "import sys, claimwright, claimwright.extractor;"
        "print([m for m in ('torch', 'transformers', 'spacy', 'pandas', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_short(module):
    source = module.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 60, node.name


def test_nothing_unpickles():
    for module in MODULES:
        source = module.read_text(encoding="utf-8")
        assert "import pickle" not in source
        assert "joblib" not in source
