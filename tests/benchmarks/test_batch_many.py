"""Many articles out of few: names change, nothing else, and no copy is a duplicate of another."""

import pytest
from benchmarks.batch_many import make_articles
from benchmarks.batch_memory import Sample, processor_seconds, quarters
from benchmarks.renaming import renamed

from claimwright.clean.batch import clean_all
from claimwright.records import Status

TEXT = """---
title: Harbour Works names a head
date: 2026-02-01
---
On Monday Ann Lee joined Harbour Works. Lee, who left Beta Mills in May, said the works were ready.
"""


def test_names_change_and_stay_the_same_within_an_article():
    first, second = renamed(TEXT, 0), renamed(TEXT, 1)
    assert renamed(TEXT, 0) == first != second
    assert first.startswith("---\ntitle: Harbour Works names a head\ndate: 2026-02-01\n---\n")
    words = first.rpartition("---\n")[2].split()
    old = TEXT.rpartition("---\n")[2].split()
    assert len(words) == len(old)
    changed = {before: after for before, after in zip(old, words, strict=True) if before != after}
    assert {"Ann", "Lee", "Harbour", "Beta"} <= set(changed)
    assert not {"joined", "Monday", "May"} & set(changed)
    assert words[3] == words[7].rstrip(",")  # Lee is Lee again


@pytest.mark.shared
def test_copies_are_no_duplicates(tmp_path, shared):
    different = make_articles(tmp_path, 60)
    assert 40 <= different <= 60  # articles with hardly a name are left out
    files = sorted(tmp_path.rglob("*.md"))[:20]
    for copy in range(1, 4):
        for path in files:
            text = renamed(path.read_text(encoding="utf-8"), copy)
            (tmp_path / f"{copy}-{path.name}").write_text(text, encoding="utf-8")
    outcomes = list(clean_all([tmp_path]))
    assert len(outcomes) == 120
    assert not [outcome for outcome in outcomes if outcome.code in ("S202", "S203")]
    documents = [outcome.document for outcome in outcomes if outcome.status is Status.EXTRACTED]
    assert len(documents) >= 115
    # Alike enough to be marked as one story are few; none is left out.
    assert sum(document.cluster is not None for document in documents) <= 24


def test_memory_is_told_by_quarters():
    samples = [Sample(second, "worker", 1, 100.0 + (second > 50), second / 2) for second in range(0, 101, 10)]
    assert quarters(samples, "worker") == [100.0, 100.0, 101.0, 101.0]
    assert quarters(samples, "parent") == []
    again = [Sample(second, "worker", 2, 100.0, 3.0) for second in range(0, 21, 10)]
    assert processor_seconds(samples + again, "worker") == 53.0
