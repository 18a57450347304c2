"""Lets the tests of this room import the built marker files beside them; where cases lie."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def motion_cases(data_dir: Path) -> Path:
    """Folder of files written after reports of faults; tests that need it are skipped without."""
    folder = data_dir.parent / "cases" / "motion"
    if not folder.is_dir():
        pytest.skip(f"validation data not found at {folder}; set ILIO_DATA to its neighbour")
    return folder
