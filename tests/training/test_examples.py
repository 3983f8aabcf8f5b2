import numpy as np
import pytest

from claimwright.clean import from_text
from claimwright.encoder import WindowBuilder
from claimwright.records import Modality
from claimwright.records.gold import GoldClaim, GoldDocument, GoldMention, Range
from claimwright.schema import load_declarations
from claimwright.training.examples import ExampleBuilder
from claimwright.training.fit import FitConfig, new_layout
from claimwright.training.readings import Lexicon, ReadingBuilder

TEXT = (
    "Ana Ruiz runs design at Quillon. On Monday she left the company, Reuters said. "
    "Bo Lind turned left at the gate."
)
DECLARED = load_declarations()


def place(words: str, after: int = 0) -> Range:
    start = TEXT.index(words, after)
    return Range(start, start + len(words))


@pytest.fixture(scope="module")
def gold():
    mention = GoldMention(
        quote=place("On Monday she left the company, Reuters said."),
        trigger=place("left"),
        arguments={"person": place("she"), "employer": place("company"), "date": place("Monday")},
        modality=Modality.ASSERTED,
        attribution=place("Reuters"),
        others=(("organization", place("Reuters")),),
    )
    claim = GoldClaim(
        "departure",
        Modality.ASSERTED,
        False,
        {"person": ("Ana Ruiz",), "employer": ("Quillon", "the company"), "date": ("Monday",)},
        (mention.quote,),
        (mention,),
    )
    from dataclasses import replace

    from claimwright.corpora.entities import entity_mentions

    document = GoldDocument("written", "one.md", "0" * 64, "train", "wire", (claim,), TEXT)
    return replace(document, entities=entity_mentions(document))


@pytest.fixture(scope="module")
def example(tiny_encoder, gold):
    layout = new_layout(FitConfig("t", "0", "", ""), DECLARED)
    windows = WindowBuilder(tiny_encoder / "tokenizer.json")
    readings = ReadingBuilder(layout, DECLARED, Lexicon.of([gold], least=1), windows.settings)
    builder = ExampleBuilder(windows, layout, DECLARED, readings)
    return layout, builder.build(from_text(TEXT), gold)


def tagged(layout, example, label):
    window, column = example.windows[0], layout.labels.index(label)
    rows = np.flatnonzero(np.isin(example.tags[0][:, column], (1, 2)))
    return [TEXT[window.offsets[row][0] : window.offsets[row][1]] for row in rows]


def test_tags_are_painted_on_their_words(example):
    layout, built = example
    assert tagged(layout, built, "departure") == ["left"]
    assert tagged(layout, built, "attribution") == ["Reuters"]
    assert tagged(layout, built, "date") == ["Monday"]
    assert "she" in tagged(layout, built, "person")


def test_sentences_nobody_labelled_say_nothing_of_positions(example):
    layout, built = example
    column = layout.labels.index("position")
    first = next(i for i, (s, _) in enumerate(built.windows[0].offsets) if s == 0)
    assert built.tags[0][first, column] == -100


def filled(layout, reading, role, value=(1, 2)):
    window, column = reading.view.window, layout.role_labels.index(role)
    rows = np.flatnonzero(np.isin(reading.tags[:, column], value))
    return [TEXT[window.offsets[row][0] : window.offsets[row][1]] for row in rows]


def test_a_reading_paints_the_words_of_a_role_and_the_names_they_stand_for(example):
    layout, built = example
    event, _ = built.readings
    assert layout.claim_types[event.claim_type] == "departure"
    assert layout.modalities[event.event] == "asserted"
    assert filled(layout, event, "person") == ["Ana", "Ruiz", "she"]
    assert "company" in filled(layout, event, "employer")
    assert "".join(filled(layout, event, "employer")).startswith("Quillon")
    assert filled(layout, event, "date") == ["Monday"]


def test_roles_of_other_types_say_nothing_and_other_people_are_outside(example):
    layout, built = example
    event, _ = built.readings
    assert set(event.tags[:, layout.role_labels.index("amount")]) == {-100}
    assert {"Bo", "Reuters"} <= set(filled(layout, event, "person", (0,)))


def test_words_that_only_look_like_a_trigger_are_read_as_no_event(example):
    layout, built = example
    _, lookalike = built.readings
    view = lookalike.view
    assert lookalike.event == len(layout.modalities)
    assert (lookalike.tags == -100).all()
    assert view.window.offsets[view.first] == tuple(place("left", TEXT.index("turned")))


def test_special_pieces_never_count(example):
    _, built = example
    for window, tags in zip(built.windows, built.tags, strict=True):
        for index, (start, _) in enumerate(window.offsets):
            if start < 0:
                assert (tags[index] == -100).all()
