"""Visit files: what they give, and every way to be wrong about one."""

import json
import re
from pathlib import Path

import pytest

from ilio.core import ReadError, Side
from ilio.knowledge import budget, question_words, ranges, words
from ilio.observations import AttemptInput
from ilio.sources.visit_file import read_visit, typed_recording
from ilio.sources.visit_schema import ANSWERS, NUMBERS, READINGS, YES_NO, allowed_words
from ilio.sources.visit_text import write_visit

ROOT = Path(__file__).resolve().parents[2]
HEAD = 'schema = "ilio/visit-input/1"\n'
RAISE = HEAD + '[[attempt]]\nprotocol = "knee-raise"\nside = "left"\n'
THOMAS = HEAD + '[[attempt]]\nprotocol = "thomas"\nside = "left"\n'


@pytest.fixture
def visit(tmp_path):
    def read(text, name="visit.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_visit(path)

    return read


def test_a_short_file_gives_a_visit(visit):
    given = visit(
        HEAD
        + """
date = 2026-11-22
rules = "kawamoto2012"
red_flags = ["fever"]
do_not_test = []
[person]
label = "R."
age_years = 34
sitting_hours = 7.5
with_clinician = false
[passive_knee_to_chest.right]
deg = 118
pain = true
[truth.thomas.left]
thigh_drop = -12
"""
    )
    assert (given.person, given.date, given.rules) == ("R.", "2026-11-22", "kawamoto2012")
    assert given.answers.red_flags == {"fever"}
    assert given.answers.do_not_test == frozenset()
    assert (given.answers.age_years, given.answers.sitting_hours) == (34, 7.5)
    assert given.answers.with_clinician is False
    assert given.answers.passive_knee_to_chest_deg == {Side.RIGHT: 118}
    assert given.answers.passive_knee_to_chest_pain == {Side.RIGHT: True}
    assert given.truth == {("thomas", Side.LEFT): {"thigh_drop": -12}}


def test_what_is_absent_was_not_asked(visit):
    answers = visit(HEAD).answers
    assert answers.red_flags is None and answers.do_not_test is None and answers.age_years is None


def test_typed_readings_carry_the_error_of_their_device(visit):
    (attempt,) = visit(THOMAS + 'device = "goniometer"\nthigh_drop_deg = -8').attempts
    error, reading = budget("goniometer", "thigh_drop"), attempt.readings["thigh_drop", None]
    assert reading.value == -8
    assert reading.shared_sd == error.shared_sd
    assert reading.sem == pytest.approx((error.trial_sd**2 + error.shared_sd**2) ** 0.5)


def test_typed_recording_holds_readings_and_answers(visit):
    text = THOMAS + 'device = "inclinometer"\nthigh_drop_deg = 5\nhand_check = "snug"'
    recording = typed_recording(visit(text).attempts[0])
    assert (recording.source.kind, recording.source.name) == ("answers", "typed")
    assert recording.source.device == "inclinometer"
    assert recording.reading("thigh_drop", Side.LEFT).value == 5
    assert recording.answers.hand_check == "snug"


def test_without_a_device_the_eye_is_the_device():
    attempt = AttemptInput(protocol="knee-raise", side=Side.LEFT)
    assert typed_recording(attempt).source.device == "eye"


def test_json_takes_the_same_keys(visit):
    text = THOMAS + 'hand_check = "snug"\nbracing = true'
    attempt = {"protocol": "thomas", "side": "left", "hand_check": "snug", "bracing": True}
    same = json.dumps({"schema": "ilio/visit-input/1", "attempt": [attempt]})
    assert visit(same, "visit.json") == visit(text)


def test_paths_are_read_from_the_folder_of_the_visit(visit, tmp_path):
    (tmp_path / "left.csv").write_text("time_s,angle_deg\n")
    (attempt,) = visit(RAISE + 'file = "left.csv"').attempts
    assert Path(attempt.file) == tmp_path.resolve() / "left.csv"


def test_one_phone_log_may_serve_two_attempts_of_a_side(visit, tmp_path):
    (tmp_path / "left.csv").write_text("time_s,angle_deg\n")
    twice = RAISE + 'file = "left.csv"\n' + RAISE.removeprefix(HEAD) + 'file = "left.csv"'
    assert len(visit(twice).attempts) == 2


def test_a_marker_file_may_hold_both_legs(visit, tmp_path):
    (tmp_path / "raise.trc").write_text("PathFileType")
    both = RAISE + 'file = "raise.trc"\n'
    both += '[[attempt]]\nprotocol = "knee-raise"\nside = "right"\nfile = "raise.trc"'
    assert len(visit(both).attempts) == 2


FAULTS = {
    "misspelt top key": (HEAD + "red_flag = []", r"got 'red_flag'. Did you mean 'red_flags'\?"),
    "misspelt person key": (
        HEAD + '[person]\nlable = "R."',
        r"person: .* 'lable'. Did you mean 'label'\?",
    ),
    "misspelt attempt key": (
        THOMAS + 'hand_chek = "snug"\nbracing = true',
        r"attempt 1 \(thomas, left\): .* got 'hand_chek'. Did you mean 'hand_check'\?",
    ),
    "misspelt passive side": (
        HEAD + "[passive_knee_to_chest.lefft]\ndeg = 110",
        r"passive_knee_to_chest: .* 'lefft'. Did you mean 'left'\?",
    ),
    "misspelt passive key": (
        HEAD + "[passive_knee_to_chest.left]\ndegrees = 110",
        r"passive_knee_to_chest.left: .* 'degrees'. Did you mean 'deg'\?",
    ),
    "key of another protocol": (
        RAISE + 'hand_check = "snug"\npain = false',
        "expected a key of knee-raise, got 'hand_check' of thomas. Move it",
    ),
    "no schema": (
        "red_flags = []",
        "schema: expected 'ilio/visit-input/1', got nothing. Put this line first",
    ),
    "other schema": ('schema = "ilio/other/1"', "schema: expected .*, got 'ilio/other/1'"),
    "no protocol": (
        HEAD + '[[attempt]]\nside = "left"',
        "attempt 1: expected a protocol .*, got none",
    ),
    "unknown protocol": (
        HEAD + '[[attempt]]\nprotocol = "tomas"\nside = "left"',
        r"attempt 1.protocol: .* got 'tomas'. Did you mean 'thomas'\?",
    ),
    "no side": (
        HEAD + '[[attempt]]\nprotocol = "thomas"',
        "attempt 1: expected a side .*, got none",
    ),
    "unknown side": (
        HEAD + '[[attempt]]\nprotocol = "thomas"\nside = "lefft"',
        r"attempt 1.side: .* got 'lefft'. Did you mean 'left'\?",
    ),
    "both sides": (
        HEAD + '[[attempt]]\nprotocol = "thomas"\nside = "both"',
        r"attempt 1.side: .* got 'both'. Write one \[\[attempt\]\] a side",
    ),
    "unknown word": (
        THOMAS + 'hand_check = "snugg"',
        r"hand_check: .* got 'snugg'. Did you mean 'snug'\?",
    ),
    "no text for a word": (
        THOMAS + "hand_check = 3",
        "hand_check: expected one of snug, tucked, fist fits, got 3. Put one of them in quotes",
    ),
    "unknown enumerated word": (RAISE + 'ended = "ful time"', "Did you mean 'full time'"),
    "quoted truth": (
        THOMAS + 'pain = "no"',
        "pain: expected true or false, got 'no'. Write it without quotes",
    ),
    "number as text": (
        RAISE + 'held_s = "30 s"',
        "held_s: expected a number, 0 to 600 s, got '30 s'. Write it bare",
    ),
    "true as a number": (RAISE + "held_s = true", "held_s: expected a number, .*, got true"),
    "not a number": (RAISE + "held_s = nan", "held_s: expected a number, .*, got nan"),
    "age out of range": (
        HEAD + "[person]\nage_years = 340",
        "age_years: expected 1 to 120 years, got 340",
    ),
    "angle beyond the body": (
        THOMAS + 'device = "inclinometer"\nthigh_drop_deg = 190',
        "thigh_drop_deg: expected -90 to 90 deg, got 190. Below the table level is positive",
    ),
    "reading without device": (
        THOMAS + "thigh_drop_deg = 3",
        r"expected the device of thigh_drop_deg \(.*goniometer, inclinometer.*\), got none",
    ),
    "unknown device": (
        THOMAS + 'device = "inclinometr"\nthigh_drop_deg = 3',
        r"device: .* got 'inclinometr'. Did you mean 'inclinometer'\?",
    ),
    "device without error": (
        THOMAS + 'device = "synthetic"\nthigh_drop_deg = 3',
        "got 'synthetic'",
    ),
    "unknown red flag": (
        HEAD + 'red_flags = ["fewer"]',
        r"red_flags: .* got 'fewer'. Did you mean 'fever'\?",
    ),
    "unknown reason not to test": (HEAD + 'do_not_test = ["hernias"]', "Did you mean 'hernia'"),
    "red flags no list": (
        HEAD + "red_flags = false",
        "red_flags: expected a list of names, got false",
    ),
    "person no table": (
        HEAD + 'person = "R."',
        r"person: expected a table, got 'R.'. Write it as \[person\]",
    ),
    "label no text": (
        HEAD + "[person]\nlabel = 3",
        "label: expected a text, got 3. Put it in quotes",
    ),
    "attempt no list": (
        HEAD + '[attempt]\nside = "left"',
        r"attempt: expected a list of attempts, got a table. Start",
    ),
    "unknown rules": (
        HEAD + 'rules = "kawamoto"',
        r"rules: .* got 'kawamoto'. Did you mean 'kawamoto2012'\?",
    ),
    "unknown rest pose": (RAISE + 'rest = "lieing"\npain = false', "Did you mean 'lying'"),
    "no day": (
        HEAD + 'date = "22.11.2026"',
        "date: expected a day as YYYY-MM-DD, got '22.11.2026'",
    ),
    "slip in the year": (HEAD + 'date = "0026-11-22"', "expected a day as YYYY-MM-DD, got '0026"),
    "number for a day": (
        HEAD + "date = 20261122",
        "date: expected a day as YYYY-MM-DD, got 20261122",
    ),
    "truth of no protocol": (HEAD + "[truth.tomas.left]\nthigh_drop = 1", "Did you mean 'thomas'"),
    "truth as text": (
        HEAD + '[truth.thomas.left]\nthigh_drop = "1"',
        "thigh_drop: expected a number, got '1'",
    ),
    "missing file": (
        RAISE + 'file = "gone.mp4"',
        "file: expected a recording, got no file 'gone.mp4' in .*. Correct",
    ),
    "nothing told": (
        RAISE,
        "expected a file, a reading or an answer, got nothing but protocol and side",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_told_with_its_place_and_cure(visit, name):
    text, message = FAULTS[name]
    with pytest.raises(ReadError, match=message) as raised:
        visit(text)
    assert str(raised.value).startswith(
        "visit.toml: expected a visit file without faults, got one fault."
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("v.toml", HEAD + "person.age_years = " + "9" * 400, "a number of hundreds of digits"),
        ("v.toml", HEAD + "date = " + "9" * 400, "a number of hundreds of digits"),
        ("v.toml", HEAD + "person.age_years = " + "9" * 5000, "thousands of digits. Write it anew"),
        ("v.json", '{"person": {"age_years": ' + "9" * 5000 + "}}", "thousands of digits"),
        ("v.json", "[" * 100_000, "nested too deep"),
        ("v.toml", "a = " + "[" * 100_000, "nested too deep"),
    ],
)
def test_what_no_computer_counts_is_a_fault_as_any_other(visit, name, text, message):
    with pytest.raises(ReadError, match=message):
        visit(text, name)


def test_one_leg_cannot_be_both(visit, tmp_path):
    (tmp_path / "log.csv").write_text("time_s,angle_deg\n")
    both = RAISE + 'file = "log.csv"\n'
    both += '[[attempt]]\nprotocol = "knee-raise"\nside = "right"\nfile = "log.csv"'
    with pytest.raises(
        ReadError, match=r"the same file is given as left and right \(log.csv\). It holds one"
    ):
        visit(both)


def test_all_faults_are_told_at_once(visit):
    text = (
        HEAD + 'rules = "x"\n[person]\nage_years = 0\n[[attempt]]\nprotocol = "thomas"\nside = "up"'
    )
    with pytest.raises(ReadError) as raised:
        visit(text)
    lines = str(raised.value).split("\n  - ")
    assert "got 3 faults" in lines[0] and "docs/visit-file.md" in lines[0]
    assert len(lines) == 4
    assert {line.split(":")[0] for line in lines[1:]} == {
        "rules",
        "person.age_years",
        "attempt 1.side",
    }


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("visit.toml", "", "an empty file. Start from examples"),
        ("visit.toml", "  \n", "an empty file"),
        ("visit.toml", "a = 1\nb = = 2", r"expected TOML, got a mistake: .*at line 2, column"),
        ("visit.json", '{"a": 1,\n}', r"expected JSON, got a mistake: .*\(at line 2, column"),
        ("visit.json", "[]", "expected a JSON object, got a list"),
        (
            "visit.json",
            '{"schema": 1, "schema": 2}',
            "expected each key once, got 'schema' 2 times",
        ),
        ("visit.txt", "a", "expected a visit file in TOML or JSON, got the ending '.txt'"),
    ],
)
def test_what_is_no_visit_file(visit, name, content, message):
    with pytest.raises(ReadError, match=message):
        visit(content, name)


