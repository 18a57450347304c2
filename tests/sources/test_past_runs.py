"""Recorded runs of three formats, the pattern behind them, and files that are broken."""

import gzip
import os
import time as clock
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from watch_files import (
    CYCLING,
    RUNNING,
    definition,
    fit_file,
    fit_records,
    gpx_file,
    tcx_file,
    whole_fit,
)

from ilio.core import InputError, ReadError
from ilio.observations.running_week import WeeklyRun
from ilio.sources.past_run import PastRun
from ilio.sources.past_runs import read_past_runs
from ilio.sources.run_pattern import ended_long_ago, guess_pattern

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
        ("a.fit", WHOLE[:40] + b"\xff" + WHOLE[41:], "check sum is wrong"),
        ("a.fit", whole_fit(b"\x05"), "one with broken messages"),
        ("a.fit", whole_fit(WHOLE[14:-2][:40]), "one with broken messages"),
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
            tcx_file(START, 50, 10).replace("2026-", "soon-").encode(),
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
    assert guessed[0].why == (
        "Run in 8 of 8 weeks from 2026-09-08 to 2026-11-01, 58 min, 12.5 km/h in the middle."
    )


def test_only_the_latest_weeks_count() -> None:
    old = [PastRun(run.start - timedelta(weeks=30), 200.0, 20.0) for run in weeks(5, 9, 60, 10)]
    guessed = guess_pattern(old + weeks(2, 18, 50, 10))
    assert [g.run for g in guessed] == [WeeklyRun(2, "easy", 50, time(18))]


def test_two_runs_of_one_day_are_two_when_they_begin_far_apart() -> None:
    twice = weeks(2, 7, 40, 10) + weeks(2, 18, 50, 10)
    assert [g.run for g in guess_pattern(twice)] == [
        WeeklyRun(2, "easy", 40, time(7)),
        WeeklyRun(2, "easy", 50, time(18)),
    ]
    close = weeks(2, 17, 20, 10) + weeks(2, 18, 50, 10)
    assert [g.run for g in guess_pattern(close)] == [WeeklyRun(2, "easy", 50, time(18))]


def test_one_run_a_week_at_changing_hours_stays_one() -> None:
    early, late = weeks(2, 7, 50, 10), weeks(2, 18, 50, 10)
    changing = [pair[n % 2] for n, pair in enumerate(zip(early, late, strict=True))]
    assert [g.run.weekday for g in guess_pattern(changing)] == [2]


def test_weeks_off_are_no_changing_days() -> None:
    past = weeks(1, 18, 50, 10)
    guessed = guess_pattern([*past[:2], past[7]])
    assert guessed[0].run == WeeklyRun(1, "easy", 50, time(18))
    assert "3 of 3 weeks with a run from 2026-09-08 to 2026-10-27 (5 without any)" in guessed[0].why


def test_a_history_that_ended_long_ago_is_told_with_its_day() -> None:
    past = weeks(1, 18, 50, 10)
    assert ended_long_ago(past, date(2026, 11, 2)) == ""
    assert "is of 2026-10-27, 10 weeks before the plan begins" in ended_long_ago(
        past, date(2027, 1, 5)
    )


def test_runs_without_distance_are_not_called_fast() -> None:
    past = [PastRun(run.start, run.minutes) for run in weeks(1, 18, 50, 10)]
    assert guess_pattern(past)[0].run.kind == "easy"


def test_a_late_run_stays_on_its_day() -> None:
    assert guess_pattern(weeks(1, 23.95, 50, 10))[0].run.at == time(23, 45)


def test_no_pattern() -> None:
    with pytest.raises(InputError, match="recorded runs, got none"):
        guess_pattern([])
    changing = [PastRun(datetime(2026, 9, 7, 18) + timedelta(days=8 * i), 50.0) for i in range(6)]
    with pytest.raises(
        InputError,
        match="a weekday that comes back, got 6 runs on changing days from 2026-09-07 to 2026-10-17",
    ):
        guess_pattern(changing)


UNTIL = date(2026, 11, 23)


def read(
    folder: Path, name: str, content: bytes | str
) -> tuple[tuple[PastRun, ...], tuple[str, ...]]:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_past_runs([file], BERLIN, UNTIL)


