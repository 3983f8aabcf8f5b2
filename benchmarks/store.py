"""How fast the store is: loading documents, asking for the next claims to review, writing decisions.

    python benchmarks/store.py [--documents 20000] [--store FILE|postgresql://...]

The articles are made up of random words (500 each, no two alike) with five claims each. Prints JSON: seconds of
wall-clock time and of this process's CPU, and the load of the machine when it began.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "pipeline"))

from claimwright.claims.emission import claim_id, reference
from claimwright.clean import from_text
from claimwright.records import (
    Action,
    Argument,
    Claim,
    ClaimMention,
    Decision,
    Document,
    Metadata,
    Modality,
    ModelReference,
    Span,
)
from claimwright.records.decision import new_id, now
from claimwright.store import ClaimFilter, ClaimOrder, Store, open_store

MODEL = ModelReference("benchmark", "1")
CLAIMS, WORDS = 5, 500


def make(number: int) -> tuple[Document, list[Claim]]:
    """An article with five sentences that tell a claim, spread over it."""
    draw = random.Random(number)
    vocabulary = [
        f"{draw.choice('bdfgklmnprst')}{draw.choice('aeiou')}{draw.randrange(4000)}" for _ in range(WORDS)
    ]
    parts, told = [], []
    for index in range(CLAIMS):
        filler = " ".join(vocabulary[index * 100 : index * 100 + 90])
        person, employer = f"Jane{draw.randrange(3000)} Roe{number}", f"Acme{draw.randrange(500)}"
        told.append((person, employer, f"{person} joined {employer} in spring."))
        parts += [f"{filler}.", told[-1][2]]
    document = from_text("\n\n".join(parts))
    published = f"2026-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}"
    url = f"https://outlet{draw.randrange(40)}.example/{number}"
    metadata = Metadata(title=f"Story {number}", url=url, published=published, language="en")
    whole = Document(
        document.id,
        f"{number}.txt",
        document.sha256,
        document.format,
        document.source,
        document.text,
        document.alignment,
        document.blocks,
        metadata,
    )
    return whole, [_claim(whole, draw, *one) for one in told]


def _claim(document: Document, draw: random.Random, person: str, employer: str, sentence: str) -> Claim:
    start = document.text.index(sentence)

    def span(words: str) -> Span:
        place = document.text.index(words, start)
        return document.span(place, place + len(words))

    arguments = tuple(
        Argument(role, span(words), words, None, 0.9)
        for role, words in (("person", person), ("employer", employer))
    )
    kind = draw.choice(["hire", "hire", "departure", "delay", "compensation"])
    confidence = round(draw.betavariate(2, 1.3), 4)
    mention = ClaimMention(span("joined"), span(sentence), Modality.ASSERTED, 0.8)
    return Claim(
        claim_id(document, kind, arguments),
        kind,
        confidence,
        Modality.ASSERTED,
        arguments,
        (mention,),
        None,
        reference(document),
        MODEL,
    )


def timed(action: Callable[[], Any], times: int) -> dict[str, float]:
    """Median and 95th percentile of wall-clock time, in milliseconds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        action()
        taken.append(1000 * (time.perf_counter() - started))
    cuts = statistics.quantiles(taken, n=20) if len(taken) > 1 else taken * 19
    return {"median_ms": round(statistics.median(taken), 2), "p95_ms": round(cuts[18], 2)}


def load(store: Store, count: int) -> dict[str, Any]:
    """Add documents one transaction each; the time of making them is left out."""
    run = store.start_run(MODEL)
    wall = cpu = 0.0
    for number in range(count):
        document, claims = make(number)
        started, used = time.perf_counter(), time.process_time()
        store.add(run, document, claims)
        wall += time.perf_counter() - started
        cpu += time.process_time() - used
    store.finish_run(run, {"inputs": count, "extracted": count, "claims": count * CLAIMS})
    return {
        "documents": count,
        "claims": count * CLAIMS,
        "wall_s": round(wall, 1),
        "cpu_s": round(cpu, 1),
        "documents_per_cpu_second": round(count / cpu, 1),
    }


QUERIES: dict[str, Callable[[Store], Any]] = {
    "next by doubt": lambda s: s.select(ClaimFilter(answered=False), ClaimOrder.DOUBT),
    "next by doubt, not by ann": lambda s: s.select(ClaimFilter(not_by="ann"), ClaimOrder.DOUBT),
    "of a type": lambda s: s.select(ClaimFilter(types=("delay",), answered=False), ClaimOrder.DOUBT),
    "of an outlet": lambda s: s.select(
        ClaimFilter(outlets=("outlet7.example",), answered=False), ClaimOrder.DOUBT
    ),
    "of a month": lambda s: s.select(
        ClaimFilter(published_from="2026-05", published_to="2026-05", answered=False), ClaimOrder.DOUBT
    ),
    "newest": lambda s: s.select(ClaimFilter(), ClaimOrder.PUBLISHED),
    "by name": lambda s: s.select(ClaimFilter(name="Acme7"), ClaimOrder.DOUBT),
    "by text, common": lambda s: s.select(ClaimFilter(text="joined acme7"), ClaimOrder.DOUBT),
    "by text, absent": lambda s: s.select(ClaimFilter(text="nobody wrote this"), ClaimOrder.DOUBT),
    "count unanswered": lambda s: s.count(ClaimFilter(answered=False)),
    "documents without claims": lambda s: s.empty_documents(not_by="ann"),
}


def decide(store: Store, times: int) -> dict[str, float]:
    """One decision after the other on the disk, each on the next claim of the queue."""
    queue = iter(store.select(ClaimFilter(answered=False), ClaimOrder.DOUBT, limit=times))

    def one() -> None:
        claim = next(queue).claim
        decision = Decision(new_id(), new_id(), "ann", now(), claim.document.sha256, Action.ACCEPT, (claim,))
        store.append_decisions([decision], seen=store.position())

    return timed(one, times)


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--store", default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        before = os.getloadavg()[0]
        with open_store(options.store or Path(folder) / "store.db", create=True) as store:
            figures: dict[str, Any] = {
                "load_average": round(before, 2),
                "load": load(store, options.documents),
            }
            figures["decisions"] = decide(store, 200)
            figures["queries"] = {name: timed(partial(ask, store), 20) for name, ask in QUERIES.items()}
        if options.store is None:
            figures["bytes"] = (Path(folder) / "store.db").stat().st_size
    figures["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
