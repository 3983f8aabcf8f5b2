"""Runs the command as a user would: in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
REAL = [sys.executable, "-m", "claimwright"]
FAKE = [sys.executable, str(Path(__file__).with_name("fake_command.py"))]
ENVIRONMENT = {
    **{
        name: value
        for name, value in os.environ.items()
        if name not in {"COLUMNS", "FORCE_COLOR", "CLAIMWRIGHT_DEBUG"}
    },
    "PYTHONPATH": str(ROOT / "pipeline"),
    "PYTHONWARNINGS": "ignore",
}


def start(base, *arguments, **options):
    """The command with pipes for its three streams."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    settings = {"env": ENVIRONMENT, **pipes, **options}
    return subprocess.Popen([*base, *map(str, arguments)], **settings)


def run(base, *arguments, stdin=b"", timeout=120, **options):
    """The command to its end; a traceback on standard error fails the test, whatever it was about."""
    process = start(base, *arguments, **options)
    try:
        output, errors = process.communicate(stdin, timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise
    told = (errors or b"").decode("utf-8", "replace")
    assert "Traceback" not in told, told
    assert "Exception ignored" not in told, told
    return subprocess.CompletedProcess(arguments, process.returncode, output, told)


def clean(*arguments, **options):
    """``claimwright clean``."""
    return run(REAL, "clean", *arguments, **options)


def extract(*arguments, **options):
    """``claimwright extract`` with the small extractor."""
    return run(FAKE, "extract", *arguments, **options)
