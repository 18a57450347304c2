"""Visits that were only typed, judged by the rules: one for each kind of report."""

from ilio.core import Measured, Side
from ilio.observations import Answers, AttemptAnswers, AttemptInput, Clearance, VisitInput
from ilio.records import Visit
from ilio.wiring import assess

PERSON = Answers(
    red_flags=frozenset(),
    do_not_test=frozenset(),
    age_years=45.0,
    sitting_hours=8.0,
    as_of="2026-11-22",
)
CLEARED = Clearance(of="hernia", by="Dr. Alba Roth, surgeon", on="2026-11-20")


def raised(side: Side, ended: str = "full time", held_s: float | None = None) -> AttemptInput:
    answers = AttemptAnswers(
        pain=ended == "pain",
        seen_by="friend",
        thigh_seen="clearly above",
        ended=ended,
        held_s=held_s,
        support="none",
        back_at_5s="as at the start",
        back_at_end="as at the start",
        trunk_forward="no",
    )
    return AttemptInput(protocol="knee-raise", side=side, answers=answers)


def hung(
    side: Side, drop_deg: float | None = None, contact: str | None = None, hurt: bool = False
) -> AttemptInput:
    answers = AttemptAnswers(
        pain=hurt, seen_by="friend", hand_check="snug", bracing=True, table_level=True,
        at_the_edge=True, thigh_contact=contact,
    )  # fmt: skip
    if drop_deg is None:
        return AttemptInput(protocol="thomas", side=side, answers=answers)
    drop = Measured.from_sd(drop_deg, 2.0, "deg", shared_sd=2.2)
    return AttemptInput(
        protocol="thomas",
        side=side,
        answers=answers,
        readings={("thigh_drop", side): drop},
        device="inclinometer",
    )


def made(*attempts: AttemptInput, answers: Answers = PERSON) -> Visit:
    twice = tuple(attempt for attempt in attempts for _ in range(2))
    return assess(VisitInput(attempts=twice, answers=answers, person="Sam", date="2026-11-22"))
