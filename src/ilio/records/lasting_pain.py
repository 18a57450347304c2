"""Pain that earlier visits told of and no later one has tried again without it."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from ilio.core import Side
from ilio.core.days import is_day, months_later
from ilio.observations import Answers
from ilio.records.measured_json import answers_from_json
from ilio.records.measurement_json import measurement_from_json
from ilio.records.strict import Node
from ilio.verdicts.pain import Tests, painful_tests, painless_tests, still_painful


def lasting_pain(visits: Iterable[Mapping[str, Any]]) -> Tests:
    """In which tests each hip still hurts after all visits of a person.

    Parameters
    ----------
    visits
        As JSON (``ilio/visit/1``), the oldest first.

    Examples
    --------
    >>> lasting_pain([{"answers": {"passive_knee_to_chest_pain": {"left": True}},
    ...                "measurements": []}, {"answers": {}, "measurements": []}])
    {<Side.LEFT: 'left'>: frozenset({'bent by a helper'})}
    """
    found: Tests = {}
    last_told: dict[Side, str] = {}
    for visit in visits:
        node = Node.of(visit, "visit")
        day = str(visit.get("date", ""))
        # asked for every page: the curves, most of a visit, are not read for it
        told = (({**m.table, "curves": []}, m.place) for m in node.nodes("measurements"))
        measured = [measurement_from_json(table, place) for table, place in told]
        answers = answers_from_json(node.node("answers"))
        gone = {side for side in found if _replaced_since(last_told[side], side, answers, day)}
        found = {side: tests for side, tests in found.items() if side not in gone}
        painful, painless = painful_tests(measured, answers), painless_tests(measured, answers)
        found = still_painful(found, painful, painless)
        last_told |= dict.fromkeys(painful, day)
    return found


def _replaced_since(pain: str, side: Side, answers: Answers, day: str) -> bool:
    """Whether the hip was replaced after it hurt: the joint that hurt is no longer there."""
    months = answers.hip_replaced_months
    if answers.replaced_hip not in (side, "both") or months is None:
        return False
    return is_day(day) and is_day(pain) and months_later(day, -math.ceil(months)) > pain
