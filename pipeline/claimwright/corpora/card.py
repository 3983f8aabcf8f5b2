"""The counts of the data card: ``python -m claimwright.corpora.card`` writes them into ``annotations/README.md``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from claimwright.corpora.collections import project_root
from claimwright.corpora.stats import CorpusStats, SplitStats, corpus_stats
from claimwright.errors import InputError
from claimwright.evaluation.agreement import Agreement
from claimwright.evaluation.bootstrap import Estimate
from claimwright.schema import load_declarations

__all__ = ["card_file", "counts_section", "type_cell", "update_card"]

_START, _END = "<!-- counts: python -m claimwright.corpora.card -->", "<!-- end of counts -->"


def card_file() -> Path:
    """Where the data card stands."""
    return project_root() / "annotations" / "README.md"


def counts_section(stats: CorpusStats) -> str:
    """The counts as Markdown tables."""
    types = sorted({name for split in stats.splits.values() for name in split.claims_by_type})
    modalities = load_declarations().modalities
    totals = ["documents", "with claims", "annotated twice", "firm claims", "optional claims", "mentions"]
    return "\n\n".join(
        [
            "Documents, and what is labelled in them:",
            _by_split(stats, totals, _totals),
            "Documents with a firm claim of a type / with any of it, optional ones too; firm claims in brackets:",
            _by_split(stats, types, lambda split: [type_cell(split, name) for name in types]),
            "Firm claims by modality:",
            _by_split(stats, modalities, lambda s: [s.modalities[kind] for kind in modalities]),
            "Documents by the way they were chosen (written articles: by style):",
            _by_split(stats, ["chosen"], _chosen),
            *_agreement(stats),
            *_diversity(stats),
        ]
    )


def _by_split(
    stats: CorpusStats, headings: Sequence[str], cells: Callable[[SplitStats], Sequence[object]]
) -> str:
    return _table(["split", *headings], [[name, *cells(split)] for name, split in stats.splits.items()])


def type_cell(split: SplitStats, name: str) -> str:
    """Documents with a firm claim of a type / with any, and firm claims: ``29 / 46 (45)``."""
    return f"{split.documents_by_type[name]} / {split.any_by_type[name]} ({split.claims_by_type[name]})"


def _totals(split: SplitStats) -> Sequence[object]:
    return [split.documents, split.with_claims, split.twice, split.firm, split.optional, split.mentions]


def _chosen(split: SplitStats) -> Sequence[object]:
    return [", ".join(f"{tag or 'given'} {count}" for tag, count in split.chosen.most_common())]


def _agreement(stats: CorpusStats) -> list[str]:
    if not stats.agreement:
        return []
    rows = [
        (kind, found.both, found.first_only + found.second_only, *map(_cell, _measures(found)))
        for kind, found in stats.agreement.items()
    ]
    headings = [
        "type",
        "firm in both",
        "firm in one, absent in the other",
        "claim F1",
        "claim F1, optional counted",
        "argument F1",
        "modality kappa",
    ]
    return [
        "Agreement of the two annotators, with 95 % bootstrap intervals over documents:",
        _table(headings, rows),
    ]


def _measures(found: Agreement) -> tuple[Estimate, ...]:
    return found.claim_f1, found.all_claims_f1, found.argument_f1, found.modality_kappa


def _diversity(stats: CorpusStats) -> list[str]:
    found = stats.diversity
    if found is None:
        return []
    triggers = ", ".join(f"{kind} {count}" for kind, count in found.distinct_triggers.items())
    ngrams = ", ".join(f"{share:.1%} of {size}-grams" for size, share in found.distinct_ngrams.items())
    return [
        f"The written articles have {found.words:,} running words. Distinct trigger wordings: {triggers}. "
        f"Distinct are {ngrams}. Of its five-word sequences an article shares {found.nearest_mean:.1%} on average, "
        f"and {found.nearest_most:.1%} at most, with the article nearest to it. {len(stats.rules)} different rules "
        "are named as exercised."
    ]


def _cell(estimate: Estimate) -> str:
    if estimate.value is None:
        return "-"
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.3f}"
    return f"{estimate.value:.3f} [{estimate.low:.2f}-{estimate.high:.2f}]"


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(headings) + " |", "|---" * len(headings) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def update_card(stats: CorpusStats) -> str:
    """The data card with its counts brought up to date.

    Raises:
        InputError: E501 if the card has no place for them.
    """
    card = card_file().read_text(encoding="utf-8")
    before, start, rest = card.partition(_START)
    _, end, after = rest.partition(_END)
    if not start or not end:
        raise InputError("E501", str(card_file()), f"expected {_START} and {_END}")
    return f"{before}{_START}\n\n{counts_section(stats)}\n\n{_END}{after}"


def main(arguments: list[str]) -> int:
    """Write the counts into the card."""
    text = update_card(corpus_stats(*arguments[:1]))
    card_file().write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
