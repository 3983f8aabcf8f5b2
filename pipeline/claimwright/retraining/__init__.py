"""Decisions in, a better model out, with proof: from a store's log to a new version and the report of its gate."""
