"""The annotator's words become offsets; what is ambiguous is refused."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from claimwright.corpora.compile import compile_annotation, find_faults
from claimwright.errors import InputError
from claimwright.records.gold import Range
from tests.corpora.conftest import DELAY, MOVE, mention, move_annotation


def words(place: Range | None, text: str = MOVE) -> str | None:
    return text[place.start : place.end] if place else None


def test_words_become_offsets_wherever_the_quote_stands():
    departure, hire = compile_annotation(move_annotation(), MOVE)
    assert len(departure.mentions) == 2  # summary and body
    for told in departure.mentions:
        assert words(told.quote) == "Orla Quist will leave Halden in March"
        assert words(told.trigger) == "leave"
        assert {role: words(place) for role, place in told.arguments.items()} == {
            "person": "Orla Quist",
            "employer": "Halden",
            "date": "March",
        }
        assert words(told.cue) == "will"
    assert departure.mentions[0].quote.end <= departure.mentions[1].quote.start
    assert departure.evidence == tuple(told.quote for told in departure.mentions)
    assert words(hire.mentions[0].arguments["employer"]) == "company"  # from the sentence before
    assert [(kind, words(place)) for kind, place in hire.mentions[0].others] == [
        ("organization", "Brightfen")
    ]
    assert hire.optional


def test_words_are_found_across_link_syntax():
    claim = {
        "type": "delay",
        "modality": "asserted",
        "arguments": {"product": ["Lanternfall", "new game"], "new_date": ["autumn"]},
        "mentions": [
            mention(
                "The studio's new game was delayed from March to the autumn",
                "delayed",
                args={"product": "new game", "new_date": "autumn"},
            )
        ],
    }
    (delay,) = compile_annotation({"claims": [claim]}, DELAY)
    told = delay.mentions[0]
    assert words(told.trigger, DELAY) == "delayed"
    assert words(told.arguments["product"], DELAY) == "new game"
    assert words(told.quote, DELAY).startswith("The studio’s [new game](https://")


def change(path: list[Any], value: object) -> dict[str, Any]:
    annotation = deepcopy(move_annotation())
    place: Any = annotation["claims"]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return annotation


BROKEN = {
    "unknown type": ([0, "type"], "merger", "unknown type 'merger'"),
    "unknown modality": ([0, "modality"], "certain", "unknown modality 'certain'"),
    "unknown key": ([0, "sure"], True, "unknown keys ['sure']"),
    "unknown role": ([0, "arguments", "boss"], ["Quist"], "role 'boss' is none of"),
    "forms are no list": ([0, "arguments", "person"], "Orla Quist", "expected a list of forms"),
    "value not in the text": ([0, "arguments", "employer"], ["Zeta"], "none of its forms occurs"),
    "no person": ([0, "arguments"], {"employer": ["Halden"]}, "needs person"),
    "no mentions": ([0, "mentions"], [], "no mentions"),
    "mention is no object": ([0, "mentions", 0], "x", "expected an object"),
    "quote not in the text": (
        [0, "mentions", 0, "quote"],
        "Orla Quist has left Halden for good",
        "the quote is not in",
    ),
    "quote too short": ([0, "mentions", 0, "quote"], "will leave", "too short"),
    "trigger not in the quote": (
        [0, "mentions", 0, "trigger"],
        "joined",
        'trigger: "joined" is not in the quote',
    ),
    "trigger twice in the quote": ([0, "mentions", 0, "trigger"], "Halden#3", "asks for #3"),
    "argument of no claim role": ([0, "mentions", 0, "args", "reason"], "March", "args has 'reason'"),
    "argument not in the text": (
        [0, "mentions", 0, "args", "person"],
        "Quint",
        '"Quint" is not in the article',
    ),
    "other not in the quote": ([1, "mentions", 0, "others"], {"org": ["Sollentuna"]}, "others org"),
    "other of unknown type": ([1, "mentions", 0, "others"], {"firm": ["Brightfen"]}, "'firm' is none of"),
    "cue not there": ([0, "mentions", 0, "cue"], "perhaps", 'cue: "perhaps"'),
}


@pytest.mark.parametrize("case", BROKEN)
def test_faults_are_told_with_their_place(case):
    path, value, expected = BROKEN[case]
    faults = find_faults(change(path, value), MOVE)
    assert any(expected in fault and fault.startswith(f"claim {path[0] + 1}") for fault in faults), faults


def test_a_word_that_stands_twice_needs_a_number():
    quote = "Amadou Sy stays. Amadou Sy \N{GRINNING FACE} once left Sollentuna"
    claim = {
        "type": "departure",
        "modality": "asserted",
        "arguments": {"person": ["Amadou Sy"], "employer": ["Sollentuna"]},
        "mentions": [mention(quote, "Sy")],
    }
    assert any("occurs 2 times" in fault for fault in find_faults({"claims": [claim]}, MOVE))
    claim["mentions"] = [mention(quote, "left", args={"person": "Amadou Sy#1", "employer": "Sollentuna"})]
    (compiled,) = compile_annotation({"claims": [claim]}, MOVE)
    assert compiled.mentions[0].arguments["person"].start == MOVE.index("Amadou Sy stays")
    claim["mentions"][0]["args"]["person"] = "Amadou Sy"
    (compiled,) = compile_annotation({"claims": [claim]}, MOVE)
    assert compiled.mentions[0].arguments["person"].start == MOVE.rindex(
        "Amadou Sy"
    )  # nearest to the trigger


def test_all_faults_are_told_at_once_with_the_file():
    broken = change([0, "type"], "merger")
    broken["claims"][1]["mentions"][0]["trigger"] = "nowhere"
    with pytest.raises(InputError) as caught:
        compile_annotation(broken, MOVE, "batch/007.json")
    assert caught.value.code == "E501"
    assert "batch/007.json" in str(caught.value)
    assert "claim 1" in str(caught.value)
    assert "claim 2 mention 1" in str(caught.value)


@pytest.mark.parametrize("annotation", [{}, {"claims": {}}, {"claims": ["x"]}, []])
def test_what_is_no_annotation(annotation):
    assert find_faults(annotation, MOVE)


def test_an_article_without_claims():
    assert compile_annotation({"claims": []}, MOVE) == ()
