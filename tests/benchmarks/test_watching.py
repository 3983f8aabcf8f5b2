"""The parts that start other processes: memory, cold start, the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.machine import busy_elsewhere, describe_machine, verdict, versions
from benchmarks.memory import watch
from benchmarks.size import size_of

from benchmarks import cold_start as cold


def python(code):
    return [sys.executable, "-c", code]


def test_memory_that_a_command_holds_is_seen(tmp_path):
    small = watch(python("import time; time.sleep(0.5)"), tmp_path / "out")
    large = watch(python("import time; held = b'x' * 80_000_000; time.sleep(0.5)"), tmp_path / "out")
    assert 60 < large.peak - small.peak < 120
    assert 60 < large.peak_together - small.peak_together < 120
    assert large.seconds >= 0.5


def test_memory_of_children_counts(tmp_path):
    child = "import time; held = b'x' * 80_000_000; time.sleep(1)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    assert watch(python(code), tmp_path / "out").peak_together > 80


def test_a_command_that_fails_is_an_error_with_its_words(tmp_path):
    with pytest.raises(RuntimeError, match="no such thing"):
        watch(python("raise SystemExit('no such thing')"), tmp_path / "out")


def test_the_first_line_is_timed_and_not_the_end():
    seconds = cold._first_line(python("import time; print('{}', flush=True); time.sleep(1.5)"))
    assert seconds > 0
    whole = cold._whole(["-c", "import time; print('{}'); time.sleep(1.5)"])
    assert whole > 1.5


def test_no_claim_is_an_error():
    with pytest.raises(RuntimeError, match="no claim"):
        cold._first_line(python("pass"))


def test_ratios_of_cold_starts_are_formed_round_by_round():
    assert cold.ColdStart((2.0, 6.0, 1.0), (1.0, 2.0, 1.0)).ratio == 2.0


def test_the_machine_is_described():
    machine = describe_machine((0,))
    assert machine.cpu
    assert machine.memory > 100
    assert machine.cores == (0,)
    assert {"onnxruntime", "spacy"} <= versions().keys()


def test_work_of_others_is_seen():
    core = sorted(os.sched_getaffinity(0))[0] if hasattr(os, "sched_getaffinity") else 0
    busy = subprocess.Popen(
        python(f"import os; getattr(os, 'sched_setaffinity', lambda *_: None)(0, [{core}])\nwhile True: pass")
    )
    try:
        assert busy_elsewhere([core], 1.0) > 0.3
    finally:
        busy.kill()
        busy.wait()


@pytest.mark.parametrize(
    ("busy", "word"), [([0.0, 0.05], "quiet"), ([0.0, 0.02, 0.5], "disturbed"), ([0.4, 0.6, 0.0], "LOADED")]
)
def test_the_verdict_says_what_times_are_worth(busy, word):
    assert verdict(busy).startswith(word)


def test_weights_to_train_on_are_not_needed_to_run(tmp_path):
    for name, size in (
        ("encoder.onnx", 3_000_000),
        ("model.safetensors", 5_000_000),
        ("config.json", 20_000),
    ):
        Path(tmp_path / name).write_bytes(b"0" * size)
    found = size_of(tmp_path)
    assert (found.running, found.folder, found.largest) == (3.02, 8.02, "model.safetensors")
