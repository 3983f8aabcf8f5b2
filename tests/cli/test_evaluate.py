"""``claimwright evaluate`` on the claims of any system: the reference's numbers, and the page."""

import json
import random
import subprocess
import sys

import pytest

from tests.cli.command import REAL, run
from tests.evaluation.build import claim
from tests.evaluation.test_evaluate import _labels, _predictions

GOLD = [
    {
        "doc": "x/one.md",
        "claims": [
            {
                "type": "hire",
                "modality": "asserted",
                "optional": False,
                "arguments": {"person": ["Ana Ruiz"], "employer": ["Acme"]},
                "evidence": ["Acme has hired Ana Ruiz, it said."],
                "evidence_spans": [[40, 73]],
            }
        ],
    },
    {"doc": "x/two.md", "claims": []},
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def written(folder, claims):
    lines = [given if isinstance(given, str) else json.dumps(given) for given in claims]
    (folder / "claims.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder / "claims.jsonl"


def evaluated(folder, *more):
    return run(REAL, "evaluate", "--predictions", "claims.jsonl", "--gold", "gold.json", *more, cwd=folder)


def test_the_claims_of_another_system(folder):
    written(folder, [claim("delay", product="<b>Orion</b>", path="elsewhere/two.html", confidence=0.8)])
    done = evaluated(folder, "--html", "page.html", "--errors")
    assert done.returncode == 0, done.stderr
    assert "wrote page.html" in done.stderr
    assert "keep it where those may be" in done.stderr
    assert "WRONG  two delay 0.80" in done.stdout.decode()
    [f1] = [line for line in done.stdout.decode().splitlines() if "claim F1" in line]
    assert f1.count("0.000") == 5
    assert done.stdout.decode().count("[0.00-0.00]") >= 5 * 4  # whole, in 80 columns
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert "claims.jsonl on gold.json" in page
    assert "Acme has hired Ana Ruiz, it said." in page
    assert "&lt;b&gt;Orion&lt;/b&gt;" in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"type": "hire", "confidence": 2}', "not between 0 and 1"),
        ('{"type": "hire", "confidence": NaN}', "not between 0 and 1"),
        ('{"confidence": 0.5}', "it lacks 'type'"),
        ('{"type": "hire", "arguments": [{"text": "x"}]}', "it lacks 'role'"),
        ('{"type": "hire", "arguments": [{"role": "person", "text": 7}]}', "not a text"),
        ('{"type": ["hire"]}', "not texts"),
        ('{"type": "hire", "mentions": [{"evidence": {"source_start": "1", "source_end": 2}}]}', "offset"),
        ("[]", "E302"),
    ],
)
def test_what_cannot_be_scored_is_named_with_its_line(folder, line, what):
    from claimwright.errors import InputError
    from claimwright.evaluation.files import read_predictions

    with pytest.raises(InputError, match="E302") as caught:
        read_predictions(written(folder, [claim(person="Ana Ruiz"), line]))
    assert "claims.jsonl:2" in str(caught.value)
    assert what in str(caught.value)


def test_wrong_calls(folder):
    done = run(REAL, "evaluate", "--gold", "gold.json", cwd=folder)
    assert done.returncode == 2
    assert "--gold needs --predictions" in done.stderr
    written(folder, [])
    assert evaluated(folder, "--html", "missing/page.html").returncode == 2


@pytest.mark.shared
def test_the_figures_are_those_of_the_reference_to_the_digit(shared, folder):
    generator = random.Random(9)
    gold = [{"doc": f"x/{number}.md", "claims": _labels(generator)} for number in range(30)]
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    written(folder, [given for number in range(32) for given in _predictions(generator, f"y/{number}.html")])
    tool = [sys.executable, str(shared / "tools" / "score-claims"), "gold.json", "claims.jsonl", "--json"]
    expected = json.loads(subprocess.run(tool, cwd=folder, check=True, capture_output=True).stdout)
    done = evaluated(folder, "--json", "--html", "page.html")
    ours = json.loads(done.stdout)
    for name, value in expected.items():
        found = {key: ours[name][key] for key in value} if isinstance(value, dict) else ours[name]
        assert found == value, name
    page = (folder / "page.html").read_text(encoding="utf-8")
    for name in ("f1", "argument_f1", "modality_accuracy", "evidence_overlap", "ece", "brier"):
        assert f"{expected[name]:.3f}" in page
    assert f"{expected['tp']} found, {expected['fn']} missed" in page