ODD = {
    "a field of a size that its type does not have": definition(4, 21, [(3, 1, 0x86)])
    + b"\x04\x01",
    "a field of a type that nobody knows": definition(4, 0xFF00, [(0, 3, 0x99)]) + b"\x04abc",
    "fields of an app that were never described": b"\x64\x00\x00\x14\x00\x00\x01\x05\x02\x07\x04ab",
    "a field of no length": definition(4, 20, [(0, 0, 0x86)]) + b"\x04",
    "numbers in the other order": b"\x44\x00\x01\x00\x14\x01\xfd\x04\x86\x04\x40\x00\x00\x00",
    "short time stamps": definition(1, 20, [(3, 1, 0x02)]) + b"\xa5\x8c",
}


@pytest.mark.parametrize("more", ODD.values(), ids=ODD)
def test_a_defect_in_a_message_that_nobody_needs_hides_no_run(tmp_path: Path, more: bytes) -> None:
    runs, notes = read(tmp_path, "a.fit", fit_file(START, 50, 10, more=more))
    assert [(run.start, run.minutes, run.km) for run in runs] == [
        (datetime(2026, 11, 3, 18, 4), 50, 10)
    ]
    assert notes == ()


def test_two_fit_files_in_one_and_a_watch_without_totals(tmp_path: Path) -> None:
    both = fit_file(START, 50, 10) + fit_file(START + timedelta(days=2), 30, 5)
    assert [run.minutes for run in read(tmp_path, "two.fit", both)[0]] == [50, 30]
    broken_off = whole_fit(fit_records(START, 1801, 1, 3.0))
    (run,), _ = read(tmp_path, "off.fit", broken_off)
    assert (run.start, run.minutes) == (datetime(2026, 11, 3, 18, 4), 30)
    assert run.km == pytest.approx(5.4)


SWITCHED_ON = datetime(1989, 12, 31, tzinfo=UTC) + timedelta(seconds=5000)


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("a.fit", fit_file(SWITCHED_ON, 50, 10), "a run without a start or a length left out"),
        ("a.fit", fit_file(START.replace(year=2039), 50, 10), "a run of 2039-11-03 18:04"),
        ("a.fit", fit_file(START.replace(year=1999), 50, 10), "a run of 1999-11-03 18:04"),
        ("a.fit", fit_file(START, 60_000, 10), "lasted 60000 min, which cannot be"),
        ("a.tcx", tcx_file(START.replace(year=1970), 50, 10), "a run of 1970-11-03 18:04"),
        ("a.tcx", tcx_file(START, 29_000_000, 10), "lasted 29000000 min, which cannot be"),
        ("a.gpx", gpx_file(START.replace(year=2039), 50, 10), "51 points at an impossible time"),
    ],
)
def test_a_run_that_cannot_be_is_named_and_the_others_count(
    tmp_path: Path, name: str, content: bytes | str, note: str
) -> None:
    (tmp_path / "good.fit").write_bytes(fit_file(START, 40, 8))
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    runs, notes = read_past_runs([tmp_path], BERLIN, UNTIL)
    assert [run.minutes for run in runs] == [40]
    assert note in notes[0]


@pytest.mark.parametrize(
    "sport",
    [
        *(
            "running",
            "Running",
            "RUNNING",
            "run",
            "Run",
            "9",
            "",
            "Jogging",
            "jogging",
            "Trail Run",
        ),
        *(
            "trail_running",
            "TrailRun",
            "track_running",
            "indoor_running",
            "virtual_run",
            "VirtualRun",
        ),
        *("treadmill_running", "Treadmill", "street_running", "outdoor_run", "Outdoor Running"),
        *(
            "ULTRARUNNING_RUNNING",
            "road_running",
            "Course \u00e0 pied",
            "Laufen",
            "Hardlopen",
            "Corsa",
        ),
        *("Carrera", "L\u00f6pning", "HKWorkoutActivityTypeRunning", "obstacle_run", "run-outdoor"),
    ],
)
def test_what_watches_and_apps_call_a_run(tmp_path: Path, sport: str) -> None:
    for name, content in (
        ("a.gpx", gpx_file(START, 50, 10, sport)),
        ("a.tcx", tcx_file(START, 50, 10, sport)),
    ):
        assert len(read(tmp_path, name, content)[0]) == 1


