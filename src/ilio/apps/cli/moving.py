"""`ilio move`: one session goes to another day or time, the rest stands still."""

from pathlib import Path
from typing import Annotated

import typer

from ilio.apps.cli import clock
from ilio.apps.cli.log_keeping import going_on, standing_still
from ilio.apps.cli.plan_writing import check_outputs, write_outputs
from ilio.apps.cli.planning import Zone
from ilio.apps.cli.saved_plan import open_plan
from ilio.apps.cli.voice import Json, say, say_json
from ilio.apps.cli.which_session import named_session


def move(
    plan: Annotated[Path, typer.Argument(help="Saved plan (.json); the move is saved in it.")],
    session: Annotated[str, typer.Argument(help="Key of the session, as in ilio log.")],
    day: Annotated[str, typer.Argument(help="Day (2026-11-26), or the next such weekday (Thu).")],
    at: Annotated[str, typer.Argument(metavar="TIME", help="Time (18:30).")],
    zone: Zone = None,
    ics: Annotated[Path | None, typer.Option(help="Write the changed calendar (.ics).")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write the changed handout (.pdf).")] = None,
    as_json: Json = False,
) -> None:
    """Move one session; a time that breaks a rule of the plan is refused, with the rule.

    Example: ilio move plan.json w1-strength-2 Thu 18:30
    """
    from ilio import records
    from ilio.apps.cli.stopped_plans import nothing_stopped
    from ilio.apps.session_moving import moment_typed, with_moved
    from ilio.programmes.progressing import adjust

    made = open_plan(plan)
    here = clock.zone_of(zone or made.zone)
    outputs = {".ics": ics, ".pdf": pdf}
    check_outputs({**outputs, ".json": plan})
    now = clock.now(here)
    if made.refused:
        raise standing_still(made, plan)
    nothing_stopped((plan,), made.person, now.date(), None)
    log = going_on(plan, made, now.date())
    to = moment_typed(day, at, now.date())
    new = with_moved(made, adjust(made, log, now.date()), log, session, to, now)
    shown = adjust(new, log, now.date())
    write_outputs(new, {".json": plan}, here)
    # the events stay in the zone in which the plan was made, wherever it is moved
    write_outputs(shown, outputs, clock.zone_of(made.zone or zone) if made.zone or zone else None)
    if as_json:
        say_json(records.programme_to_json(shown))
    else:
        before, after = (
            next(s for s in programme.sessions if s.key == session) for programme in (made, new)
        )
        say(f"Moved: {named_session(before)} to {after.start:%a %Y-%m-%d at %H:%M}.")
