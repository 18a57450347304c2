"""Our readers of watch files against well-kept libraries: the same start, length and distance."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import fitdecode
import gpxpy
import pytest
from watch_files import fit_file, fit_records, gpx_file

from ilio.sources.past_runs import read_past_runs

START = datetime(2026, 11, 3, 17, 4, tzinfo=UTC)
MADE = [
    fit_file(START + timedelta(hours=26 * n), 20 + 7 * n, 4 + n, more=fit_records(START, n))
    for n in range(12)
]


def by_fitdecode(file: Path) -> list[tuple[datetime, float, float]]:
    with fitdecode.FitReader(file) as reader:
        frames = [f for f in reader if isinstance(f, fitdecode.FitDataMessage)]
    return [
        (
            f.get_value("start_time"),
            round(f.get_value("total_timer_time"), 3),
            round(f.get_value("total_distance"), 2),
        )
        for f in frames
        if f.name == "session"
    ]


def ours(file: Path) -> list[tuple[datetime, float, float]]:
    runs, _ = read_past_runs([file], UTC, date.max)
    return [
        (
            run.start.replace(tzinfo=UTC),
            round(60 * run.minutes, 3),
            round(1000 * (run.km or 0), 2),
        )
        for run in runs
    ]


@pytest.mark.parametrize("content", MADE, ids=range(len(MADE)))
def test_fit_files_that_we_wrote(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.fit"
    file.write_bytes(content)
    assert ours(file) == by_fitdecode(file)


def test_fit_files_of_the_cases(data_dir: Path) -> None:
    files = sorted((data_dir.parent / "cases" / "training").rglob("*.fit"))
    if not files:
        pytest.skip("no recorded runs beside the folder that ILIO_DATA names")
    whole = [file for file in files if file.name != "coros-like-run.fit"]  # fitdecode gives it up
    for file in whole:
        assert ours(file) == by_fitdecode(file)
    assert len(whole) > 100


@pytest.mark.parametrize("minutes", [10, 45, 200])
def test_gpx_files(tmp_path: Path, minutes: int) -> None:
    text = gpx_file(START, minutes, minutes / 5)
    file = tmp_path / "a.gpx"
    file.write_text(text)
    track = gpxpy.parse(text).tracks[0]
    bounds, moving = track.get_time_bounds(), track.length_2d()
    ((start, seconds, metres),) = ours(file)
    assert start == bounds.start_time
    assert seconds == (bounds.end_time - bounds.start_time).total_seconds()
    assert metres == pytest.approx(moving, rel=0.002)
