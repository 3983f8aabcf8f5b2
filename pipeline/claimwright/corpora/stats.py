"""What there is: documents, claims and mentions, by collection, split, type and modality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from claimwright.corpora.collections import load_collections, project_root
from claimwright.corpora.diversity import Diversity, measure_diversity
from claimwright.corpora.inline import Written
from claimwright.corpora.reader import ASIDE, SPLITS, collection_named, join_row, label_rows
from claimwright.corpora.store import read_rows
from claimwright.corpora.tables import document_record
from claimwright.corpora.texts import read_texts
from claimwright.corpora.written import written_articles
from claimwright.evaluation.agreement import Agreement, Annotations, agreement
from claimwright.evaluation.bootstrap import Estimate

__all__ = ["CorpusStats", "SplitStats", "corpus_stats", "double_annotated", "split_stats"]


@dataclass(slots=True)
class SplitStats:
    """The counts of one split of one collection.

    Attributes:
        documents, with_claims: documents, and those with a firm claim.
        twice: documents that two annotators did.
        firm, optional, mentions: claims and places that tell them.
        claims_by_type, documents_by_type: firm claims of a type, and documents with one.
        any_by_type: documents with a claim of a type, optional ones too.
        modalities, roles: over firm claims.
        chosen: documents by the way they were chosen (news, press) or by style (written).
    """

    documents: int = 0
    with_claims: int = 0
    twice: int = 0
    firm: int = 0
    optional: int = 0
    mentions: int = 0
    claims_by_type: Counter[str] = field(default_factory=Counter)
    documents_by_type: Counter[str] = field(default_factory=Counter)
    any_by_type: Counter[str] = field(default_factory=Counter)
    modalities: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    chosen: Counter[str] = field(default_factory=Counter)

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON; ``dataclasses.asdict`` would count a counter's pairs."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: dict(value) if isinstance(value, Counter) else value for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class CorpusStats:
    """The counts of all collections.

    Attributes:
        splits: ``collection/split`` to its counts.
        rules: what written articles exercise, by how many do.
        diversity: of the written articles; None where there are none.
        agreement: of the two annotators of the test split, by type; None where the texts are not here.
    """

    splits: Mapping[str, SplitStats]
    rules: Mapping[str, int]
    diversity: Diversity | None
    agreement: Mapping[str, Agreement] | None

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "splits": {name: stats.as_dict() for name, stats in self.splits.items()},
            "rules": dict(self.rules),
            "diversity": self.diversity.as_dict() if self.diversity else None,
            "agreement": {k: _agreement_dict(v) for k, v in self.agreement.items()}
            if self.agreement
            else None,
        }


def _agreement_dict(found: Agreement) -> dict[str, Any]:
    values = asdict(found)
    return {
        name: [value["value"], value["low"], value["high"]]
        if isinstance(getattr(found, name), Estimate)
        else value
        for name, value in values.items()
    }


def corpus_stats(texts: str | Path | None = None) -> CorpusStats:
    """Count everything. Labels that point into missing texts are counted all the same; agreement needs the texts.

    Args:
        texts: see ``claimwright.corpora.documents``.
    """
    splits: dict[str, SplitStats] = {}
    written = written_articles()
    for name, collection in load_collections().items():
        for split in (*SPLITS, ASIDE):
            rows = _written_rows(written, split) if collection.folder else _label_rows(name, split, texts)
            if rows:
                splits[f"{name}/{split}"] = split_stats(rows)
    twice = double_annotated(texts)
    return CorpusStats(
        splits=splits,
        rules=dict(Counter(rule for article in written for rule in article.rules).most_common()),
        diversity=measure_diversity([article.document for article in written]) if written else None,
        agreement=agreement(twice) if twice else None,
    )


def _label_rows(name: str, split: str, texts: str | Path | None) -> list[Mapping[str, Any]]:
    return [row for _, row in label_rows(collection_named(name), split, texts)]


def _written_rows(articles: Sequence[Written], split: str) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for article in articles:
        if article.document.split == split:
            record = document_record(article.document)
            for claim in record["claims"]:
                claim["arguments"] = {entry["role"]: entry["forms"] for entry in claim["arguments"]}
            rows.append(record)
    return rows


def split_stats(rows: Iterable[Mapping[str, Any]]) -> SplitStats:
    """Count label rows; the texts are not needed."""
    stats = SplitStats()
    for row in rows:
        firm = [claim for claim in row["claims"] if not claim.get("optional")]
        stats.documents += 1
        stats.with_claims += bool(firm)
        stats.twice += row.get("annotators", 1) > 1
        stats.firm += len(firm)
        stats.optional += len(row["claims"]) - len(firm)
        stats.mentions += sum(len(claim.get("mentions", ())) for claim in row["claims"])
        stats.claims_by_type.update(claim["type"] for claim in firm)
        stats.documents_by_type.update({claim["type"] for claim in firm})
        stats.any_by_type.update({claim["type"] for claim in row["claims"]})
        stats.modalities.update(claim["modality"] for claim in firm)
        stats.roles.update(role for claim in firm for role in claim["arguments"])
        stats.chosen[row.get("tag", "")] += 1
    return stats


def double_annotated(texts: str | Path | None = None) -> list[Annotations]:
    """What the two annotators of the test split marked, document by document; those whose text is here."""
    documents: list[Annotations] = []
    for collection in load_collections().values():
        folder = project_root() / collection.labels / "annotators"
        files = [folder / "first.jsonl", folder / "second.jsonl"]
        if not collection.labels or not all(file.is_file() for file in files):
            continue
        first, second = ({row["path"]: row for _, row in read_rows(file)} for file in files)
        contents = read_texts(collection, first, texts)
        for path in sorted(contents.keys() & second.keys()):
            one, other = (join_row(rows[path], contents[path], f"{path}") for rows in (first, second))
            documents.append((one.claims, other.claims))
    return documents
