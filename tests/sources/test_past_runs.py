"""Recorded runs of three formats, the pattern behind them, and files that are broken."""

import gzip
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from watch_files import CYCLING, fit_file, gpx_file, tcx_file

from ilio.core import InputError, ReadError
from ilio.observations.running_week import WeeklyRun
from ilio.sources.past_runs import PastRun, read_past_runs
from ilio.sources.run_pattern import guess_pattern

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 3, 17, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("run.fit", fit_file(START, 50, 10)),
        ("run.FIT.gz", gzip.compress(fit_file(START, 50, 10), mtime=0)),
        ("run.gpx", gpx_file(START, 50, 10).encode()),
        ("run.tcx", tcx_file(START, 50, 10).encode()),
    ],
)
def test_each_format_gives_the_same_run(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    runs, notes = read_past_runs([tmp_path / name], BERLIN)
    assert notes == ()
    assert runs[0].start == datetime(2026, 11, 3, 18, 4)
    assert runs[0].minutes == pytest.approx(50)
    assert runs[0].km == pytest.approx(10, rel=0.005)


def test_a_folder_counts_a_run_once_and_leaves_out_what_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(fit_file(START, 50, 10))
    (tmp_path / "a.tcx").write_text(tcx_file(START, 50, 10))
    (tmp_path / "bike.fit").write_bytes(fit_file(START + timedelta(days=1), 90, 40, CYCLING))
    (tmp_path / "walk.gpx").write_text(gpx_file(START, 30, 2, "walking"))
    (tmp_path / "cut.fit").write_bytes(fit_file(START, 50, 10)[:60])
    (tmp_path / "notes.txt").write_text("not a run")
    runs, notes = read_past_runs([tmp_path], BERLIN)
    assert len(runs) == 1
    assert notes[:2] == (
        "bike.fit holds no run and was left out.",
        "walk.gpx holds no run and was left out.",
    )
    assert "cut.fit: expected a whole FIT file, got one that was cut off" in notes[2]


WHOLE = fit_file(START, 50, 10)


@pytest.mark.parametrize("length", range(1, len(WHOLE)))
def test_a_fit_file_cut_anywhere_is_refused(tmp_path: Path, length: int) -> None:
    file = tmp_path / "run.fit"
    file.write_bytes(WHOLE[:length])
    with pytest.raises(
        ReadError, match=r"run\.fit: expected a (whole )?FIT file, got .*Export or copy"
    ):
        read_past_runs([file], BERLIN)
    assert file.read_bytes() == WHOLE[:length]


BOMB = '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaa">]><gpx>&a;</gpx>'


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.fit",
            b"GIF89a, which is not a watch file at all",
            "expected a FIT file, got something else",
        ),
        ("a.fit", WHOLE[:40] + b"\xff" + WHOLE[41:], "one with broken fields"),
        ("a.fit", WHOLE[:-5] + b"\x02" + WHOLE[-4:], "check sum is wrong"),
        ("a.gpx", BOMB.encode(), "a plain file of a watch, got one with a document type"),
        (
            "a.gpx",
            gpx_file(START, 50, 10)[:-300].encode(),
            "up to </gpx>, got one that was cut off",
        ),
        ("a.gpx", b"<gpx><trk></gpx>", "expected a GPX file, got text that is not one"),
        ("a.gpx", b"hello", "a file with <gpx>, got none"),
        (
            "a.tcx",
            tcx_file(START, 50, 10).replace("1500", "x").encode(),
            "a number for each lap, got 'x'",
        ),
        (
            "a.tcx",
            tcx_file(START, 50, 10).replace("<Id>2026", "<Id>soon").encode(),
            "a start such as",
        ),
        ("a.tcx", b"<TrainingCenterDatabase><a></TrainingCenterDatabase>", "expected a TCX file"),
        ("a.doc", b"hello", r"a suffix out of \.fit \.gpx \.tcx, got '\.doc'"),
    ],
)
def test_broken_files(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=message):
        read_past_runs([tmp_path / name], BERLIN)


def test_a_folder_without_runs(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"files of the kind \.fit \.gpx \.tcx, got none"):
        read_past_runs([tmp_path], BERLIN)


def weeks(day: int, hour: float, minutes: float, speed: float, count: int = 8) -> list[PastRun]:
    first = datetime(2026, 9, 7) + timedelta(days=day, hours=hour)
    return [
        PastRun(first + timedelta(weeks=i), minutes, speed * minutes / 60) for i in range(count)
    ]


def test_the_pattern_of_a_usual_week() -> None:
    past = weeks(1, 18.1, 58, 12.5) + weeks(3, 6.9, 46, 10.2) + weeks(6, 9, 101, 9.9)
    past += weeks(4, 12, 30, 10, count=2)
    guessed = guess_pattern(past)
    assert [g.run for g in guessed] == [
        WeeklyRun(1, "tempo", 60, time(18)),
        WeeklyRun(3, "easy", 45, time(7)),
        WeeklyRun(6, "long", 100, time(9)),
    ]
    assert guessed[0].why == "Run in 8 of 8 weeks, 58 min, 12.5 km/h in the middle."


def test_only_the_latest_weeks_count_and_the_longer_of_two_runs_stands() -> None:
    old = [PastRun(run.start - timedelta(weeks=30), 200.0, 20.0) for run in weeks(5, 9, 60, 10)]
    twice = weeks(2, 7, 20, 10) + weeks(2, 18, 50, 10)
    assert [g.run for g in guess_pattern(old + twice)] == [WeeklyRun(2, "easy", 50, time(18))]


def test_runs_without_distance_are_not_called_fast() -> None:
    past = [PastRun(run.start, run.minutes) for run in weeks(1, 18, 50, 10)]
    assert guess_pattern(past)[0].run.kind == "easy"


def test_a_late_run_stays_on_its_day() -> None:
    assert guess_pattern(weeks(1, 23.95, 50, 10))[0].run.at == time(23, 45)


def test_no_pattern() -> None:
    with pytest.raises(InputError, match="recorded runs, got none"):
        guess_pattern([])
    changing = [PastRun(datetime(2026, 9, 7, 18) + timedelta(days=8 * i), 50.0) for i in range(6)]
    with pytest.raises(InputError, match="a weekday that comes back, got 6 runs on changing days"):
        guess_pattern(changing)
