"""Shared fixtures: where the validation data lies; and what was skipped, with the cure."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

sys.path.insert(0, str(ROOT / "tests"))
pytest_plugins = ["postgres"]  # the fixtures `postgres_server` and `postgres_url`

CURES = {
    "ILIO_DATA": "ILIO_DATA=/folder/of/the/data make test",
    "pdftotext": "apt-get install poppler-utils",
    "pdffonts": "apt-get install poppler-utils",
    "chromium": "apt-get install chromium",
    "PostgreSQL": "apt-get install postgresql",
    "build backend": "make test, which installs it",
    "ical.js": "make calendar-readers",
    "libical": "apt-get install libical3",
    "ics.py": "make test, which installs it",
    "make setup": "make test, which makes one",
    "not installed: ": "make test, which installs it",
    "could not import": "make test, which installs it",
}
"""What a reason for skipping holds, and the one command that enables those tests."""

NOT_INSTALLED = "not installed"
"""Stands in the reason of every test skipped for want of a program."""

WANTING = (NOT_INSTALLED, "could not import")
"""The same, and what pytest says of a package that is not there."""


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
    path = shutil.which("pdftotext")
    if path is None:
        pytest.skip(f"pdftotext is {NOT_INSTALLED}")
    return path


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes go by their name: what packs them may write the time, and two workers must agree on every id."""
    return argname if isinstance(val, bytes) else None


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where ILIO_SKIP_NO_TOOL is set, a test skipped for want of an install is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("ILIO_SKIP_NO_TOOL") or reporter is None:
        return
    if any(want in reason for reason in skip_reasons(reporter) for want in WANTING):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Below everything else: what was skipped, by reason, with the one command that enables it."""
    yield
    reasons = skip_reasons(terminalreporter)
    if not reasons:
        terminalreporter.write_line("Nothing was skipped.")
        return
    terminalreporter.section("skipped, and what enables it")
    for reason, count in sorted(reasons.items()):
        cure = next((cure for part, cure in CURES.items() if part in reason), "no command: see why")
        terminalreporter.write_line(f"{count} x {reason}\n    enable with: {cure}")


def skip_reasons(reporter: pytest.TerminalReporter) -> Counter[str]:
    """Why tests were skipped, and how many for each reason."""
    skipped = reporter.stats.get("skipped", [])
    return Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped)
