"""`ilio train`: a session, step by step, in the terminal."""

import sys
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli import clock
from ilio.apps.cli.answering import typed_number, typed_yes
from ilio.apps.cli.log_keeping import (
    add_entry,
    entries_of,
    log_of,
    say_changes,
    standing_still,
)
from ilio.apps.cli.planning import Zone
from ilio.apps.cli.saved_plan import open_plan
from ilio.apps.cli.voice import Json, say, say_json
from ilio.apps.cli.which_session import NIGHT_ENDS, TODAY, session_of

if TYPE_CHECKING:
    from datetime import datetime

    from ilio.apps.cli.player import Played
    from ilio.observations.training_log import LogEntry
    from ilio.programmes.player import Step
    from ilio.programmes.programme import Programme, Session


def train(
    plan: Annotated[Path, typer.Argument(help="Saved plan (.json).")],
    session: Annotated[str, typer.Argument(help="Key of the session, or: today.")] = TODAY,
    zone: Zone = None,
    as_json: Json = False,
) -> None:
    """Play a session in the terminal: get ready, hold, change side, rest; then log it.

    Without a terminal the steps are printed. Example: ilio train plan.json today
    """
    from ilio.programmes.player import player_steps
    from ilio.programmes.progressing import adjust

    programme = open_plan(plan)
    now = clock.now(clock.zone_of(zone or programme.zone))
    today = now.date()
    book = log_of(plan)
    logged = entries_of(book, programme)
    changed = adjust(programme, logged, today)
    if changed.refused:
        raise standing_still(changed, plan)
    still_runs(changed, now)
    chosen = session_of(changed, session, now, logged)
    steps = player_steps(chosen)
    if as_json:
        say_json({"session": chosen.key, "steps": [asdict(step) for step in steps]})
        return
    if not steps:
        say(f"{chosen.title}: nothing to play. Use ilio assess for a test.")
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        say(*_printed(chosen, steps))
        return
    played = _played(steps)
    entry = _asked(chosen, played)
    day = chosen.start.date() if session == TODAY else today
    say_changes(add_entry(book, replace(entry, day=day), programme, today), plan)


def still_runs(programme: "Programme", now: "datetime") -> None:
    """Stop at a plan that has ended: what it was made of, a pregnancy or a clearance, went on.

    Raises
    ------
    InputError
        If its last day is past, and the night after it.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> from ilio.programmes.programme import Programme
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=2)
    >>> still_runs(plan, datetime(2026, 12, 7, 1))
    >>> still_runs(plan, datetime(2026, 12, 7, 12))
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a plan that still runs, got one that ended on \
2026-12-06. Test again with ilio assess, then make a new one with ilio plan.
    """
    from ilio.core import InputError

    last = programme.last_day
    if (now - timedelta(hours=NIGHT_ENDS)).date() > last:
        todo = "Test again with ilio assess, then make a new one with ilio plan."
        raise InputError("a plan that still runs", f"one that ended on {last.isoformat()}", todo)


def _printed(session: "Session", steps: "tuple[Step, ...]") -> list[str]:
    minutes = sum(step.seconds for step in steps) / 60
    title = f"{session.title}, {session.start:%Y-%m-%d %H:%M}, about {minutes:.0f} min"
    return [title, *(f"{step.seconds:4.0f} s  {step.kind}: {step.text}" for step in steps)]


def _played(steps: "tuple[Step, ...]") -> "Played":
    from ilio.apps.cli.player import play
    from ilio.apps.cli.terminal import TerminalDesk, single_keys

    with single_keys():
        return play(steps, TerminalDesk(clock.Stopwatch()))


def _asked(session: "Session", played: "Played") -> "LogEntry":
    """Ask how it was; an empty line leaves a question out."""
    from ilio.observations.training_log import LogEntry

    left = played.steps - played.finished
    say("Done." if played.whole else f"{left} of {played.steps} steps were skipped or left.")
    done = typed_yes("Does it count as done?") if played.quit else True
    return LogEntry(
        session=session.key,
        day=session.start.date(),
        done=done,
        effort=typed_number("How hard was it, 0 to 10?", "log_effort") if done else None,
        pain=typed_number("Pain during it, 0 to 10?", "log_pain"),
        red_flag=typed_yes("Did a warning sign of the plan come up?", default=False),
    )
