"""Pain of earlier visits: until when it counts."""

from typing import Any

import pytest

from ilio.core import Side
from ilio.records.lasting_pain import lasting_pain
from ilio.verdicts.pain import HELPER

SORE = {"passive_knee_to_chest_pain": {"left": True}}


def visit(day: str, **answers: Any) -> dict[str, Any]:
    return {"date": day, "answers": answers, "measurements": []}


def replaced(hip: str, months: float | None) -> dict[str, Any]:
    return {
        "do_not_test": ["hip_replacement"],
        "replaced_hip": hip,
        "hip_replaced_months": months,
    }


@pytest.mark.parametrize(
    ("later", "lasts"),
    [
        ({}, True),
        ({"passive_knee_to_chest_pain": {"right": False}}, True),
        ({"passive_knee_to_chest_pain": {"left": False}}, False),
        (replaced("left", 12), False),
        (replaced("both", 12), False),
        (replaced("right", 12), True),
        (replaced("left", 40), True),
        (replaced("left", None), True),
        ({**replaced("left", 12), **SORE}, True),
    ],
)
def test_pain_lasts_until_it_is_tried_again_or_its_joint_is_gone(
    later: dict[str, Any], lasts: bool
) -> None:
    told = lasting_pain([visit("2025-01-10", **SORE), visit("2026-11-22", **later)])
    assert told == ({Side.LEFT: {HELPER}} if lasts else {})


def test_pain_in_the_replaced_hip_lasts() -> None:
    new = {"replaced_hip": "left", "hip_replaced_months": 13.0}
    visits = [visit("2026-11-20", **{**new, **SORE}), visit("2026-11-22", **new)]
    assert lasting_pain(visits) == {Side.LEFT: {HELPER}}
