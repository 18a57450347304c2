"""The training log: what is written is read back, what is wrong is named by its line."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilio.core import InputError, ReadError
from ilio.observations.training_log import LogEntry
from ilio.sources.log_file import CHECK, COLUMNS, check_entry, read_log_file, with_entries

DAY = date(2026, 11, 24)
KEYS = ("w1-strength-1", "w1-strength-2")


def log(folder: Path, text: str) -> Path:
    file = folder / "log.csv"
    file.write_text(text, encoding="utf-8")
    return file


numbers = st.none() | st.floats(0, 10).map(lambda x: round(x, 1))
entries = st.builds(
    LogEntry,
    session=st.sampled_from(KEYS),
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    done=st.booleans(),
    exercise=st.sampled_from(["", "front_plank"]),
    reps=st.none() | st.integers(0, 50),
    hold_s=st.none() | st.integers(0, 120).map(float),
    effort=numbers,
    pain=numbers,
    pain_next_day=numbers,
    red_flag=st.booleans(),
    note=st.text(st.sampled_from('abc ",;#é'), max_size=12).map(lambda t: " ".join(t.split())),
)


looked_at = st.builds(
    LogEntry,
    session=st.just(CHECK),
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    done=st.just(False),
    pain=numbers,
    checked_by=st.just("Dr. Roth, surgeon"),
)


@given(st.lists(entries | looked_at, max_size=5))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, told: list[LogEntry]
) -> None:
    file = log(tmp_path_factory.mktemp("log"), with_entries("", told))
    assert list(read_log_file(file, KEYS)) == told


def test_adding_keeps_every_byte_that_was_there() -> None:
    old = "# winter\nsession,day,done\nw1-strength-1, 2026-11-24 ,yes"
    added = with_entries(old, [LogEntry(session=KEYS[1], day=DAY, done=False)])
    assert added == old + "\nw1-strength-2,2026-11-24,no\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_number_without_its_column_brings_the_column(tmp_path: Path, end: str) -> None:
    old = f"# session,day,done\nsession,day,done{end or chr(10)}w1-strength-2,2026-11-23,yes{end}"
    told = LogEntry(session=KEYS[0], day=DAY, done=True, pain=2)
    text = with_entries(old, [told])
    assert text.splitlines()[:3] == [
        "# session,day,done",
        "session,day,done,pain",
        "w1-strength-2,2026-11-23,yes",
    ]
    before = LogEntry(session=KEYS[1], day=date(2026, 11, 23), done=True)
    assert read_log_file(log(tmp_path, text), KEYS) == (before, told)


OLD = "session,day,done,exercise,reps,hold_s,effort,pain,pain_next_day,red_flag,note"


def test_a_log_from_before_the_checks_is_read_and_takes_one(tmp_path: Path) -> None:
    old = f"{OLD}\nw1-strength-1,2026-11-23,yes,,15,,6,8,,,ouch\n"
    felt = LogEntry(session=KEYS[0], day=date(2026, 11, 23), done=True, reps=15, effort=6, pain=8, note="ouch")  # fmt: skip
    assert read_log_file(log(tmp_path, old), KEYS) == (felt,)
    looked = LogEntry(session=CHECK, day=DAY, done=False, pain=1, checked_by="Dr. Roth, surgeon")
    text = with_entries(old, [looked])
    assert text.startswith(f"{OLD},checked_by\nw1-strength-1,2026-11-23,yes,,15,,6,8,,,ouch\n")
    assert read_log_file(log(tmp_path, text), KEYS) == (felt, looked)


def test_a_check_names_who_looked_else_it_is_an_unknown_session(tmp_path: Path) -> None:
    file = log(tmp_path, "session,day,done,pain,checked_by\ncheck,2026-11-24,no,2,\n")
    with pytest.raises(ReadError, match="a session of the plan, got 'check' in line 2"):
        read_log_file(file, KEYS)


def test_short_lines_remarks_and_blanks(tmp_path: Path) -> None:
    text = "# mine\n\nsession,day,done,pain\nw1-strength-1,2026-11-24,yes\n\n# end\n"
    assert read_log_file(log(tmp_path, text)) == (
        LogEntry(session="w1-strength-1", day=DAY, done=True),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "w1-strength-1,2026-11-24,yes,,,,,11",
            r"pain from 0 to 10, got 11 in line 3\. 0 is no pain",
        ),
        (
            "w1-strenght-1,2026-11-24,yes",
            r"got 'w1-strenght-1' in line 3\. Did you mean 'w1-strength-1'",
        ),
        ("w1-strength-1,24/11/2026,yes", "a day such as 2026-11-24, got '24/11/2026' in line 3"),
        ("w1-strength-1,2026-11-31,yes", "a day such as 2026-11-24, got '2026-11-31' in line 3"),
        ("w1-strength-1,2026-11-24,perhaps", "yes or no for done, got 'perhaps' in line 3"),
        ("w1-strength-1,2026-11-24,yes,,many", "a number for reps, got 'many' in line 3"),
        (f"w1-strength-1,2026-11-24,yes,,{'9' * 400}", "a number for reps, got '9999"),
        ("w1-strength-1,2026-11-24,yes,,7.5", "a whole number for reps, got 7.5 in line 3"),
        ("w1-strength-1,2026-11-24,yes,,-1", "reps from 0 to 200, got -1 in line 3"),
        ("w1-strength-1,2026-11-24,yes" + "," * 12, "at most 12 cells, got 15 in line 3"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_lost(tmp_path: Path, line: str, message: str) -> None:
    text = f"{','.join(COLUMNS)}\nw1-strength-2,2026-11-23,yes\n{line}\n"
    file = log(tmp_path, text)
    with pytest.raises(ReadError, match=message):
        read_log_file(file, KEYS)
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("cells", ["no,,,,,,,,", "no,,,,,1,,,Q", "yes,,,,,,,,by me", "no,,,,,0,,,"])
def test_answers_are_written_by_the_check_and_lift_no_pain(tmp_path: Path, cells: str) -> None:
    text = f"{','.join(COLUMNS)}\nanswers,2026-11-24,{cells}\n"
    with pytest.raises(ReadError, match=r"no more in an 'answers' line .* in line 2\. Leave it as"):
        read_log_file(log(tmp_path, text), KEYS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("day,done\n", "a column 'session', got only: day, done"),
        ("session,day,done,pane\n", "got 'pane'. Did you mean 'pain'"),
        ("session,day,done,pain,pain\n", "one column 'pain', got 2. Keep one of them"),
        ("# nothing\n", "a header line, got only remarks"),
    ],
)
def test_a_wrong_header(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ReadError, match=message):
        read_log_file(log(tmp_path, text))


def test_an_entry_is_checked_before_it_is_written() -> None:
    with pytest.raises(InputError, match="pain next day from 0 to 10, got 12"):
        check_entry(LogEntry(session="a", day=DAY, done=True, pain_next_day=12))


def test_only_a_check_says_who_looked_at_the_pain() -> None:
    hidden = LogEntry(session=KEYS[0], day=DAY, done=True, pain=8, checked_by="Ana Ruiz")
    with pytest.raises(InputError, match="who looked at the pain in a check only, got 'w1-str"):
        check_entry(hidden, KEYS)
