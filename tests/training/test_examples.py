import numpy as np
import pytest

from claimwright.clean import from_text
from claimwright.encoder import WindowBuilder
from claimwright.records import Modality
from claimwright.records.gold import GoldClaim, GoldDocument, GoldMention, Range
from claimwright.schema import load_declarations
from claimwright.training.examples import ExampleBuilder
from claimwright.training.fit import FitConfig, new_layout

TEXT = "Ana Ruiz runs design at Quillon. On Monday she left the company, Reuters said."
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
    builder = ExampleBuilder(WindowBuilder(tiny_encoder / "tokenizer.json"), layout, DECLARED)
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


def test_the_event_has_its_roles(example):
    layout, built = example
    [trigger] = built.triggers
    assert layout.claim_types[trigger.claim_type] == "departure"
    window = built.windows[0]
    roles = {
        TEXT[window.offsets[pair.mention[1]][0] : window.offsets[pair.mention[2]][1]]: [
            layout.roles[r][1] for r in pair.roles
        ]
        for pair in built.relations
    }
    assert roles["she"] == ["person"]
    assert roles["company"] == ["employer"]
    assert roles["Reuters"] == []


def test_special_pieces_never_count(example):
    _, built = example
    for window, tags in zip(built.windows, built.tags, strict=True):
        for index, (start, _) in enumerate(window.offsets):
            if start < 0:
                assert (tags[index] == -100).all()
