"""What a date, a sum or a group of people comes to, worked out from its words."""

from claimwright.claims.values.amounts import normalize_amount
from claimwright.claims.values.counts import normalize_count
from claimwright.claims.values.dates import normalize_date

__all__ = ["normalize_amount", "normalize_count", "normalize_date"]
