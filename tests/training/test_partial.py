"""Examples of partly known documents: what was decided counts, and nothing else does."""

import random
from dataclasses import replace

import numpy as np
import pytest

from claimwright.clean import from_text
from claimwright.encoder import WindowBuilder
from claimwright.records import Modality
from claimwright.records.gold import GoldClaim, GoldMention, Range
from claimwright.schema import load_declarations
from claimwright.training.batches import Batch, ReadingBatch, batches
from claimwright.training.fit import FitConfig, new_layout
from claimwright.training.partial import PartialBuilder, PartialLabels
from claimwright.training.readings import Lexicon, ReadingBuilder
from claimwright.training.targets import IGNORE

TEXT = (
    "Ana Ruiz joined Quillon on Monday as chief designer. Bo Lind and Cy Roe joined Norvane in May. "
    "Di Fox left Tessaly."
)
DECLARED = load_declarations()
LAYOUT = new_layout(FitConfig("t", "0", "", ""), DECLARED)


def place(words: str, after: str = "") -> Range:
    start = TEXT.index(words, TEXT.index(after))
    return Range(start, start + len(words))


def told(kind, trigger, **arguments) -> GoldClaim:
    mention = GoldMention(Range(0, len(TEXT)), trigger, arguments, Modality.ASSERTED)
    forms = {role: (TEXT[slice(*where)],) for role, where in arguments.items()}
    return GoldClaim(kind, Modality.ASSERTED, False, forms, (mention.quote,), (mention,))


ANA = told("hire", place("joined"), person=place("Ana Ruiz"), employer=place("Quillon"))
BO = told("hire", place("joined", "Bo"), person=place("Bo Lind"), employer=place("Norvane"))
CY = told("hire", place("joined", "Bo"), person=place("Cy Roe"), employer=place("Norvane"))
DI = told("departure", place("left"), person=place("Di Fox"), employer=place("Tessaly"))


@pytest.fixture(scope="module")
def build(tiny_encoder):
    windows = WindowBuilder(tiny_encoder / "tokenizer.json")
    lexicon = Lexicon({"joined": ("hire",), "left": ("departure",)})
    builder = PartialBuilder(
        windows, LAYOUT, DECLARED, ReadingBuilder(LAYOUT, DECLARED, lexicon, windows.settings)
    )

    def make(*, right=(), wrong=(), unknown=(), complete=False):
        return builder.build(PartialLabels(from_text(TEXT), right, wrong, unknown, complete))

    return make


def words(window, rows):
    """The words of the pieces, pieces of one word joined; special pieces have none."""
    found: list[list[int]] = []
    for start, end in (window.offsets[row] for row in rows):
        if found and found[-1][1] == start:
            found[-1][1] = end
        elif start >= 0:
            found.append([start, end])
    return [TEXT[start:end] for start, end in found]


def tagged(example, label, *values):
    column = LAYOUT.labels.index(label)
    return words(example.windows[0], np.flatnonzero(np.isin(example.tags[0][:, column], values)))


def in_role(reading, role, *values):
    column = LAYOUT.role_labels.index(role)
    return words(reading.view.window, np.flatnonzero(np.isin(reading.tags[:, column], values)))


def event(reading):
    return LAYOUT.modalities[reading.event] if 0 <= reading.event < len(LAYOUT.modalities) else reading.event


NOTHING = len(LAYOUT.modalities)


def test_what_is_right_is_painted_and_the_rest_says_nothing(build):
    example = build(right=(ANA,))
    assert tagged(example, "hire", 1, 2) == ["joined"]
    assert tagged(example, "hire", 0) == []
    assert tagged(example, "person", 1, 2) == ["Ana", "Ruiz"]
    assert tagged(example, "person", 0) == []
    assert tagged(example, "departure", 0, 1, 2) == []
    [reading] = example.readings
    assert event(reading) == "asserted"
    assert in_role(reading, "person", 1, 2) == ["Ana", "Ruiz"]


def test_a_role_without_a_value_is_unknown_and_one_with_a_value_is_known(build):
    [reading] = build(right=(ANA,)).readings
    assert in_role(reading, "date", 0, 1, 2) == []
    assert in_role(reading, "position", 0, 1, 2) == []
    assert "Norvane" in in_role(reading, "employer", 0)


