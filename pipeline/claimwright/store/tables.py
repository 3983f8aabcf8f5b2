"""The tables as SQLAlchemy knows them; how they came to be stands in ``migrations``, and a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

__all__ = [
    "arguments",
    "bands",
    "claims",
    "complete",
    "decisions",
    "documents",
    "extractions",
    "mentions",
    "metadata",
    "migrations",
    "models",
    "outcomes",
    "runs",
    "standings",
    "texts",
    "words",
]

metadata = MetaData()
_Number = BigInteger().with_variant(Integer(), "sqlite")  # only INTEGER counts up by itself in SQLite


def _key(name: str = "key") -> Column[int]:
    return Column(name, _Number, primary_key=True)


def _reference(name: str, target: str, *, primary: bool = False) -> Column[int]:
    return Column(name, _Number, ForeignKey(target), primary_key=primary, nullable=False)


def _sha256(*, primary: bool = False) -> Column[str]:
    return Column("sha256", Text, ForeignKey("documents.sha256"), primary_key=primary, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


migrations = Table(
    "migrations", metadata, Column("number", Integer, primary_key=True), _text("name"), _text("applied_at")
)
models = Table("models", metadata, _key(), _text("name"), _text("version"), _text("digest"), _text("added"))
runs = Table(
    "runs",
    metadata,
    _key(),
    _reference("model", "models.key"),
    _text("code_version"),
    _text("settings"),
    _text("started"),
    Column("finished", Text),
    *(_count(name) for name in ("inputs", "extracted", "skipped", "failed", "claims")),
)
documents = Table(
    "documents",
    metadata,
    Column("sha256", Text, primary_key=True),
    *(_text(name) for name in ("id", "path", "path_key")),
    *(Column(name, Text) for name in ("url", "url_key", "outlet", "title", "published", "language")),
    _text("format"),
    Column("cluster", Text),
    _text("story"),
    _count("version"),
    Column("version_by", Text),
    _text("added"),
)
texts = Table(
    "texts",
    metadata,
    _key(),
    _sha256(),
    _text("digest"),
    _text("text"),
    Column("body", LargeBinary, nullable=False),
    _count("characters"),
    _text("code_version"),
    _text("added"),
)
bands = Table(
    "bands",
    metadata,
    Column("hash", BigInteger, primary_key=True),
    _sha256(primary=True),
)
extractions = Table(
    "extractions",
    metadata,
    _key(),
    _sha256(),
    _reference("run", "runs.key"),
    _reference("model", "models.key"),
    _reference("text", "texts.key"),
    _text("digest"),
    _count("claims"),
    Column("latest", Boolean, nullable=False),
    _text("added"),
)
claims = Table(
    "claims",
    metadata,
    _key(),
    _reference("extraction", "extractions.key"),
    _count("number"),
    _text("id"),
    _sha256(),
    _text("type"),
    _text("modality"),
    Column("confidence", Float, nullable=False),
    Column("doubt", Float, nullable=False),
    Column("published", Text),
    Column("outlet", Text),
    _text("body"),
    Column("latest", Boolean, nullable=False),
    _count("answers"),
)
words = Table("words", metadata, _reference("claim", "claims.key", primary=True), _text("words"))
_OFFSETS = ("start", "end", "source_start", "source_end")
mentions = Table(
    "mentions",
    metadata,
    _reference("claim", "claims.key", primary=True),
    Column("number", Integer, primary_key=True),
    *(_count(f"{part}_{name}") for part in ("trigger", "evidence") for name in _OFFSETS),
)
arguments = Table(
    "arguments",
    metadata,
    _reference("claim", "claims.key", primary=True),
    Column("number", Integer, primary_key=True),
    *(_text(name) for name in ("role", "canonical", "name")),
    *(_count(f"span_{name}") for name in _OFFSETS),
    Column("confidence", Float, nullable=False),
)
outcomes = Table(
    "outcomes",
    metadata,
    _key(),
    _reference("run", "runs.key"),
    _text("path"),
    Column("document", Text),
    *(_text(name) for name in ("status", "code", "detail")),
)
decisions = Table(
    "decisions",
    metadata,
    _key("position"),
    *(_text(name) for name in ("id", "client_id", "reviewer", "at", "sha256", "action")),
    *(Column(name, Text) for name in ("claim_id", "claim_type", "undoes")),
    Column("audit", Boolean, nullable=False),
    _text("body"),
)
standings = Table(
    "standings",
    metadata,
    _reference("claim", "claims.key", primary=True),
    Column("reviewer", Text, primary_key=True),
    _text("verdict"),
    _text("decision"),
    Column("final", Boolean, nullable=False),
)
complete = Table(
    "complete",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("reviewer", Text, primary_key=True),
    _text("decision"),
)
