import json

from claimwright.clean import clean_all, without_copies
from claimwright.records import Status
from claimwright.settings import CleanSettings
from tests.clean.build import STORY

LATER = f"{STORY} It was told to its staff in a note that was seen by this paper and by its rivals too."


def write(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_exact_copies_are_skipped(tmp_path):
    first, second = clean_all([write(tmp_path, a=STORY, b=STORY)])
    assert first.status is Status.EXTRACTED
    assert (second.status, second.code) == (Status.SKIPPED, "S202")
    assert str(tmp_path / "a.txt") in second.detail


def test_near_copies_are_marked_and_extracted(tmp_path):
    first, second, third = clean_all(
        [write(tmp_path, a=STORY, b=LATER, c="Bramble Systems will sell its ovens to a firm.")]
    )
    assert first.document.cluster is None
    assert second.document.cluster == first.document.id
    assert third.document.cluster is None


def test_near_copies_can_be_skipped(tmp_path):
    settings = CleanSettings(skip_near_duplicates=True)
    first, second = clean_all([write(tmp_path, a=STORY, b=LATER)], settings)
    assert first.status is Status.EXTRACTED
    assert (second.status, second.code) == (Status.SKIPPED, "S203")


def test_every_input_has_one_outcome_in_order(tmp_path):
    lines = [
        json.dumps({"text": STORY}),
        "{broken",
        json.dumps(
            {"text": "Die Firma hat heute eine neue Leiterin für die Küche eingestellt und freut sich sehr."}
        ),
        json.dumps({"x": 1}),
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    outcomes = list(clean_all([tmp_path / "rows.jsonl", tmp_path / "nowhere", tmp_path / "empty.txt"]))
    assert [outcome.code for outcome in outcomes] == [None, "E109", "S201", "E110", "E101", "E103"]
    assert all((outcome.document is None) == (outcome.status is not Status.EXTRACTED) for outcome in outcomes)


def test_outcomes_are_handed_on_at_once(tmp_path):
    outcomes = clean_all([write(tmp_path, a=STORY), tmp_path / "nowhere"])
    assert next(outcomes).status is Status.EXTRACTED


def test_failures_pass_through():
    assert list(without_copies([], CleanSettings())) == []


def test_runs_are_repeatable(tmp_path):
    folder = write(
        tmp_path, **{f"n{number}": f"{STORY} {number} {LATER[: number * 9]}" for number in range(12)}
    )
    assert list(clean_all([folder])) == list(clean_all([folder]))
