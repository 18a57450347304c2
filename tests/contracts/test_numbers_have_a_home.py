"""Every number stands in the knowledge room with a source, and nowhere else in the middle rooms."""

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from ilio import knowledge
from ilio.knowledge.entry import Grade

SRC = Path(__file__).resolve().parents[2] / "src" / "ilio"
ROOM = SRC / "knowledge"
TOMLS = sorted(ROOM.rglob("*.toml"))
# The pose of an exercise is a drawing: its angles are nobody's measurement.
DRAWN = "pose"
# Questions and marker names hold words only; rule sets and the cards of the tests cite once, at their top.
WORDS_ONLY = {"questions.toml", "markers.toml", "marker_sets.toml", "references.toml"}
CITE_ONCE = ("rules", "protocols")
ENTRY_FILES = [f for f in TOMLS if f.name not in WORDS_ONLY and f.parent.name not in CITE_ONCE]
RULE_FILES = [f for f in TOMLS if f.parent.name in CITE_ONCE]
PLACE = "place"  # in a list: no measurement
UNIT_IN_NAME = re.compile(r"_(deg|s|h|hours|months|years|kg|m|hz)$")
ALLOWED = (0, 1, 2, 180, 360, 0.5)
PURE_ROOMS = ("observations", "protocols", "verdicts", "programmes")


def entries(tree: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table that holds values, with its dotted path."""
    if any(not isinstance(value, dict) for value in tree.values()):
        yield path, tree
    for name, value in tree.items():
        if isinstance(value, dict) and name != DRAWN:
            yield from entries(value, f"{path}.{name}".lstrip("."))


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def faults(entry: dict[str, Any]) -> list[str]:
    """What an entry lacks."""
    found = []
    if entry.get("source") not in knowledge.references():
        found.append(f"source {entry.get('source')!r} is no reference")
    found += [
        f"source {key!r} is no reference"
        for key in entry.get("sources", ())
        if key not in knowledge.references()
    ]
    if entry.get("grade") not in get_args(Grade):
        found.append(f"grade {entry.get('grade')!r} is no grade")
    if not isinstance(entry.get("checked"), date):
        found.append("no date under 'checked'")
    bare = [
        k for k, v in entry.items() if is_number(v) and k != PLACE and not UNIT_IN_NAME.search(k)
    ]
    if bare and not entry.get("unit"):
        found.append(f"no unit for {bare}")
    return found


@pytest.mark.parametrize("file", ENTRY_FILES, ids=lambda f: f.name)
def test_every_entry_has_unit_source_grade_and_date(file: Path) -> None:
    bad = {path: wrong for path, entry in entries(read(file)) if (wrong := faults(entry))}
    assert bad == {}


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda f: f.name)
def test_every_rule_set_has_source_grade_and_date(file: Path) -> None:
    assert faults(read(file)) == []


@pytest.mark.parametrize(
    "file", [f for f in RULE_FILES if f.parent.name == "rules"], ids=lambda f: f.name
)
def test_every_dotted_name_in_a_rule_set_is_a_threshold(file: Path) -> None:
    names = {
        value
        for _, table in entries(read(file))
        for value in table.values()
        if isinstance(value, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", value)
    }
    assert names
    assert names <= knowledge.thresholds().keys()


def test_an_entry_that_lacks_everything_is_caught() -> None:
    assert faults({"value": 35.5, "sources": ["nobody1900"]}) == [
        "source None is no reference",
        "source 'nobody1900' is no reference",
        "grade None is no grade",
        "no date under 'checked'",
        "no unit for ['value']",
    ]


def test_every_reference_is_used() -> None:
    files = [f for f in TOMLS if f.name != "references.toml"] + sorted(SRC.rglob("*.py"))
    used = {word for f in files for word in re.findall(r"\w+", f.read_text(encoding="utf-8"))}
    assert sorted(knowledge.references().keys() - used) == []


def test_every_reference_named_in_a_docstring_exists() -> None:
    named = {
        (key, f.name)
        for f in SRC.rglob("*.py")
        for key in re.findall(r"``([a-z_]+(?:19|20)\d\d)``", f.read_text(encoding="utf-8"))
    }
    rule_sets = {f.stem for f in RULE_FILES}
    assert {n for n in named if n[0] not in knowledge.references().keys() | rule_sets} == set()


def loose_numbers(code: str) -> list[tuple[int, float]]:
    """Line and value of every numeric literal that belongs into the knowledge room."""
    return [
        (node.lineno, node.value)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Constant) and is_number(node.value) and node.value not in ALLOWED
    ]


def test_a_planted_number_is_caught() -> None:
    code = (
        '"""Docstrings may say 35.5."""\nlow = -1\nif angle_deg > 35.5:\n    x = [0, 180, True]\n'
    )
    assert loose_numbers(code) == [(3, 35.5)]


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_the_middle_rooms_hold_no_numbers(room: str) -> None:
    files = sorted((SRC / room).rglob("*.py"))
    assert files
    loose = {
        str(f.relative_to(SRC)): numbers
        for f in files
        if (numbers := loose_numbers(f.read_text(encoding="utf-8")))
    }
    assert loose == {}


def test_every_muscle_of_an_exercise_exists() -> None:
    unknown = {
        (key, muscle)
        for key, exercise in knowledge.exercises().items()
        for muscle in exercise.muscles
        if muscle not in knowledge.muscles()
    }
    assert unknown == set()


def test_every_muscle_is_there_for_something() -> None:
    trained = {m for e in knowledge.exercises().values() for m in e.muscles}
    flexors = {key for key, m in knowledge.muscles().items() if "flexor" in m.group}
    assert knowledge.muscles().keys() - trained - flexors == set()
