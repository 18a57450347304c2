"""What somebody said is drawn and told as a word, never as degrees that nobody measured."""

import re
from dataclasses import replace

import pytest
from sample_visits import weak_raise
from typed_visits import hung, made, raised

from ilio.core import Measured, Side
from ilio.records.drawing.ending import level_words
from ilio.records.figures import body_drawing
from ilio.records.picture import Picture
from ilio.records.report import report_of
from ilio.records.told_in_words import told_in_words
from ilio.records.visit import Visit

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def figures(visit: Visit) -> list[Picture]:
    return [picture for side in report_of(visit).sides for picture in side.bodies]


def shown(picture: Picture) -> str:
    return " ".join(re.findall(r">([^<>]+)</text>", picture.svg))


@pytest.mark.parametrize(
    ("contact", "words"),
    [("hovers", "hovers above the table"), ("rests", "rests on the table"),
     ("level", "level with the table, touching"),
     ("below", "hangs below the edge of the table")],
)  # fmt: skip
def test_a_word_has_no_degrees_and_no_fan(contact: str, words: str) -> None:
    table, raise_ = (
        picture
        for side in report_of(made(raised(LEFT), hung(LEFT, contact=contact))).sides
        for picture in reversed(side.bodies)
        if side.side == "left"
    )
    for picture in (table, raise_):
        assert "i-fan" not in picture.svg and "i-tint" not in picture.svg
        assert "In words, not measured: " in picture.caption
        assert "Tinted" not in picture.caption and "Measured:" not in picture.alt
        assert "°" not in shown(picture).replace("level, 90°", "")
    assert words in shown(table) and words in table.caption
    assert "clearly above level" in shown(raise_)


def test_a_reading_beside_a_word_is_a_reading() -> None:
    (side, _) = report_of(made(hung(LEFT, -9.0), hung(RIGHT, 11.0))).sides
    (table,) = side.bodies
    assert "9° above" in shown(table) and "i-fan" in table.svg
    assert "Tinted: measured" in table.caption
    assert "In words, not measured: flat hand snug under the back." in table.caption


def test_a_word_stays_a_word_among_the_numbers() -> None:
    rows = report_of(made(raised(LEFT), hung(LEFT, contact="hovers"))).attempts
    told = {row.name: row.number for part in rows for row in part.numbers}
    assert told["Thigh angle while held (thigh elevation, median)"] == (
        "clearly above level; read as 100.0° (92.0 to 108.0)"
    )
    extension = told["Hip extension with the pelvis taken out (E)"]
    assert extension.startswith("hovers above the table, flat hand snug under the back; read as")
    assert not any("phone apps" in row.name for part in rows for row in part.others)


def test_a_leg_that_fell_and_one_that_held_differ() -> None:
    fell, held = figures(made(raised(LEFT, "could not hold", 12.0), raised(RIGHT)))
    assert "fell below level at 12 s" in shown(fell) and "i-dots" in fell.svg
    assert "held 30 s" in shown(held) and "i-dots" not in held.svg
    stopped, lost = figures(
        made(raised(LEFT, "chose to stop", 22.0), raised(RIGHT, "lost balance", 8.0))
    )
    assert "stopped by choice at 22 s" in shown(stopped) and "i-dots" not in stopped.svg
    assert "lost balance at 8 s" in shown(lost)


def test_a_measured_fall_is_marked_beside_its_angle() -> None:
    svg = body_drawing(weak_raise(), "figure").svg()
    for words in ("fell below level", "at 18 s", "thigh 93°"):
        assert words in svg


def test_a_painful_hip_is_no_normal_raise() -> None:
    raise_, table = figures(made(raised(LEFT, "pain", 9.0), hung(LEFT, -3.0, hurt=True)))[:2]
    for picture in (raise_, table):
        assert "i-pain" in picture.svg and "painful" in shown(picture)
        assert "i-outline-tested" not in picture.svg and "i-fan" not in picture.svg
        assert picture.alt.count("It hurt.") == 1 and "The star marks the hip" in picture.caption
    assert "stopped by pain at 9 s" in shown(raise_)


def test_what_a_person_saw_is_drawn_where_they_saw_it() -> None:
    (m, *_) = made(hung(LEFT, contact="hovers")).measurements
    assert told_in_words(m)["thigh_drop"] == "hovers above the table"
    other = replace(m, quantities={**m.quantities, "thigh_drop": Measured(-3, -5, -1, "deg")})
    assert "thigh_drop" not in told_in_words(other)


def test_a_word_of_another_version_stays_a_word() -> None:
    (m, *_) = made(hung(LEFT, contact="hovers")).measurements
    later = replace(m, answers=replace(m.answers, thigh_contact="floats"))
    assert told_in_words(later)["thigh_drop"] == "floats"


@pytest.mark.parametrize(
    ("drop", "words"),
    [
        (Measured(6, 1, float("inf"), "deg"), ("6° below", "(1 below or lower)")),
        (Measured(-6, -float("inf"), -1, "deg"), ("6° above", "(1 above or higher)")),
        (Measured(0.2, -4, 4, "deg"), ("at level", "(4 above to 4 below)")),
        (Measured(4, 0, 8, "deg"), ("4° below", "(level to 8 below)")),
    ],
)
def test_which_side_of_level(drop: Measured, words: tuple[str, str]) -> None:
    assert level_words(drop) == words
