"""What a reliability study is to be, who begins with what, and its empty manifest."""

import csv
import io
from dataclasses import dataclass

from ilio.core import InputError, Side, UnknownNameError
from ilio.knowledge import guided_protocols, protocol_card, threshold
from ilio.records.wording import unit_of
from ilio.reliability import people_for_icc

HEAD = (
    *("person", "side", "rater", "device", "session", "trial"),
    *("protocol", "quantity", "unit", "value", "path"),
)


@dataclass(frozen=True)
class StudyPlan:
    """What a study is to be.

    Parameters
    ----------
    protocol, device
        The test, and what it is measured by.
    people, raters, sessions, trials
        How many of each.

    Raises
    ------
    UnknownNameError
        If there is no such test.
    InputError
        If there are too few people, or nothing is measured twice.

    Examples
    --------
    >>> StudyPlan("thomas", "phone", people=30).quantity
    'hip_extension'
    """

    protocol: str
    device: str
    people: int = 30
    raters: int = 2
    sessions: int = 2
    trials: int = 2

    def __post_init__(self) -> None:
        if self.protocol not in guided_protocols():
            raise UnknownNameError("test", self.protocol, guided_protocols())
        least = int(threshold("study.people_least").value)
        if self.people < least:
            better = people_for_icc(threshold("study.icc_usual").value)
            todo = f"Plan for {least}, better for {better}."
            raise InputError(f"{least} people or more", str(self.people), todo)
        if max(self.raters, self.sessions, self.trials) < 2:
            todo = "Plan two raters, two sessions or two trials."
            raise InputError("something that is measured twice", "one of each", todo)

    @property
    def quantity(self) -> str:
        """The most telling number of the test.

        Examples
        --------
        >>> StudyPlan("knee-raise", "stop watch").quantity
        'hold_time'
        """
        return protocol_card(self.protocol).leading


@dataclass(frozen=True)
class Who:
    """One line of the sheet of identities.

    Parameters
    ----------
    person
        The label that stands in the manifest.
    side, rater
        Which of them begins.

    Examples
    --------
    >>> Who("P01", "left", "A").person
    'P01'
    """

    person: str
    side: str
    rater: str


def who_is_measured(plan: StudyPlan) -> tuple[Who, ...]:
    """The people; sides take turns from person to person, raters from pair to pair.

    Examples
    --------
    >>> people = who_is_measured(StudyPlan("thomas", "phone", people=12))
    >>> [(who.person, who.side, who.rater) for who in people[:3]]
    [('P01', 'left', 'A'), ('P02', 'right', 'A'), ('P03', 'left', 'B')]
    """
    raters, sides = _raters(plan), _sides(plan)
    return tuple(
        Who(f"P{number + 1:02}", sides[number % len(sides)], raters[number // 2 % len(raters)])
        for number in range(plan.people)
    )


def manifest_of(plan: StudyPlan) -> str:
    """The empty manifest, its rows in the order in which people are measured.

    Examples
    --------
    >>> rows = manifest_of(StudyPlan("thomas", "phone", people=12)).splitlines()
    >>> len(rows), rows[1]
    (193, 'P01,left,A,phone,1,1,thomas,hip_extension,deg,,')
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEAD)
    for session in range(1, plan.sessions + 1):
        for who in who_is_measured(plan):
            for rater in _beginning_with(who.rater, _raters(plan)):
                for trial in range(1, plan.trials + 1):
                    for side in _beginning_with(who.side, _sides(plan)):
                        unit = unit_of(plan.quantity)
                        row = (who.person, side, rater, plan.device, session, trial)
                        writer.writerow((*row, plan.protocol, plan.quantity, unit, "", ""))
    return text.getvalue()


def _sides(plan: StudyPlan) -> list[str]:
    """The sides of a round; an empty one where both are tested at once."""
    tested = protocol_card(plan.protocol).sides_tested
    return ["" if side is Side.BOTH else str(side) for side in tested]


def _raters(plan: StudyPlan) -> list[str]:
    return [chr(ord("A") + number) for number in range(plan.raters)]


def _beginning_with(first: str, names: list[str]) -> list[str]:
    at = names.index(first)
    return names[at:] + names[:at]
