"""A short fuzz of every container of films; tests/sources/film_fuzz.py runs for as long as wanted."""

import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

KINDS = ("mp4", "mov", "mkv", "webm", "avi", "wmv", "ts", "flv")
SCRIPT = Path(__file__).parents[1] / "film_fuzz.py"


@pytest.mark.parametrize("kind", KINDS)
def test_mutants_are_read_or_refused_within_bounds_of_time_and_memory(kind: str) -> None:
    command = [sys.executable, "-W", "ignore", str(SCRIPT), "--seconds", "2", "--kind", kind]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{kind}: ")


def test_a_stream_that_nothing_announced_is_damage(tmp_path: Path) -> None:
    """Two of these mutants hold a tag of such a stream, which was a traceback."""
    sys.path.insert(0, str(SCRIPT.parent))
    from film_fuzz import KINDS as WRITTEN
    from film_fuzz import film, opened
    from fuzzing import as_it_is, mutants, outcome

    files = [("a.flv", film(tmp_path / "a.flv", *WRITTEN["flv"]))]
    path = tmp_path / "mutant.flv"
    for _, data in islice(mutants("flv", files, 1, as_it_is), 650):
        path.write_bytes(data)
        assert outcome(opened, "flv", path) in ("read", "refused")
