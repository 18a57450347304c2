"""A VisitInput as the text of a visit file."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from ilio.core import Side
from ilio.observations import AttemptInput, VisitInput
from ilio.sources.visit_schema import ANSWERS, PATHS, READINGS, RESTS, SCHEMA


def write_visit(visit: VisitInput) -> str:
    """The text of a visit file; `read_visit` gives the same visit back.

    A typed reading is written as its number with its device: the error budget of the device gives
    the interval back.

    Parameters
    ----------
    visit
        What to write. Paths of recordings are written as they are.

    Returns
    -------
    str
        TOML.

    Examples
    --------
    >>> print(write_visit(VisitInput(person="R.")))
    schema = "ilio/visit-input/1"
    rules = "ilio"
    <BLANKLINE>
    [person]
    label = "R."
    <BLANKLINE>
    """
    blocks = [_lines(_top(visit)), *_tables(visit)]
    return "\n".join(block for block in blocks if block)


def _top(visit: VisitInput) -> dict[str, object]:
    answers = visit.answers
    return {
        "schema": SCHEMA,
        "date": visit.date or None,
        "rules": visit.rules,
        "red_flags": answers.red_flags,
        "do_not_test": answers.do_not_test,
    }


def _tables(visit: VisitInput) -> Iterator[str]:
    answers = visit.answers
    person = {
        "label": visit.person or None,
        "age_years": answers.age_years,
        "sitting_hours": answers.sitting_hours,
        "with_clinician": answers.with_clinician,
        "pregnancy_week": answers.pregnancy_week,
        "replaced_hip": answers.replaced_hip,
        "hip_replaced_months": answers.hip_replaced_months,
    }
    yield _table("[person]", person)
    for clearance in answers.clearances:
        yield _table("[[clearance]]", asdict(clearance))
    for side in Side:
        passive = {
            "deg": answers.passive_knee_to_chest_deg.get(side),
            "pain": answers.passive_knee_to_chest_pain.get(side),
        }
        yield _table(f"[passive_knee_to_chest.{side}]", passive)
    for attempt in visit.attempts:
        yield _table("[[attempt]]", _attempt(attempt))
    for (protocol, side), known in visit.truth.items():
        quoted = {_value(name): value for name, value in known.items()}
        yield f"[truth.{protocol}.{side}]\n{_lines(quoted)}"


def _attempt(attempt: AttemptInput) -> dict[str, object]:
    readings = {
        f"{name}_deg": found.value
        for name in READINGS[attempt.protocol]
        if (found := attempt.readings.get((name, None)))
    }
    return {
        "protocol": attempt.protocol,
        "side": str(attempt.side),
        **{key: getattr(attempt, key) for key in PATHS},
        "rest": attempt.rest if attempt.rest != RESTS[0] else None,
        "level_deg": attempt.level_deg,
        "device": attempt.device,
        **readings,
        **{key: getattr(attempt.answers, key) for key in ANSWERS[attempt.protocol]},
    }


def _table(head: str, values: Mapping[str, object]) -> str:
    lines = _lines(values)
    return f"{head}\n{lines}" if lines else ""


def _lines(values: Mapping[str, object]) -> str:
    told = {key: value for key, value in values.items() if value is not None}
    return "".join(f"{key} = {_value(value)}\n" for key, value in told.items())


def _value(value: object) -> str:
    """A value in TOML; JSON's way of quoting is valid there, but for the delete character."""
    if isinstance(value, frozenset):
        return f"[{', '.join(_value(name) for name in sorted(value))}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
