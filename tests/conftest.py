"""Shared fixtures: where the validation data lies."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Folder of the validation data; tests that need it are skipped without it."""
    folder = Path(os.environ.get("ILIO_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"validation data not found at {folder}; set ILIO_DATA to its folder")
    return folder
