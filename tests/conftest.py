"""Shared fixtures: where the validation data lies; and what was skipped, with the cure."""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

INSTALLED_BY = {
    "pdftotext": "apt-get install poppler-utils",
    "chromium": "apt-get install chromium",
}
"""Tool to the one command that brings it."""

CURES = {
    "ILIO_DATA": "ILIO_DATA=/folder/of/the/data make test",
    **{f"not installed: {tool}": command for tool, command in INSTALLED_BY.items()},
}
"""What a reason for skipping holds, and the one command that enables those tests."""


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Folder of the validation data; tests that need it are skipped without it."""
    folder = Path(os.environ.get("ILIO_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"validation data not found at {folder}; set ILIO_DATA to its folder")
    return folder


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """Path of the program pdftotext; tests that need it are skipped without it."""
    return tool("pdftotext")


def tool(name: str) -> str:
    """Path of an installed program; skips when it is missing, fails where all must be there."""
    path = shutil.which(name)
    if path is None and os.environ.get("ILIO_SKIP_NO_TOOL"):
        pytest.fail(f"not installed: {name}, and ILIO_SKIP_NO_TOOL forbids to skip for that")
    if path is None:
        pytest.skip(f"not installed: {name}")
    return path


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List what was skipped, grouped by reason, with the one command that enables it."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in reports)
    if not reasons:
        terminalreporter.write_line("Nothing was skipped.")
        return
    terminalreporter.section("skipped, and what enables it")
    for reason, count in sorted(reasons.items()):
        cure = next((cure for part, cure in CURES.items() if part in reason), "no command: see why")
        terminalreporter.write_line(f"{count} x {reason}\n    enable with: {cure}")
