"""`ilio log`: what was done and felt, and what that changes."""

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli import clock
from ilio.apps.cli.log_keeping import (
    add_entry,
    entries_of,
    log_of,
    say_changes,
    standing_still,
)
from ilio.apps.cli.plan_writing import check_outputs, write_outputs
from ilio.apps.cli.planning import Zone
from ilio.apps.cli.saved_plan import open_plan
from ilio.apps.cli.voice import Json, say_json
from ilio.apps.cli.which_session import TODAY, session_of
from ilio.apps.plan_making import day_of
from ilio.core import InputError

if TYPE_CHECKING:
    from ilio.programmes.programme import Programme

NOON = time(12)


def log(
    plan: Annotated[Path, typer.Argument(help="Saved plan (.json); it stays as it is.")],
    session: Annotated[str, typer.Argument(help="Key of the session, or: today.")],
    done: Annotated[bool, typer.Option("--done/--missed", help="Whether it was done.")] = True,
    exercise: Annotated[str, typer.Option(help="Only for this exercise (its key).")] = "",
    reps: Annotated[int | None, typer.Option(help="Repetitions of the last set.")] = None,
    hold: Annotated[float | None, typer.Option(help="Longest hold [s].")] = None,
    effort: Annotated[float | None, typer.Option(help="How hard it was, 0 to 10.")] = None,
    pain: Annotated[float | None, typer.Option(help="Pain during it, 0 to 10.")] = None,
    pain_next_day: Annotated[
        float | None, typer.Option(help="Pain on the day after, 0 to 10.")
    ] = None,
    red_flag: Annotated[
        bool, typer.Option("--red-flag", help="A warning sign of the plan came up: it stops.")
    ] = False,
    remark: Annotated[str, typer.Option("--note", help="Words of your own.")] = "",
    day: Annotated[str | None, typer.Option(help="Day (2026-11-24); else today.")] = None,
    zone: Zone = None,
    ics: Annotated[Path | None, typer.Option(help="Write the changed calendar (.ics).")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write the changed handout (.pdf).")] = None,
    as_json: Json = False,
) -> None:
    """Log a session and hear what it changes.

    Example: ilio log plan.json today --reps 15 --effort 7 --pain 1
    """
    from ilio import records
    from ilio.observations.training_log import LogEntry
    from ilio.programmes.progressing import adjust

    programme = open_plan(plan)
    here = clock.zone_of(zone or programme.zone)
    outputs = {".ics": ics, ".pdf": pdf}
    check_outputs(outputs)
    now = clock.now(here)
    # a day that was given is meant as a whole
    moment = datetime.combine(_day_of_plan(day, programme), NOON) if day else now
    book = log_of(plan)
    logged = entries_of(book, programme)
    so_far = adjust(programme, logged, now.date())
    if programme.refused or (so_far.refused and session == TODAY):
        raise standing_still(so_far, plan)
    chosen = session_of(programme, session, moment, logged)
    before = session == TODAY and chosen.start.date() < moment.date()
    when = chosen.start.date() if before else moment.date()
    entry = LogEntry(
        session=chosen.key,
        day=when,
        done=done,
        exercise=exercise,
        reps=reps,
        hold_s=hold,
        effort=effort,
        pain=pain,
        pain_next_day=pain_next_day,
        red_flag=red_flag,
        note=remark,
    )
    changed = add_entry(book, entry, programme, now.date())
    # the events stay in the zone in which the plan was made, wherever it is logged
    kept = clock.zone_of(programme.zone or zone) if programme.zone or zone else None
    write_outputs(changed, outputs, kept)
    if as_json:
        say_json(records.programme_to_json(changed))
    else:
        say_changes(changed, plan)


def _day_of_plan(typed: str, programme: "Programme") -> date:
    """A day on which the plan had begun; an earlier one is a slip of the year or the month."""
    day = day_of(typed)
    if day < programme.start and programme.weeks:
        todo = "Give the day on which you trained."
        expected = f"a day of the plan, which began on {programme.start.isoformat()}"
        raise InputError(expected, f"{day.isoformat()}", todo)
    return day
