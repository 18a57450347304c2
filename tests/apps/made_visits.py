"""Visit files of people who answer the safety questions in every way; what is on a page of theirs."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ilio.knowledge import urgencies
from ilio.programmes.programme import Programme
from ilio.records import programme_from_json

WEEK = ("--runs", "Tue easy, Thu intervals, Sun long", "--free", "weekdays 7-8, Sat 9-11")
SHORT = ("--start", "2026-11-30", "--weeks", "2", "--zone", "Europe/Berlin")
NUMBERS_AND_CALLS = (
    *("chance", "sound", "weak and tight", "Verdict by", "Why, left", "Not measured"),
    *("refer ", "grade", "°", "90 %"),
)
"""Words of which none stands on a page that takes to help."""

RAISE = """
[[attempt]]
protocol = "knee-raise"
side = "{side}"
pain = {pain}
seen_by = "friend"
thigh_seen = "clearly above"
ended = "{ended}"
support = "none"
back_at_5s = "as at the start"
back_at_end = "as at the start"
trunk_forward = "no"
"""
LYING = """
[[attempt]]
protocol = "thomas"
side = "{side}"
pain = {pain}
seen_by = "friend"
hand_check = "snug"
bracing = true
table_level = true
at_the_edge = true
device = "inclinometer"
thigh_drop_deg = {drop}
"""


def written(
    path: Path,
    *,
    red_flags: Sequence[str] | None = (),
    do_not_test: Sequence[str] | None = (),
    person: Mapping[str, Any] | None = None,
    age: int | None = 34,
    passive: Mapping[str, Mapping[str, Any]] | None = None,
    cleared: Sequence[Mapping[str, str]] = (),
    hurts: Sequence[str] = (),
    tested: bool = True,
    date: str = "2026-11-22",
) -> Path:
    """A visit whose left hip is weak and tight, the right one sound; None leaves a key out.

    `hurts` holds what hurt: ``"knee-raise left"`` and the like.
    """
    lines = ['schema = "ilio/visit-input/1"', f"date = {date}" if date else ""]
    for key, names in (("red_flags", red_flags), ("do_not_test", do_not_test)):
        if names is not None:
            lines.append(f"{key} = {list(names)}")
    lines += ["", "[person]", *([] if age is None else [f"age_years = {age}"])]
    lines += [f"{key} = {_value(value)}" for key, value in (person or {}).items()]
    for side, found in (passive or {}).items():
        lines += ["", f"[passive_knee_to_chest.{side}]"]
        lines += [f"{key} = {_value(value)}" for key, value in found.items()]
    for clearance in cleared:
        lines += ["", "[[clearance]]", *(f"{k} = {_value(v)}" for k, v in clearance.items())]
    text = "\n".join(lines) + "\n"
    if tested:
        text += "".join(_attempts(hurts))
    path.write_text(text, encoding="utf-8")
    return path


def _attempts(hurts: Sequence[str]) -> list[str]:
    told = []
    for side, ended, drop in (("left", "could not hold", -12), ("right", "full time", 13)):
        held = "held_s = 12\n" if side == "left" else ""
        sore = {test: _value(f"{test} {side}" in hurts) for test in ("knee-raise", "thomas")}
        told += 2 * [RAISE.format(side=side, pain=sore["knee-raise"], ended=ended) + held]
        told += 2 * [LYING.format(side=side, pain=sore["thomas"], drop=drop)]
    return told


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


def planned(ilio: Any, file: Path, *options: object, **answers: Any) -> Programme:
    """The plan of a visit with these answers, around a week of runs."""
    ran = ilio("plan", written(file, **answers), *WEEK, *(options or SHORT), "--json")
    assert ran.code == 0, ran.err
    return programme_from_json(json.loads(ran.out))


def flat(text: str) -> str:
    return " ".join(text.split())


def urgencies_in(text: str) -> list[str]:
    """Every urgency as often as it is said."""
    said = flat(text)
    return [
        key
        for key, words in urgencies().items()
        if words.text
        for _ in range(said.count(words.text))
    ]
