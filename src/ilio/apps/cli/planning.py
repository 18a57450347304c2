"""`ilio plan`: from a visit to dated sessions around the runs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli import clock
from ilio.apps.cli.log_keeping import going_on
from ilio.apps.cli.plan_making import read_running
from ilio.apps.cli.plan_writing import check_outputs, write_outputs
from ilio.apps.cli.reporting import open_visit
from ilio.apps.cli.safety_views import first_page, how_to_go_on
from ilio.apps.cli.saved_plan import open_plan
from ilio.apps.cli.voice import Json, note, progress_bar, say, say_json
from ilio.apps.plan_making import Running, first_day, make_plan, safety_on, wishes_of
from ilio.apps.seen_on import seen_on

if TYPE_CHECKING:
    from ilio.observations import Safety
    from ilio.observations.running_week import FreeTime
    from ilio.programmes.programme import Programme
    from ilio.records import Visit

Runs = Annotated[
    list[str] | None,
    typer.Option(
        help="Your runs: words such as 'Tue intervals, Sun long', a text file, a calendar (.ics),"
        " or recorded runs (.fit .gpx .tcx, or a folder). May be given several times."
    ),
]
Zone = Annotated[
    str | None,
    typer.Option(
        help="Your time zone, such as Europe/Berlin; else the plan's own, else this machine's."
    ),
]


def plan(
    visit: Annotated[Path, typer.Argument(help="Saved visit (.json) or visit file (.toml).")],
    runs: Runs = None,
    run: Annotated[
        list[str] | None,
        typer.Option("--run", help="Title in your calendar that is a run. May be given again."),
    ] = None,
    no_run: Annotated[
        list[str] | None,
        typer.Option("--no-run", help="Title in your calendar that is no run. May be given again."),
    ] = None,
    free: Annotated[
        str | None, typer.Option(help="When you are free, such as 'Mon Wed Sat 18-21'.")
    ] = None,
    start: Annotated[str | None, typer.Option(help="First day (2026-11-23); else today.")] = None,
    weeks: Annotated[int | None, typer.Option(help="How many weeks.", min=1)] = None,
    no_stretch: Annotated[
        bool, typer.Option("--no-stretch", help="Bridges and strengthening, no stretching.")
    ] = False,
    long_is_hard: Annotated[
        bool, typer.Option("--long-is-hard", help="Treat the long run as a hard one.")
    ] = False,
    squats_hurt: Annotated[
        bool, typer.Option("--squats-hurt", help="Squats hurt: single leg and core first.")
    ] = False,
    session_minutes: Annotated[
        int | None, typer.Option(help="The longest session that you wish for.", min=5)
    ] = None,
    sessions_a_week: Annotated[
        int | None,
        typer.Option(
            help="The most calendar entries a week beside your runs; else 4, or as before.",
            min=1,
            max=14,
        ),
    ] = None,
    remind: Annotated[bool, typer.Option("--remind", help="Calendar events remind you.")] = False,
    zone: Zone = None,
    previous: Annotated[
        Path | None, typer.Option(help="Plan so far (.json): what can stay, stays.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Take the week guessed from recorded runs as it is.")
    ] = False,
    ics: Annotated[Path | None, typer.Option(help="Write a calendar (.ics).")] = None,
    pdf: Annotated[Path | None, typer.Option(help="Write a handout (.pdf).")] = None,
    md: Annotated[Path | None, typer.Option(help="Write it as Markdown (.md).")] = None,
    fhir: Annotated[
        Path | None, typer.Option(help="Write a FHIR R4B CarePlan (.fhir.json).")
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Save the plan (.json).")] = None,
    as_json: Json = False,
) -> None:
    """Plan sessions from a visit, around your runs and in your free time.

    Example: ilio plan visit.json --runs 'Tue intervals, Sun long' --free 'Mon Wed Sat 18-21'
    """
    from ilio.apps.cli.stopped_plans import nothing_stopped
    from ilio.programmes.progressing import adjust
    from ilio.sources.run_titles import TitleChoice

    old = open_plan(previous) if previous else None
    here = clock.zone_of(zone or (old.zone if old else None))
    today = clock.now(here).date()
    first = old.start if old and start is None else first_day(start, today)
    papers = {".ics": ics, ".pdf": pdf, ".md": md, ".fhir.json": fhir}
    check_outputs({**papers, ".json": save})
    wishes = wishes_of(
        no_stretch=no_stretch or None,
        long_run_is_hard=long_is_hard or None,
        squats_hurt=squats_hurt or None,
        reminders=remind or None,
        session_minutes=session_minutes,
        sessions_a_week=sessions_a_week or (old and old.sessions_a_week) or None,
    )
    with progress_bar() as progress:
        done = seen_on(open_visit(visit, progress), today)
    safety = safety_on(done, first, weeks)
    nothing_stopped((visit, save, previous), done.person, today, safety)
    times, running = None, Running()
    if safety.plan == "allowed":  # else there is nothing to plan the runs for
        times = _free_times(free) if free else None
        titles = TitleChoice(tuple(run or ()), tuple(no_run or ()))
        running = read_running(runs or [], first, weeks, here, titles, confirmed=yes)
    with progress_bar() as progress:
        progress("Planning", 1)
        may = safety.plan == "allowed"  # else there is no plan that a log could move
        log = going_on(previous, old, today) if may and previous and old else ()
        made = make_plan(done, running, first, weeks, times, wishes, old, today, log, zone=here)
    # saved are the steps of the plan; shown is what the log has earned of them, as in a session
    shown = made if made.refused else adjust(made, log, today)
    # files first: an answer whose reader went away loses nothing
    write_outputs(made, {".json": save}, here)
    write_outputs(shown, papers, here, reminders=remind)
    _say(shown, done, safety, as_json=as_json)


def _free_times(typed: str) -> "tuple[FreeTime, ...]":
    """The free times that were typed, and in words what was understood."""
    from ilio.sources.free_words import read_free_week
    from ilio.sources.run_words import text_or_file

    week = read_free_week(text_or_file(typed))
    note(f"Free: {' '.join(week.understood)}")
    return week.times


def _say(programme: "Programme", visit: "Visit", safety: "Safety", *, as_json: bool) -> None:
    """The plan, or why there is none and how to come to one."""
    from ilio.apps.cli.plan_views import plan_view
    from ilio.records import programme_to_json

    if as_json:
        say_json(programme_to_json(programme))
        return
    said = programme.summary
    if not programme.refused:
        say(*plan_view(programme))
    else:
        say(*(first_page(said, safety) or [said, *how_to_go_on(said, safety, visit.answers)]))
