"""Every example of the guidelines is a label that compiles."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from claimwright.corpora.compile import find_faults
from claimwright.corpora.inline import compile_inline
from claimwright.schema import load_declarations

PAGE = (Path(__file__).resolve().parents[2] / "annotations" / "GUIDELINES.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```claims\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_compiles(number):
    written = compile_inline(f"{EXAMPLES[number]}style: wire\n", f"example-{number + 1}.md")
    expected = len(re.findall(r"(?m)^(?:hire|departure|delay|compensation) ", EXAMPLES[number]))
    assert len(written.document.claims) == expected


def test_the_examples_cover_every_type_and_modality_and_have_negatives():
    compiled = [compile_inline(f"{example}style: wire\n", "x.md").document.claims for example in EXAMPLES]
    declared = load_declarations()
    assert {claim.type for claims in compiled for claim in claims} == set(declared.claim_types)
    assert {claim.modality.value for claims in compiled for claim in claims} == set(declared.modalities)
    assert sum(not claims for claims in compiled) >= 5
    assert {role for claims in compiled for claim in claims for role in claim.arguments} == {
        role for kind in declared.claim_types.values() for role in kind.roles
    }


def test_the_example_for_annotators_of_news_compiles():
    example = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert example
    article = "Ada Kern is tired. Kern will leave in May, the Harbour Post reported. The company, Norvik, is silent.\n"
    assert find_faults(json.loads(example.group(1)), article) == []
