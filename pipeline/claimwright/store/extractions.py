"""What a model found in a document: one extraction, its claims and where they stand."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from claimwright.entities.names import name_tokens
from claimwright.exchange.claim_json import claim_from_dict, claim_to_dict
from claimwright.records import Claim, Document, Span
from claimwright.records.decision import now
from claimwright.store.storable import claims_digest, outlet_of, storable
from claimwright.store.tables import arguments, claims, extractions, mentions, words

__all__ = [
    "add_extraction",
    "argument_rows",
    "claim_body",
    "claim_columns",
    "claim_of",
    "has_extraction",
    "mention_rows",
    "name_key",
    "word_rows",
]


def add_extraction(
    connection: Connection, document: Document, found: Sequence[Claim], run: int, model: int, text: int
) -> bool:
    """Keep what a model found, unless the same is there already; it becomes the document's latest.

    Returns:
        Whether it is new.
    """
    if has_extraction(connection, document.sha256, model, found):
        return False
    digest = claims_digest(found)
    ours = extractions.c.sha256 == document.sha256
    if connection.execute(
        update(extractions).where(ours, extractions.c.latest).values(latest=False)
    ).rowcount:
        earlier = update(claims).where(claims.c.sha256 == document.sha256, claims.c.latest)
        connection.execute(earlier.values(latest=False))
    values = {
        **{"sha256": document.sha256, "run": run, "model": model, "text": text, "digest": digest},
        **{"claims": len(found), "latest": True, "added": now()},
    }
    key = connection.execute(insert(extractions).values(values).returning(extractions.c.key)).scalar_one()
    if found:
        _add_claims(connection, document, found, key)
    return True


def has_extraction(connection: Connection, sha256: str, model: int, found: Sequence[Claim]) -> bool:
    """Whether the model found exactly these claims in the document before."""
    query = select(extractions.c.key).where(
        extractions.c.sha256 == sha256,
        extractions.c.model == model,
        extractions.c.digest == claims_digest(found),
    )
    return connection.execute(query).scalar() is not None


def claim_body(claim: Claim) -> str:
    """A claim as it is kept: JSON in ASCII, which every database holds."""
    return json.dumps(claim_to_dict(claim), separators=(",", ":"), allow_nan=False)


def claim_of(body: str) -> Claim:
    """The inverse of ``claim_body``."""
    return claim_from_dict(json.loads(body), "store")


def name_key(canonical: str) -> str:
    """How a value is compared with others: its words without case, determiners and possessives."""
    return storable(" ".join(name_tokens(canonical)))[:200]


def _add_claims(connection: Connection, document: Document, found: Sequence[Claim], extraction: int) -> None:
    outlet = outlet_of(document.metadata.site, document.metadata.url)
    kept = {
        "extraction": extraction,
        "sha256": document.sha256,
        "outlet": outlet,
        "latest": True,
        "answers": 0,
    }
    rows = [
        {"number": number, "doubt": abs(claim.confidence - 0.5), "body": claim_body(claim)}
        | claim_columns(claim)
        | kept
        for number, claim in enumerate(found)
    ]
    connection.execute(insert(claims), rows)
    placed = select(claims.c.number, claims.c.key).where(claims.c.extraction == extraction)
    keys = {row.number: row.key for row in connection.execute(placed)}
    for table, rows_of in ((mentions, mention_rows), (arguments, argument_rows), (words, word_rows)):
        beside = [row for number, claim in enumerate(found) for row in rows_of(keys[number], claim)]
        if beside:
            connection.execute(insert(table), beside)


def claim_columns(claim: Claim) -> dict[str, Any]:
    """What queries need of a claim besides its body."""
    published = claim.document.published
    return {
        "id": storable(claim.id),
        "type": storable(claim.type),
        "modality": claim.modality.value,
        "confidence": claim.confidence,
        "published": None if published is None else storable(published),
    }


def word_rows(key: int, claim: Claim) -> Iterator[dict[str, Any]]:
    """What a search by text looks through: canonical values and evidence, case folded."""
    values = [argument.canonical for argument in claim.arguments]
    evidence = [mention.evidence.text for mention in claim.mentions]
    yield {"claim": key, "words": storable("\n".join([*values, *evidence]).casefold())}


def mention_rows(key: int, claim: Claim) -> Iterator[dict[str, Any]]:
    """Where a claim is told: trigger and evidence of each mention, in code points."""
    for number, mention in enumerate(claim.mentions):
        offsets = _offsets("trigger", mention.trigger) | _offsets("evidence", mention.evidence)
        yield {"claim": key, "number": number} | offsets


def argument_rows(key: int, claim: Claim) -> Iterator[dict[str, Any]]:
    """The values of a claim: role, canonical form, how it is compared, and its span in code points."""
    for number, argument in enumerate(claim.arguments):
        yield {
            **{"claim": key, "number": number, "role": argument.role, "confidence": argument.confidence},
            **{"canonical": storable(argument.canonical), "name": name_key(argument.canonical)},
            **_offsets("span", argument.span),
        }


def _offsets(part: str, span: Span) -> dict[str, int]:
    return {
        f"{part}_start": span.start,
        f"{part}_end": span.end,
        f"{part}_source_start": span.source_start,
        f"{part}_source_end": span.source_end,
    }