def test_another_person_at_the_same_trigger_is_unknown_until_rejected(build):
    [reading] = build(right=(BO,)).readings
    assert in_role(reading, "person", 1, 2) == ["Bo", "Lind"]
    assert in_role(reading, "person", 0) == []
    [reading] = build(right=(BO,), wrong=(CY,)).readings
    assert in_role(reading, "person", 0) == ["Cy", "Roe"]
    assert event(reading) == "asserted"


def test_a_rejected_claim_is_a_negative_at_its_own_trigger_and_type_alone(build):
    example = build(wrong=(DI,))
    assert tagged(example, "departure", 0) == ["left"]
    assert tagged(example, "hire", 0) == []
    assert tagged(example, "person", 0, 1, 2) == []
    [reading] = example.readings
    assert (event(reading), reading.claim_type) == (NOTHING, LAYOUT.claim_types.index("departure"))
    assert example.labelled


def test_a_rejected_claim_beside_one_that_nobody_answered_refutes_its_person_not_the_event(build):
    example = build(wrong=(CY,), unknown=(BO,))
    assert tagged(example, "hire", 0, 1, 2) == []
    [reading] = example.readings
    assert reading.event == IGNORE
    assert in_role(reading, "person", 0) == ["Cy", "Roe"]
    assert in_role(reading, "person", 1, 2) == []


def test_the_old_value_of_a_correction_is_negative_and_the_new_one_positive(build):
    wrong = told("hire", place("joined"), person=place("Ana Ruiz"), employer=place("Norvane"))
    [reading] = build(right=(ANA,), wrong=(wrong,)).readings
    assert in_role(reading, "employer", 1, 2) == ["Quillon"]
    assert "Norvane" in in_role(reading, "employer", 0)
    dated = told("hire", place("joined"), person=place("Ana Ruiz"), date=place("May"))
    [reading] = build(right=(ANA,), wrong=(dated,)).readings
    assert in_role(reading, "date", 0) == ["May"]


def test_a_corrected_type_is_no_event_of_the_old_type(build):
    old = replace(ANA, type="departure")
    example = build(right=(ANA,), wrong=(old,))
    assert tagged(example, "departure", 0) == ["joined"]
    assert tagged(example, "hire", 1, 2) == ["joined"]
    assert sorted(str(event(reading)) for reading in example.readings) == [str(NOTHING), "asserted"]


def test_a_shortened_span_leaves_the_rest_outside(build):
    short = told("hire", place("joined"), person=place("Ruiz"), employer=place("Quillon"))
    example = build(right=(short,), wrong=(ANA,))
    assert tagged(example, "person", 1, 2) == ["Ruiz"]
    assert tagged(example, "person", 0) == ["Ana"]


def test_nothing_missed_makes_all_the_rest_negative_but_for_what_is_open(build):
    example = build(right=(ANA,), unknown=(BO,), complete=True)
    assert "left" in tagged(example, "departure", 0)
    assert tagged(example, "hire", 1, 2) == ["joined"]
    hire = example.tags[0][:, LAYOUT.labels.index("hire")]
    shown = words(example.windows[0], np.flatnonzero(hire == IGNORE))
    assert shown == ["joined"]  # that of Bo Lind
    assert tagged(example, "person", 0) == []
    lookalikes = [reading for reading in example.readings if event(reading) == NOTHING]
    assert [LAYOUT.claim_types[one.claim_type] for one in lookalikes] == ["departure"]


def test_a_document_of_which_nothing_is_known_teaches_nothing(build):
    example = build(unknown=(ANA, DI))
    assert (example.readings, example.labelled) == ([], set())
    assert list(batches([example], pieces=512, rng=random.Random(1))) == []


def test_every_decision_is_taken_in_every_epoch(build):
    example = build(right=(ANA, BO, CY), wrong=(DI,))
    for seed in range(5):
        made = list(batches([example], pieces=512, rng=random.Random(seed)))
        assert sum(len(one.events) for one in made if isinstance(one, ReadingBatch)) == 3
        assert sum(isinstance(one, Batch) for one in made) == 1


def test_a_masked_example_gives_losses_that_are_numbers(build, tiny_encoder):
    from claimwright.training.model import new_model
    from claimwright.training.trainer import TrainSettings, train

    examples = [build(wrong=(CY,), unknown=(BO,)), build(right=(ANA,))]
    lines: list[str] = []
    steps: list[tuple[int, int]] = []
    settings = TrainSettings(epochs=2, pieces=512)
    train(new_model(tiny_encoder, LAYOUT), examples, settings, lines.append, None, lambda *s: steps.append(s))
    assert "nan" not in " ".join(lines)
    assert steps[-1][0] == len(steps)