def test_a_missing_visit_file(tmp_path):
    with pytest.raises(ReadError, match=r"got no such file\. Check the name and the folder"):
        read_visit(tmp_path / "visit.toml")


def test_a_folder_is_no_visit_file(tmp_path):
    (tmp_path / "visit.toml").mkdir()
    with pytest.raises(ReadError, match=r"visit.toml: expected .*. Check the file and its rights"):
        read_visit(tmp_path / "visit.toml")


def test_bytes_are_no_visit_file(tmp_path):
    (tmp_path / "visit.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReadError, match=r"bytes that are no text\. Save it as UTF-8"):
        read_visit(tmp_path / "visit.toml")


def test_the_mark_that_windows_puts_first_does_no_harm(tmp_path):
    (tmp_path / "visit.toml").write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    assert read_visit(tmp_path / "visit.toml").rules == "ilio"


def test_every_answer_has_its_words_or_its_range():
    for protocol, names in ANSWERS.items():
        for name in names:
            if name in NUMBERS:
                assert name in ranges()
            elif name not in YES_NO:
                assert allowed_words(name, protocol), (protocol, name)


def test_every_typed_reading_has_a_range():
    assert {name for names in READINGS.values() for name in names} <= set(ranges())


def test_words_with_a_number_and_offered_words_are_the_same():
    for protocol in ANSWERS:
        asked = question_words(protocol)
        for field in set(words()) & set(asked):
            assert set(words()[field]) == set(asked[field])


@pytest.mark.parametrize("name", ["visit/visit.toml", "typed_clear.toml", "runner_readings.toml"])
def test_examples_are_read(name):
    given = read_visit(ROOT / "examples" / name)
    assert given.answers.red_flags == frozenset()
    assert {attempt.side for attempt in given.attempts} == {Side.LEFT, Side.RIGHT}


def test_the_example_in_the_docs_is_read(visit):
    page = (ROOT / "docs" / "visit-file.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)
    assert [len(visit(block).attempts) for block in blocks] == [2]


def test_the_docs_name_every_key():
    page = (ROOT / "docs" / "visit-file.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_0-9]+)`", page))
    keys = {f"{name}_deg" for names in READINGS.values() for name in names}
    keys |= {name for names in ANSWERS.values() for name in names}
    assert keys <= named


def test_the_level_of_a_film_is_kept(visit):
    given = visit(THOMAS + 'thigh_contact = "hovers"\nlevel_deg = -1.5\n')
    assert given.attempts[0].level_deg == -1.5
    assert "level_deg = -1.5" in write_visit(given)
