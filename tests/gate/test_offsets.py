"""Offsets hold on a sample of real articles and pages, claims included (`claimwright check-offsets` takes all)."""

import json
import tarfile
from functools import partial

import pytest

from claimwright.batch.proof import Proof, prove
from claimwright.batch.run import run
from claimwright.clean import clean_all
from claimwright.extractor import Extractor
from claimwright.settings import CleanSettings, ExtractSettings

pytestmark = pytest.mark.shared


def sample(archive, folder, every, wanted) -> list[str]:
    """Every n-th wanted member of an archive, unpacked."""
    paths = []
    with tarfile.open(archive) as tar:
        members = [m for m in tar if m.isfile() and m.name.endswith(wanted)]
        for number, member in enumerate(members[::every]):
            path = folder / f"{number:04d}{''.join(c for c in wanted if c != '*')}"
            path.write_bytes(tar.extractfile(member).read())
            paths.append(str(path))
    return paths


@pytest.mark.parametrize(
    ("archive", "every", "wanted"),
    [
        ("news/news-2026-02.tar.gz", 60, ".md"),
        ("html/article-extraction-benchmark.tar.gz", 9, ".html.gz"),
        ("press/press-releases.tar.gz", 40, ".md"),
    ],
)
def test_every_span_holds(shared, tmp_path, archive, every, wanted):
    paths = sample(shared / archive, tmp_path, every, wanted)
    assert len(paths) > 15
    outcomes = clean_all(paths, CleanSettings(language="any"))
    proof = Proof()
    faults = list(prove(run(outcomes, partial(Extractor, "default"), ExtractSettings()), proof))
    assert faults == []
    assert proof.documents == len(paths)
    assert proof.spans > 5000


def test_the_worked_examples_are_found(shared):
    """The two articles with worked examples: most of their facts, none of them a guess of this test."""
    from claimwright.evaluation import evaluate
    from claimwright.evaluation.files import document_stem, read_gold
    from claimwright.exchange.claim_json import claim_to_dict

    gold = read_gold(shared / "gold" / "worked-examples.json")
    outcomes = clean_all([str(shared / document.path) for document in gold], CleanSettings())
    found = {
        document_stem(document.path): [claim_to_dict(claim) for claim in claims]
        for document, claims in Extractor("default").extract(o.document for o in outcomes if o.document)
    }
    assert json.dumps(found)
    assert evaluate(gold, found).overall.values["f1"].value > 0.117  # what the rule script reaches
