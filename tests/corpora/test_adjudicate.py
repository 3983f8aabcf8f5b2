"""What both annotators mark firmly is firm, the rest optional."""

from __future__ import annotations

from dataclasses import replace

from claimwright.corpora.adjudicate import adjudicate
from claimwright.corpora.compile import compile_annotation
from claimwright.records.claim import Modality
from claimwright.records.gold import Range
from tests.corpora.conftest import MOVE, move_annotation


def both():
    return compile_annotation(move_annotation(), MOVE)


def test_the_same_work_stays_the_same():
    first = both()
    assert adjudicate(first, first) == first


def test_what_one_has_alone_or_marks_optional_is_optional():
    departure, hire = both()
    assert [claim.optional for claim in adjudicate([departure], [])] == [True]
    assert [claim.optional for claim in adjudicate([], [departure])] == [True]
    assert [
        claim.optional for claim in adjudicate([departure, hire], [replace(departure, optional=True)])
    ] == [True, True]
    assert [claim.optional for claim in adjudicate([departure], [departure])] == [False]


def test_forms_are_joined_and_roles_of_one_annotator_are_soft():
    departure, _ = both()
    other = replace(
        departure, arguments={"person": ("Quist", "she"), "employer": ("Halden",), "reason": ("unknown",)}
    )
    (merged,) = adjudicate([departure], [other])
    assert merged.arguments["person"] == ("Orla Quist", "Quist", "she")
    assert set(merged.arguments) == {"person", "employer"}
    assert dict(merged.soft) == {"date": ("March",), "reason": ("unknown",)}


def test_where_modalities_differ_both_are_accepted():
    departure, _ = both()
    (merged,) = adjudicate([departure], [replace(departure, modality=Modality.POSSIBLE)])
    assert merged.accepted_modalities == (Modality.PLANNED, Modality.POSSIBLE)


def test_mentions_are_joined_by_their_triggers():
    departure, _ = both()
    summary, body = departure.mentions
    bare = replace(summary, arguments={}, cue=None, quote=Range(summary.quote.start + 5, summary.quote.end))
    (merged,) = adjudicate([replace(departure, mentions=(bare,))], [departure])
    assert [told.trigger for told in merged.mentions] == [summary.trigger, body.trigger]
    assert merged.mentions[0].arguments == summary.arguments
    assert merged.mentions[0].cue == summary.cue
    assert merged.mentions[0].quote == bare.quote
