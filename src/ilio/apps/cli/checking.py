"""`ilio check`: what stopped a plan was looked at, or its questions answered; then it goes on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli import clock
from ilio.apps.cli.answering import typed_line, typed_number
from ilio.apps.cli.log_keeping import (
    add_entry,
    entries_of,
    log_of,
    say_changes,
    standing_still,
)
from ilio.apps.cli.saved_plan import open_plan
from ilio.apps.cli.voice import Json, note, say, say_json
from ilio.apps.plan_making import day_of
from ilio.core import InputError

if TYPE_CHECKING:
    from datetime import date

    from ilio.observations.training_log import LogEntry
    from ilio.programmes.programme import Programme

NO, YES = ("n", "no"), ("y", "yes")


def check(
    plan: Annotated[Path, typer.Argument(help="Saved plan (.json); it stays as it is.")],
    by: Annotated[str, typer.Option(help="Who has looked at it; else it is asked.")] = "",
    pain: Annotated[
        float | None, typer.Option(help="Pain on an ordinary day, 0 to 10; else it is asked.")
    ] = None,
    red_flag: Annotated[
        bool | None,
        typer.Option(
            "--red-flag/--no-red-flag",
            help="Whether a warning sign of the plan came up; else it is asked.",
        ),
    ] = None,
    day: Annotated[str | None, typer.Option(help="Day (2026-11-24); else today.")] = None,
    as_json: Json = False,
) -> None:
    """Log that what stopped a plan was looked at, so that it goes on.

    After a warning sign the safety questions are asked again.

    Example: ilio check plan.json --by 'Mo Lind, physiotherapist' --pain 2 --no-red-flag
    """
    from ilio import records
    from ilio.programmes.progressing import adjust
    from ilio.programmes.stopping import stopped_by_a_sign, stopped_by_pain

    programme = open_plan(plan)
    book = log_of(plan)
    today = clock.today()
    when = day_of(day) if day else today
    so_far = adjust(programme, entries_of(book, programme), today)
    if not so_far.refused:
        todo = "Nothing has to be checked: go on as planned."
        raise InputError("a plan that pain has stopped", "one that goes on", todo)
    if stopped_by_a_sign(so_far):
        entry = _answered_again(today, red_flag)
    elif stopped_by_pain(so_far):
        entry = _asked(so_far, when, by, pain, red_flag)
    else:
        raise standing_still(so_far, plan)
    changed = add_entry(book, entry, programme, today)
    if as_json:
        say_json(records.programme_to_json(changed))
        return
    if not changed.refused:
        say("The plan goes on.")
    say_changes(changed, plan)


def _answered_again(today: "date", red_flag: bool | None) -> "LogEntry":
    """None of the safety questions is answered yes; else the way is to help, not to the plan."""
    from ilio.knowledge import red_flags
    from ilio.observations.training_log import questions_answered

    if red_flag is None:
        for flag in red_flags().values():
            note(f"- {flag.question}")
        red_flag = _yes("Is one of these true? [y/n]", "whether one of the questions is true")
    if red_flag:
        todo = "Type: ilio assess. It says how soon to be seen."
        raise InputError("no warning sign any more", "one that is still there", todo)
    return questions_answered(today)


def _yes(question: str, expected: str) -> bool:
    answer = typed_line(question).lower()
    if answer not in YES + NO:
        raise InputError(expected, f"'{answer}'", "Say it with --red-flag or --no-red-flag.")
    return answer in YES


def _asked(
    programme: "Programme", when: "date", by: str, pain: float | None, red_flag: bool | None
) -> "LogEntry":
    """What was given, and the rest asked; nothing is taken for granted."""
    from ilio.observations.named_person import somebody
    from ilio.observations.training_log import LogEntry
    from ilio.records.plan_words import cited
    from ilio.sources.log_file import CHECK

    who = by.strip() or typed_line("Who has looked at it, by name?")
    somebody(who, "who looked at the pain", programme.person)
    if pain is None:
        pain = typed_number("Pain on an ordinary day, 0 to 10?", "log_pain")
    if pain is None:
        raise InputError("the pain on an ordinary day, 0 to 10", "none", "Give it with --pain.")
    if red_flag is None:
        for sign in programme.stop:
            note(f"- {cited(sign)}")
        question = "Did one of these come up, or another warning sign? [y/n]"
        red_flag = _yes(question, "whether a warning sign came up")
    return LogEntry(
        session=CHECK, day=when, done=False, pain=pain, red_flag=red_flag, checked_by=who
    )
