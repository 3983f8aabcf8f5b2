"""The account adds up, in every form it is told in."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from claimwright.batch.result import Result
from claimwright.batch.summary import Summary
from claimwright.errors import CATALOGUE
from claimwright.records import Outcome, Status

skips = st.sampled_from([code for code in CATALOGUE if code.startswith("S")])
fails = st.sampled_from([code for code in CATALOGUE if code.startswith("E")])
outcomes = st.one_of(
    st.builds(Outcome, st.just("a"), st.just(Status.EXTRACTED)),
    st.builds(Outcome, st.just("a"), st.just(Status.SKIPPED), code=skips),
    st.builds(Outcome, st.just("a"), st.just(Status.FAILED), code=fails),
)


@given(st.lists(outcomes, max_size=30), st.integers(0, 30))
def test_inputs_are_what_became_of_them(made, finished):
    summary = Summary()
    for number, item in enumerate(summary.watch(made)):
        if number < finished:
            summary.add(Result(item))
    data = summary.as_dict()
    assert data["inputs"] == len(made)
    assert data["inputs"] == data["extracted"] + data["skipped"] + data["failed"] + data["unfinished"]
    assert data["unfinished"] == max(len(made) - finished, 0)
    assert sum(data["codes"].values()) == data["skipped"] + data["failed"]


def test_the_line_and_the_table_tell_the_same():
    summary = Summary()
    made = [
        Outcome("a", Status.EXTRACTED),
        Outcome("b", Status.SKIPPED, code="S201"),
        Outcome("c", Status.FAILED, code="E103"),
        Outcome("d", Status.FAILED, code="E103"),
        Outcome("e", Status.EXTRACTED),
    ]
    for item in list(summary.watch(made))[:4]:
        summary.add(Result(item))
    summary.interrupted = True
    line = summary.line()
    assert line.startswith(
        "5 inputs = 1 extracted + 1 skipped + 2 failed + 1 unfinished (E103 2, S201 1); 0 claims"
    )
    assert line.endswith("interrupted")
    console = Console(file=io.StringIO(), width=100)
    console.print(summary.table())
    text = console.file.getvalue()
    for piece in ("extracted", "S201", "the language is not English", "E103", "unfinished", "interrupted"):
        assert piece in text
