"""People as a list to choose from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilio.records.store import Person, VisitLine


@dataclass(frozen=True)
class PersonRow:
    """Somebody in the list.

    Parameters
    ----------
    id, label
        Who.
    tests
        How many visits there are.
    last, summary
        Day and finding of the newest; empty before the first.
    has_login
        Whether they can log in themselves.

    Examples
    --------
    >>> PersonRow("p", "Mo", 0, "", "", False).last
    ''
    """

    id: str
    label: str
    tests: int
    last: str
    summary: str
    has_login: bool


def people_view(
    people: "Sequence[tuple[Person, Sequence[VisitLine]]]", logins: Collection[str | None]
) -> tuple[PersonRow, ...]:
    """The list of people.

    Parameters
    ----------
    people
        Each with their visits, the oldest first.
    logins
        Ids of those who have a login.

    Examples
    --------
    >>> people_view([], ())
    ()
    """
    return tuple(
        PersonRow(
            id=person.id,
            label=person.label,
            tests=len(lines),
            last=lines[-1].day if lines else "",
            summary=lines[-1].summary if lines else "",
            has_login=person.id in logins,
        )
        for person, lines in people
    )
