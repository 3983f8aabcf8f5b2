import pytest

from claimwright.claims import FEATURES, Calibrator, assemble, emit
from claimwright.errors import ModelError
from claimwright.records import Modality, ModelReference
from claimwright.schema import load_declarations

MODEL = ModelReference("m", "1")


def calibrator(**weights):
    row = tuple(float(weights.get(name, 0.0)) for name in FEATURES)
    return Calibrator(
        FEATURES,
        (0.0,) * len(FEATURES),
        (1.0,) * len(FEATURES),
        {"departure": row},
        {"departure": 0.0},
        1.0,
        0.0,
    )


def claim(t, with_calibrator=None):
    [draft] = assemble(t.document, t.entities(), t.found(), load_declarations(), {})
    return emit(draft, t.document, with_calibrator or calibrator(), MODEL)


@pytest.fixture
def leaving(telling):
    def make(text="Ana Ruiz left Quillon on Tuesday", **extra):
        t = telling(text)
        t.event(
            "left",
            "departure",
            person=t.mention("Ana Ruiz", "person", "Ana Ruiz"),
            employer=t.mention("Quillon", "organization", "Quillon"),
            date=t.mention("Tuesday", "date", None),
            **extra,
        )
        return t

    return make


def test_spans_dates_and_roles_are_written(leaving):
    found = claim(leaving())
    assert [(a.role, a.canonical) for a in found.arguments] == [
        ("person", "Ana Ruiz"),
        ("employer", "Quillon"),
        ("date", "Tuesday"),
    ]
    assert found.arguments[2].normalized == "2026-03-10"
    assert found.mentions[0].evidence.text == "Ana Ruiz left Quillon on Tuesday"
    assert found.modality is Modality.ASSERTED


def test_the_id_depends_on_document_type_and_canonical_arguments_alone(leaving):
    one, again = claim(leaving()), claim(leaving(), calibrator(trigger_best=3))
    other = claim(leaving("Ana Ruiz left Quillon on Tuesday "))
    assert one.id == again.id
    assert one.id != other.id


def test_confidence_is_the_calibrators(leaving):
    assert claim(leaving()).confidence == 0.5
    surer = claim(leaving(score=0.99), calibrator(trigger_best=1.0)).confidence
    assert surer > claim(leaving(score=0.6), calibrator(trigger_best=1.0)).confidence


def test_every_feature_stands_in_the_explanation(leaving):
    assert tuple(claim(leaving()).explanation) == FEATURES


def test_the_modality_weighs_all_tellings(telling):
    t = telling("Ana Ruiz may leave Quillon. She denied leaving Quillon. She is not leaving Quillon")
    quillon = t.mention("Quillon", "organization", "Quillon")
    denied = {"asserted": 0.1, "planned": 0.0, "possible": 0.1, "denied": 0.8}
    possible = {"asserted": 0.1, "planned": 0.1, "possible": 0.8, "denied": 0.0}
    t.event(
        "leave",
        "departure",
        person=t.mention("Ana Ruiz", "person", "Ana Ruiz"),
        employer=quillon,
        modality=possible,
    )
    she = t.mention("She", "person", "Ana Ruiz")
    t.event("leaving", "departure", person=she, employer=quillon, modality=denied)
    t.event("leaving", "departure", after=60, person=she, employer=quillon, modality=denied)
    assert claim(t).modality is Modality.DENIED


def test_a_calibrator_of_other_features_is_refused(tmp_path):
    path = tmp_path / "calibrator.json"
    path.write_text('{"features": ["luck"]}', encoding="utf-8")
    with pytest.raises(ModelError, match="E402"):
        Calibrator.load(path)
    with pytest.raises(ModelError, match="E401"):
        Calibrator.load(tmp_path / "none.json")
