"""`ilio clear`: what a doctor, midwife or physiotherapist has allowed, by name and day."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from ilio.apps.clearing import with_clearance
from ilio.apps.cli import clock
from ilio.apps.cli.safety_views import first_page, how_to_go_on
from ilio.apps.cli.voice import Json, note, say, say_json
from ilio.apps.seen_on import seen_on


def clear(
    visit: Annotated[Path, typer.Argument(help="Saved visit (.json); it is written anew.")],
    answer: Annotated[str, typer.Argument(help="What was cleared, such as hip_replacement.")],
    by: Annotated[str, typer.Option(help="Who cleared it, by name.")] = "",
    on: Annotated[str, typer.Option(help="The day on which they did (2026-11-20).")] = "",
    as_json: Json = False,
) -> None:
    """Record in a saved visit that somebody has cleared an answer for training.

    Example: ilio clear visit.json hip_replacement --by 'Dr. Roth, surgeon' --on 2026-11-20
    """
    from ilio import records
    from ilio.core import ReadError
    from ilio.observations import safety_of
    from ilio.observations.safety import ends
    from ilio.verdicts.safety_telling import ended_words

    if visit.suffix.lower() != ".json":
        todo = (
            "Write [[clearance]] with of, by and on into the visit file, or save the visit first: "
            f"ilio assess {visit} --save visit.json"
        )
        raise ReadError(visit, "a saved visit (.json)", f"the ending '{visit.suffix}'", todo)
    today = clock.today()
    cleared = with_clearance(records.load(visit), answer, by, on, today)
    records.save(cleared, visit)
    note(f"Written: {visit}")
    done = seen_on(cleared, today)
    safety = safety_of(done.answers, done.judgement.hurts)
    if as_json:
        given = [asdict(clearance) for clearance in done.answers.clearances]
        waits = {"waits_for": safety.uncleared, "asks": safety.asks}
        say_json({"clearances": given, "plan": safety.plan, **waits})
        return
    new = done.answers.clearances[-1]
    say(f"Recorded: {new.of}, cleared by {new.by} on {new.on}.")
    if ends(new) < safety.as_of:
        say(ended_words(new, safety.as_of))
    summary = done.judgement.summary
    rest = first_page(summary, safety) or how_to_go_on(summary, safety, done.answers)
    say(*(rest or [f"Now make the plan: ilio plan {visit}"]))
