"""Our evaluation against the reference scorer, to the digit, and on small cases."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from claimwright.errors import InputError
from claimwright.evaluation import evaluate, evaluate_files, render
from claimwright.schema import load_declarations
from tests.evaluation.build import claim, gold_claim, gold_document

NAMES = [
    "Jane Roe",
    "Roe",
    "Acme",
    "Acme Labs",
    "the company",
    "Zeta",
    "$5 million",
    "up to $5 million",
    "bonus",
    "2025",
]
MODALITIES = ["asserted", "planned", "possible", "denied"]


def test_perfect_predictions():
    gold = gold_document("a/d.md", gold_claim(person="Jane Roe", employer="Acme"))
    evaluation = evaluate([gold], {"d": [claim(person="Jane Roe", employer="Acme", confidence=1.0)]})
    result = evaluation.as_dict()
    assert (result["tp"], result["fp"], result["fn"]) == (1, 0, 0)
    assert (
        result["f1"]
        == result["argument_f1"]
        == result["modality_accuracy"]
        == result["evidence_overlap"]
        == 1.0
    )
    assert result["ece"] == result["brier"] == result["aurc"] == 0.0
    assert result["hire"]["n"] == 1
    assert result["delay"]["n"] == 0
    assert result["delay"]["modality_accuracy"] is None


def test_roles_only_one_annotator_gave_are_neither_demanded_nor_held_against():
    base = gold_claim(person="Jane Roe")
    soft = gold_document("d.md", base.__class__(**{**_fields(base), "soft": {"date": ("May",)}}))
    given = {"d": [claim(person="Jane Roe", date="May"), claim(person="Jane Roe", confidence=0.1)]}
    assert evaluate([soft], given).overall.counts.roles_spurious == 1  # the second claim's person
    assert evaluate([gold_document("d.md", base)], given).overall.counts.roles_spurious == 2


def test_where_annotators_differ_both_modalities_are_right():
    base = gold_claim(person="Jane Roe")
    both = base.__class__(**{**_fields(base), "modality_any": ("asserted", "planned")})
    given = {"d": [claim(person="Jane Roe", modality="planned")]}
    assert evaluate([gold_document("d.md", both)], given).overall.values["modality_accuracy"].value == 1.0
    assert evaluate([gold_document("d.md", base)], given).overall.values["modality_accuracy"].value == 0.0


def test_documents_without_labels_that_got_a_claim_are_counted():
    evaluation = evaluate([gold_document("d.md"), gold_document("e.md")], {"d": [claim(person="Jane Roe")]})
    assert evaluation.false_alarms == 1
    assert evaluate([], {}).as_dict()["docs"] == 0


def test_the_table_shows_every_metric():
    evaluation = evaluate([gold_document("d.md", gold_claim(person="Roe"))], {"d": [claim(person="Roe")]})
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(render(evaluation))
    text = console.export_text()
    for word in ("claim F1", "argument F1", "AURC", "compensation", "1.000"):
        assert word in text


@pytest.mark.parametrize(
    ("gold", "predictions", "code"),
    [
        ("{}", "", "E501"),
        ("[{}]", "", "E501"),
        ('[{"doc": "d", "claims": [{}]}]', "", "E501"),
        ("[]", "{", "E302"),
    ],
)
def test_files_that_cannot_be_read(tmp_path, gold, predictions, code):
    (tmp_path / "gold.json").write_text(gold)
    (tmp_path / "claims.jsonl").write_text(predictions)
    with pytest.raises(InputError) as caught:
        evaluate_files(tmp_path / "gold.json", tmp_path / "claims.jsonl")
    assert caught.value.code == code


def test_missing_files(tmp_path):
    with pytest.raises(InputError, match="E101"):
        evaluate_files(tmp_path / "gold.json", tmp_path / "claims.jsonl")


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_the_reference_on_generated_claims(shared, tmp_path, seed):
    generator = random.Random(seed)
    gold = [{"doc": f"x/{number}.md", "claims": _labels(generator)} for number in range(30)]
    claims = [given for number in range(32) for given in _predictions(generator, f"some/where/{number}.html")]
    _compare(shared, tmp_path, gold, claims)


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(2))
def test_agrees_with_the_reference_on_the_development_labels(shared, tmp_path, seed):
    generator = random.Random(seed)
    gold = json.loads((shared / "gold" / "dev.json").read_text(encoding="utf-8"))
    claims = [
        _perturbed(label, entry["doc"], generator)
        for entry in gold
        for label in entry["claims"]
        if generator.random() < 0.7
    ]
    result = _compare(shared, tmp_path, gold, claims)
    assert result["tp"] > 50


def _fields(gold: Any) -> dict[str, Any]:
    return {name: getattr(gold, name) for name in gold.__slots__}


def _labels(generator: random.Random) -> list[dict[str, Any]]:
    labels = []
    for _ in range(generator.randrange(4)):
        kind = generator.choice(list(load_declarations().claim_types.values()))
        roles = {role for role in kind.roles if generator.random() < 0.5}
        if not kind.has_identity(roles):
            continue
        label: dict[str, Any] = {
            "type": kind.name,
            "modality": generator.choice(MODALITIES),
            "optional": generator.random() < 0.3,
            "arguments": {role: generator.sample(NAMES, generator.randint(1, 2)) for role in sorted(roles)},
            "evidence_spans": [[10, 40]] * generator.randrange(2),
        }
        if generator.random() < 0.2:
            label["modality_any"] = ["asserted", "possible"]
            label["arguments_soft"] = {"date": ["2025"]}
        labels.append(label)
    return labels


def _predictions(generator: random.Random, path: str) -> list[dict[str, Any]]:
    claims = []
    for _ in range(generator.randrange(5)):
        kind = generator.choice(list(load_declarations().claim_types.values()))
        roles = {role: generator.choice(NAMES) for role in kind.roles if generator.random() < 0.6}
        given = claim(kind.name, generator.choice(MODALITIES), generator.randrange(11) / 10, path, **roles)
        given["mentions"] = [{"evidence": {"source_start": 0, "source_end": generator.randrange(30)}}]
        claims.append(given)
    return claims


def _perturbed(label: dict[str, Any], path: str, generator: random.Random) -> dict[str, Any]:
    roles = {
        role: generator.choice(forms)
        for role, forms in label["arguments"].items()
        if generator.random() < 0.8
    }
    if generator.random() < 0.2:
        roles["person"] = "Nobody Known"
    given = claim(label["type"], generator.choice(MODALITIES), round(generator.random(), 3), path, **roles)
    start, end = label["evidence_spans"][0]
    shift = generator.randrange(-2, 3) * 40
    given["mentions"] = [{"evidence": {"source_start": start + shift, "source_end": end + shift}}]
    return given


def _compare(shared: Path, folder: Path, gold: list[Any], claims: list[Any]) -> dict[str, Any]:
    gold_file, claims_file = folder / "gold.json", folder / "claims.jsonl"
    gold_file.write_text(json.dumps(gold), encoding="utf-8")
    claims_file.write_text("".join(json.dumps(given) + "\n" for given in claims), encoding="utf-8")
    tool = [
        sys.executable,
        str(shared / "tools" / "score-claims"),
        str(gold_file),
        str(claims_file),
        "--json",
    ]
    expected = json.loads(subprocess.run(tool, check=True, capture_output=True, text=True).stdout)
    ours = evaluate_files(gold_file, claims_file).as_dict()
    for name, value in expected.items():
        found = {key: ours[name][key] for key in value} if isinstance(value, dict) else ours[name]
        assert found == value, name
    return expected
