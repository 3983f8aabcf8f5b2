"""Documents, claims and decisions in one database: SQLite in a file by default, PostgreSQL for teams."""

from claimwright.store.decision_log import Logged
from claimwright.store.documents import StoredDocument
from claimwright.store.queries import ClaimFilter, ClaimOrder, StoredClaim
from claimwright.store.runs import Run, StoredRun
from claimwright.store.store import Addition, Store, open_store

__all__ = [
    "Addition",
    "ClaimFilter",
    "ClaimOrder",
    "Logged",
    "Run",
    "Store",
    "StoredClaim",
    "StoredDocument",
    "StoredRun",
    "open_store",
]