@pytest.mark.parametrize(
    "sport",
    [
        *(
            "cycling",
            "Biking",
            "VirtualRide",
            "walking",
            "Walk",
            "Hiking",
            "1",
            "swimming",
            "Other",
        ),
        *("mountain_biking", "indoor_cycling", "rowing", "yoga", "skiing", "Radfahren", "Wandern"),
        *("Randonn\u00e9e", "strength_training", "HKWorkoutActivityTypeWalking", "transition"),
    ],
)
def test_what_is_another_sport(tmp_path: Path, sport: str) -> None:
    for name, content in (
        ("a.gpx", gpx_file(START, 50, 10, sport)),
        ("a.tcx", tcx_file(START, 50, 10, sport)),
    ):
        assert read(tmp_path, name, content)[0] == ()


def test_a_track_without_a_sport_is_a_run_unless_its_title_says_otherwise(tmp_path: Path) -> None:
    titled = gpx_file(START, 50, 10).replace("<type>running</type>", "<name>{}</name>")
    assert len(read(tmp_path, "a.gpx", titled.format("Morning Run"))[0]) == 1
    assert read(tmp_path, "a.gpx", titled.format("Afternoon Ride"))[0] == ()


@pytest.mark.parametrize("name", ["a.gpx", "a.tcx"])
def test_a_file_without_a_zone_takes_the_one_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text = gpx_file(START, 50, 10) if name == "a.gpx" else tcx_file(START, 50, 10)
    for machine in ("Asia/Tokyo", "America/New_York"):
        monkeypatch.setitem(os.environ, "TZ", machine)
        clock.tzset()
        (run,), _ = read(tmp_path, name, text.replace("Z<", "<").replace('Z"', '"'))
        assert run.start == datetime(2026, 11, 3, 17, 4)
    monkeypatch.undo()
    clock.tzset()


def with_prefix(text: str, prefix: str, root: str) -> str:
    tags = text.replace(f'<{root} version="1.1" creator="test" xmlns=', f"<{root} xmlns:{prefix}=")
    tags = tags.replace(f"<{root} xmlns=", f"<{root} xmlns:{prefix}=")
    head, _, body = tags.partition("?>")
    return f"{head}?>" + body.replace("</", "<\0").replace("<", f"<{prefix}:").replace(
        f"<{prefix}:\0", f"</{prefix}:"
    )


@pytest.mark.parametrize("prefix", ["g", "ns3", "tcx.v2", "a-b"])
def test_any_prefix_of_the_names_is_read(tmp_path: Path, prefix: str) -> None:
    gpx = with_prefix(gpx_file(START, 50, 10), prefix, "gpx")
    tcx = with_prefix(tcx_file(START, 50, 10), prefix, "TrainingCenterDatabase")
    for name, text in (("a.gpx", gpx), ("a.tcx", tcx)):
        (run,), notes = read(tmp_path, name, text)
        assert (run.minutes, notes) == (50, ())
        assert run.km == pytest.approx(10, rel=0.005)


def test_pauses_are_counted_alike(tmp_path: Path) -> None:
    note = "20 min on the move within 50 min; the time on the move counts."
    late = START + timedelta(minutes=40)

    def points(begin: datetime) -> str:
        return "".join(
            f"<trkpt lat='{50 + n / 1000}' lon='8'><time>{begin + timedelta(minutes=n):%Y-%m-%dT%H:%M:%SZ}"
            "</time></trkpt>"
            for n in range(11)
        )

    parted = (
        f"<gpx><trk><trkseg>{points(START)}</trkseg><trkseg>{points(late)}</trkseg></trk></gpx>"
    )
    in_one = parted.replace("</trkseg><trkseg>", "")
    laps = "".join(
        f"<Lap><Track>{points(begin)}</Track></Lap>".replace("trkpt", "Trackpoint")
        .replace("<time>", "<Time>")
        .replace("</time>", "</Time>")
        for begin in (START, late)
    )
    tcx = (
        "<TrainingCenterDatabase><Activities><Activity Sport='Running'>"
        f"<Id>{START:%Y-%m-%dT%H:%M:%SZ}</Id>{laps}</Activity></Activities></TrainingCenterDatabase>"
    )
    fit = fit_file(START, 20, 2, RUNNING, elapsed=50)
    for name, content in (("a.gpx", parted), ("a.gpx", in_one), ("a.tcx", tcx), ("a.fit", fit)):
        (run,), notes = read(tmp_path, name, content)
        assert (run.minutes, run.elapsed, run.end.minute) == (20, 50, 54)
        assert notes == (f"{name}: {note}",)


