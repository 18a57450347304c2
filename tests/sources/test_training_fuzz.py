"""A short fuzz of every reader of training; training_fuzz.py runs for as long as wanted."""

import subprocess
import sys
from pathlib import Path

import pytest

KINDS = ("ics", "fit", "gpx", "tcx", "log", "visit", "study", "words")
SCRIPT = Path(__file__).with_name("training_fuzz.py")


@pytest.mark.parametrize("kind", KINDS)
def test_mutants_are_read_or_refused_within_bounds_of_time_and_memory(kind: str) -> None:
    command = [sys.executable, "-W", "ignore", str(SCRIPT), "--seconds", "2", "--kind", kind]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{kind}: ")
