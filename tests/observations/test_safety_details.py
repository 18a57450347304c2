"""Details that go with a tick: a week says pregnancy, a replaced hip says hip replacement."""

import pytest

from ilio.observations import Answers, safety_of, weeks_later

CLEAR = {"red_flags": frozenset(), "do_not_test": frozenset(), "age_years": 34.0}


@pytest.mark.parametrize(
    ("detail", "held"),
    [
        ({"pregnancy_week": 12.0}, ("pregnancy",)),
        ({"pregnancy_week": 19.0}, ("pregnancy",)),
        ({"pregnancy_week": 20.0}, ("late_pregnancy", "pregnancy")),
        ({"replaced_hip": "left"}, ("hip_replacement",)),
        ({"hip_replaced_months": 14.0}, ("hip_replacement",)),
        ({"hip_replaced_months": 6.0}, ("hip_replacement",)),
        ({"hip_replaced_months": 5.9}, ("hip_surgery", "hip_replacement")),
    ],
)
def test_a_detail_holds_though_its_tick_was_forgotten(detail, held):
    assert safety_of(Answers(**CLEAR, **detail)).holds == held


def test_a_pregnancy_goes_on():
    asked = Answers(**CLEAR, pregnancy_week=18.0)
    assert safety_of(weeks_later(asked, 1)).plan == "allowed"
    assert safety_of(weeks_later(asked, 2)).plan == "after clearance"
    assert weeks_later(Answers(**CLEAR), 2) == Answers(**CLEAR)