@pytest.mark.parametrize("total", ["", "<TotalTimeSeconds>0</TotalTimeSeconds>"])
def test_laps_without_totals_are_counted_from_their_points(tmp_path: Path, total: str) -> None:
    points = "".join(
        f"<Trackpoint><Time>{START + timedelta(minutes=n):%Y-%m-%dT%H:%M:%S.000Z}</Time>"
        f"<DistanceMeters>{200 * n}</DistanceMeters></Trackpoint>"
        for n in range(41)
    )
    text = (
        "<TrainingCenterDatabase><Activities><Activity Sport='Running'><Id/>"
        f"<Lap StartTime='{START:%Y-%m-%dT%H:%M:%SZ}'>{total}<Track>{points}</Track></Lap>"
        "</Activity></Activities></TrainingCenterDatabase>"
    )
    (run,), _ = read(tmp_path, "a.tcx", text)
    assert (run.start, run.minutes, run.km) == (datetime(2026, 11, 3, 18, 4), 40, 8.0)


@pytest.mark.parametrize("place", ["nan", "inf", "-1e300", "91", "x", "", "1e999"])
def test_a_place_that_is_none_on_earth_breaks_nothing(tmp_path: Path, place: str) -> None:
    text = gpx_file(START, 50, 10).replace('lat="50.000000"', f'lat="{place}"')
    (run,), _ = read(tmp_path, "a.gpx", text)
    assert run.minutes == 50
    missing = gpx_file(START, 50, 10).replace('lat="50.000000" lon="8.0"', "")
    assert read(tmp_path, "a.gpx", missing)[0][0].minutes == 50


