"""Judgements, running weeks and free times as the tests need them."""

from datetime import date, time

from ilio.core import Side
from ilio.observations import Answers
from ilio.programmes import FreeTime, WeeklyRun
from ilio.verdicts import Judgement
from ilio.verdicts.verdict import Axis, TightnessAxis, Verdict, axes_of

START = date(2026, 11, 23)
ASKED = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
EVENING = time(18)


def verdict(side, weakness, tightness):
    axes = axes_of(Axis(weakness), TightnessAxis(tightness))
    is_open = "cannot tell" in (weakness, tightness)
    return Verdict(side, axes, "Repeat the knee raise." if is_open else "")


def judgement(left, right, **more):
    """Each side as ``("weak", "tight")``."""
    sides = {Side.LEFT: verdict(Side.LEFT, *left), Side.RIGHT: verdict(Side.RIGHT, *right)}
    return Judgement("As tested.", sides, **more)


RUNS = {
    "no runs": [],
    "three": [
        WeeklyRun(1, "intervals", 60, EVENING),
        WeeklyRun(3, "easy", 45, EVENING),
        WeeklyRun(6, "long", 100, time(9)),
    ],
    "six": [
        WeeklyRun(0, "easy", 40, EVENING),
        WeeklyRun(1, "intervals", 60, EVENING),
        WeeklyRun(2, "easy", 45, EVENING),
        WeeklyRun(3, "easy", 50, EVENING),
        WeeklyRun(5, "tempo", 50, time(10)),
        WeeklyRun(6, "long", 90, time(9)),
    ],
    "marathon": [
        WeeklyRun(0, "easy", 40, time(7)),
        WeeklyRun(1, "intervals", 70, EVENING),
        WeeklyRun(2, "easy", 45, time(7)),
        WeeklyRun(3, "tempo", 60, EVENING),
        WeeklyRun(5, "easy", 40, time(9)),
        WeeklyRun(6, "long", 150, time(9)),
    ],
}
FREE = {
    "every day": [FreeTime(day, time(7), time(21)) for day in range(7)],
    "three evenings": [FreeTime(day, EVENING, time(21)) for day in (0, 2, 5)],
}
CALLS = [("weak", "tight"), ("weak", "normal"), ("sound", "tight"), ("sound", "normal")]
