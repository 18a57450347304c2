"""The load steps of a programme: its blocks in order, and easier ones below the first."""

from dataclasses import replace

from ilio.core import Side
from ilio.knowledge import dose, exercise
from ilio.programmes.player import title_of
from ilio.programmes.programme import Prescription, Programme, Purpose, Session

ROLES: tuple[Purpose, ...] = ("strength", "core", "glutes", "single leg")
"""What has load steps."""
EASED: tuple[Purpose, ...] = ("activation", "length")
"""What grows by no steps, but has easier forms."""
LOWEST = -2


def planned_step(programme: Programme, week: int) -> int:
    """The step that the plan has for a week, counted from 0.

    Examples
    --------
    >>> from datetime import date
    >>> planned_step(Programme(summary="", start=date(2026, 11, 23), weeks=0), 3)
    0
    """
    return max(0, sum(block.first_week <= week for block in programme.blocks) - 1)


def items_at(
    programme: Programme, role: Purpose, step: int, *, short: bool = False
) -> tuple[Prescription, ...]:
    """What a strength session holds of a role at a step.

    One step under the first is a lighter band or the easier exercise, two steps are both.

    Parameters
    ----------
    programme
        With its blocks.
    role
        One of `ROLES`.
    step
        0 is the first block; negative is easier.
    short
        Whether the short version of the session is meant.

    Examples
    --------
    >>> from datetime import date
    >>> items_at(Programme(summary="", start=date(2026, 11, 23), weeks=0), "core", 0)
    ()
    """
    if not programme.blocks:
        return ()
    block = programme.blocks[max(step, 0)]
    full = block.short if short else block.strength
    items = tuple(item for item in full if item.purpose == role)
    for below in range(-1, step - 1, -1):
        lighter = role == "strength" and below == -1
        items = tuple(_lighter(i) if lighter else _easier(i, programme) for i in items)
    return items


def eased(item: Prescription, programme: Programme, step: int) -> Prescription:
    """An exercise that grows by no steps, in its easier form below step 0.

    Examples
    --------
    >>> from datetime import date
    >>> press = Prescription(exercise="banded_press_away", purpose="activation", side="both",
    ...                      sets=2, hold_s=10)
    >>> eased(press, Programme(summary="", start=date(2026, 11, 23), weeks=1), -1).exercise
    'supine_march'
    """
    for _ in range(step, 0):
        item = _easier(item, programme)
    return item


def _lighter(item: Prescription) -> Prescription:
    again = dose("strength.restart")
    return replace(
        item,
        sets=min(item.sets, again.sets_low),
        reps=again.reps_low,
        rest_s=again.rest_s,
        load=again.load,
        source=again.source,
        grade=again.grade,
    )


def _easier(item: Prescription, programme: Programme) -> Prescription:
    """The next easier exercise that the person may do; less of the same where there is none."""
    sides = tuple(Side) if item.side == "both" else (Side.parse(item.side),)
    for name in exercise(item.exercise).regression:
        if programme.limits.sides_for(name, sides) == sides:
            return _as(name, item)
    if item.sets > 1:
        return replace(item, sets=item.sets - 1)
    half = item.hold_s and item.hold_s // 2
    return replace(item, hold_s=half, reps=item.reps and (item.reps + 1) // 2)


def _as(name: str, item: Prescription) -> Prescription:
    """The same sets of another exercise; repetitions or seconds as that one counts."""
    counts = exercise(name).dose
    if (item.reps is None) == (counts.reps_low is None):
        return replace(item, exercise=name)
    return replace(item, exercise=name, reps=counts.reps_low, hold_s=counts.hold_s_low)


def at_steps(programme: Programme, session: Session, steps: dict[Purpose, int]) -> Session:
    """A coming session at the steps that were earned, or as much easier as pain has made it.

    Parameters
    ----------
    programme
        With its blocks.
    session
        A session of it.
    steps
        Role to the step that was earned; the plan's own step is the most.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> retest = Session(key="w3-retest-1", start=datetime(2026, 12, 10, 18), minutes=30,
    ...                  kind="retest", place="on its own", week=3, title="Retest")
    >>> empty = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> at_steps(empty, retest, {}) == retest
    True
    """
    stepped = session.kind in ("strength", "core")
    most = planned_step(programme, session.week)
    items: list[Prescription] = []
    seen: set[Purpose] = set()
    for item in session.items:
        step = min(most, steps.get(item.purpose, most))
        if item.purpose not in ROLES or not stepped:
            items.append(eased(item, programme, step))
        elif item.purpose not in seen:
            items += items_at(programme, item.purpose, step, short=session.short)
        seen.add(item.purpose)
    return replace(session, items=tuple(items))


def next_step(programme: Programme, session: Session) -> tuple[Prescription, ...]:
    """What the plan has for the week of a session and the log has not earned yet.

    Parameters
    ----------
    programme
        With its blocks.
    session
        As it stands today.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> retest = Session(key="w3-retest-1", start=datetime(2026, 12, 10, 18), minutes=30,
    ...                  kind="retest", place="on its own", week=3, title="Retest")
    >>> next_step(Programme(summary="", start=date(2026, 11, 23), weeks=0), retest)
    ()
    """
    planned = at_steps(programme, session, {})
    return tuple(i for i in planned.items if i.purpose in ROLES and i not in session.items)


def step_words(programme: Programme, role: Purpose, step: int) -> str:
    """A step in a few words.

    Examples
    --------
    >>> from datetime import date
    >>> step_words(Programme(summary="", start=date(2026, 11, 23), weeks=0), "core", 0)
    'nothing'
    """
    items = (
        items_at(programme, role, step) if role in ROLES else _eased_items(programme, role, step)
    )
    if not items:
        return "nothing"
    first = items[0]
    title = title_of(first.exercise).lower()
    name = ", ".join(part for part in (title if step < 0 else "", first.load) if part) or title
    amount = f"{first.reps} repetitions" if first.reps else f"{first.hold_s:g} s"
    return f"{name} ({first.sets} x {amount})"


def _eased_items(programme: Programme, role: Purpose, step: int) -> tuple[Prescription, ...]:
    """What the sessions beside those of strength hold of a role, at a step of 0 or lower."""
    each = (item for session in programme.sessions for item in session.items)
    own = dict.fromkeys(item for item in each if item.purpose == role)
    return tuple(eased(item, programme, step) for item in own)