@pytest.mark.parametrize("stamp", ["1970-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "soon", ""])
def test_a_first_point_at_an_impossible_time_is_left_out(tmp_path: Path, stamp: str) -> None:
    text = gpx_file(START, 50, 10).replace(f"{START:%Y-%m-%dT%H:%M:%SZ}", stamp)
    (run,), notes = read(tmp_path, "a.gpx", text)
    assert (run.minutes, run.start) == (49, datetime(2026, 11, 3, 18, 5))
    assert bool(notes) == stamp.startswith("1970")


@pytest.mark.parametrize(("at", "minutes"), [(0, 39), (20, 40), (40, 39)])
@pytest.mark.parametrize("stamp", ["2000-01-01T00:00:00Z", "2007-04-10T17:00:00z"])
def test_one_point_far_from_the_others_in_time_is_left_out(
    tmp_path: Path, stamp: str, at: int, minutes: int
) -> None:
    """A clock that was set on the way: the run is neither of 2000 nor does it last for decades."""
    parts = gpx_file(START, 40, 8).split("<time>")
    parts[at + 1] = stamp + parts[at + 1][20:]
    (tmp_path / "a.gpx").write_text("<time>".join(parts))
    (run,), notes = read_past_runs([tmp_path], BERLIN, UNTIL)
    assert (run.start.year, run.minutes) == (START.year, minutes)
    assert notes == (f"a.gpx: a point at an impossible time ({stamp[:10]}) left out.",)


@pytest.mark.parametrize("place", ['lat="0" lon="0"', 'lat="-50" lon="8.0"'])
def test_a_place_that_nobody_runs_to_makes_no_distance(tmp_path: Path, place: str) -> None:
    parts = gpx_file(START, 40, 8).split("<trkpt ")
    parts[20] = place + parts[20][parts[20].index(">") :]
    (tmp_path / "a.gpx").write_text("<trkpt ".join(parts))
    (run,), notes = read_past_runs([tmp_path], BERLIN, UNTIL)
    assert (run.minutes, round(run.km or 0, 1)) == (40, 7.6)
    assert notes == ("a.gpx: 2 steps faster than anybody runs left out of the distance.",)


@pytest.mark.parametrize(("km", "told"), [(0.008, "8 m in 40 min"), (60.0, "60,000 m in 40 min")])
def test_a_distance_that_nobody_runs_in_that_time_does_not_count(
    tmp_path: Path, km: float, told: str
) -> None:
    """Kilometres written as metres, or a watch that was left running in a car."""
    file = tmp_path / "a.fit"
    file.write_bytes(fit_file(datetime(2026, 11, 3, 17, tzinfo=UTC), 40, km))
    runs, notes = read_past_runs([file], BERLIN)
    assert [(run.minutes, run.km) for run in runs] == [(40, None)]
    assert notes == (f"a.fit: {told} is no run: its distance does not count.",)


def test_a_track_that_stands_twice_in_a_file_is_run_once(tmp_path: Path) -> None:
    text = gpx_file(START, 40, 8)
    segment = text[text.index("<trkseg>") : text.index("</trk>")]
    (tmp_path / "a.gpx").write_text(text.replace(segment, segment * 2))
    (tmp_path / "b.gpx").write_text(text.replace("</trkseg>", segment[8:], 1))
    runs, _ = read_past_runs([tmp_path / "a.gpx"], BERLIN, UNTIL)
    again, _ = read_past_runs([tmp_path / "b.gpx"], BERLIN, UNTIL)
    assert [(run.minutes, round(run.km or 0, 1)) for run in (*runs, *again)] == [(40, 8.0)] * 2


@pytest.mark.parametrize("total", ["NaN", "-1", "unknown"])
def test_a_total_that_is_none_is_taken_from_the_points(tmp_path: Path, total: str) -> None:
    points = "".join(
        f"<Trackpoint><Time>{START + timedelta(minutes=n):%Y-%m-%dT%H:%M:%SZ}</Time>"
        f"<DistanceMeters>{200 * n}</DistanceMeters></Trackpoint>"
        for n in range(41)
    )
    text = tcx_file(START, 40, 8)
    first = text.index("<Lap")
    lap = text[first : text.index("</Lap>") + 6]
    bare = lap.replace("1200", total, 1).replace("4000.0", total).replace("4000", total)
    whole = bare.replace("</Lap>", f"<Track>{points}</Track></Lap>")
    (tmp_path / "a.tcx").write_text(text.replace(lap + lap, whole))
    (run,), _ = read_past_runs([tmp_path], BERLIN, UNTIL)
    assert (run.minutes, run.km) == (40, 8)


def test_a_decimal_comma_in_totals_is_read(tmp_path: Path) -> None:
    text = tcx_file(START, 40, 8).replace("1200", "1200,0").replace(",0.0", ",0")
    (tmp_path / "a.tcx").write_text(text)
    (run,), _ = read_past_runs([tmp_path], BERLIN, UNTIL)
    assert run.minutes == 40


def test_a_watch_and_a_phone_on_the_same_run_are_one(tmp_path: Path) -> None:
    (tmp_path / "watch.fit").write_bytes(fit_file(START, 50, 10))
    later = START + timedelta(minutes=2)
    (tmp_path / "phone.gpx").write_text(gpx_file(later, 47, 9.6))
    (tmp_path / "evening.fit").write_bytes(fit_file(START + timedelta(minutes=70), 20, 4))
    runs, _ = read_past_runs([tmp_path], BERLIN)
    assert [run.minutes for run in runs] == [50, 20]


def test_five_hundred_hours_are_read_in_seconds_and_told(tmp_path: Path) -> None:
    hours = 50
    body = fit_records(START, 3600)
    for n in range(hours):
        file = tmp_path / f"{n:03}.fit"
        file.write_bytes(fit_file(START - timedelta(hours=12 * n), 60, 12, more=body))
    told: list[float] = []
    begun = clock.process_time()
    runs, _ = read_past_runs([tmp_path], BERLIN, progress=lambda said, share: told.append(share))
    assert (clock.process_time() - begun) * 500 / hours < 20
    assert len(runs) == len(told) == hours
    assert told == sorted(told)


@given(st.binary(max_size=300))
def test_any_messages_are_read_or_refused_in_words(tmp_path_factory, body: bytes) -> None:
    file = tmp_path_factory.mktemp("fit") / "a.fit"
    file.write_bytes(whole_fit(body))
    try:
        read_past_runs([file], BERLIN)
    except ReadError as error:
        assert "expected a whole FIT file" in str(error)
