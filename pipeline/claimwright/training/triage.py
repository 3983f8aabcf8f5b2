"""Fits the triage: which sentences tell an event, and how quiet an article must be to be passed over."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from claimwright.encoder import WindowBuilder
from claimwright.encoder.triage import FEATURES, Triage, piece_features, sentence_pieces
from claimwright.training.corpus import Labelled

__all__ = ["fit_triage", "quietest"]

_EVENT_WEIGHT = 3.0
"""A missed event costs more than an article read in vain."""
_MARGIN = 0.5
"""Log-odds by which an article must be quieter than any held-out one with a claim: those are a few dozen."""


def fit_triage(learn: Sequence[Labelled], windows: WindowBuilder) -> Triage:
    """The triage of labelled documents.

    Raises:
        ValueError: if no sentence holds a trigger, or all do.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows, told = [], []
    for item in learn:
        placed = (
            item.document.alignment.to_clean(*mention.trigger)
            for claim in item.gold.claims
            for mention in claim.mentions
        )
        triggers = [place[0] for place in placed if place]
        for (start, end), ids in sentence_pieces(windows.build(item.document.text, item.document.blocks)):
            rows.append(piece_features(ids))
            told.append(any(start <= trigger < end for trigger in triggers))
    if len(set(told)) < 2:
        raise ValueError("triage needs sentences with a trigger and sentences without one")
    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.concatenate(rows)
    matrix = csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), FEATURES))
    model = LogisticRegression(
        C=1.0, class_weight={False: 1.0, True: _EVENT_WEIGHT}, solver="liblinear", max_iter=300
    )
    model.fit(matrix, told)
    return Triage(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def quietest(triage: Triage, hold: Sequence[Labelled], windows: WindowBuilder) -> float | None:
    """The score below which articles are passed over; None if no held-out article has a firm claim."""
    scores = [
        triage.score(windows.build(item.document.text, item.document.blocks))
        for item in hold
        if any(not claim.optional for claim in item.gold.claims)
    ]
    return round(min(scores) - _MARGIN, 4) if scores else None
