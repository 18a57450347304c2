"""`ilio progress`: what changed over the visits, held against the error of measurement."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli.safety_views import first_page_of
from ilio.apps.cli.stored import Address, find_person, opened
from ilio.apps.cli.voice import Json, say, say_json, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from ilio.apps.ruling import Ruling
    from ilio.records.history import Trend


def progress(
    person: Annotated[
        str | None, typer.Argument(help="Their label, or the beginning of their id; else you.")
    ] = None,
    store: Address = None,
    as_json: Json = False,
) -> None:
    """Show what changed over the visits of a person, and whether it is more than error.

    Example: ilio progress
    """
    from ilio.apps.ruling import ruling_in, shown_today
    from ilio.records.history import trends
    from ilio.records.history_log import adherence, pain_days, pain_text
    from ilio.records.history_sure import what_is_sure
    from ilio.records.history_words import what_changed
    from ilio.records.store import OWNER
    from ilio.records.trend_json import trend_to_json

    with opened(store) as kept:
        who = find_person(kept, person)
        today, ruling = kept.now().date(), ruling_in(kept, OWNER, who.id)
        stored = kept.visits(OWNER, who.id)
        plan, log = kept.programme(OWNER, who.id), kept.log(OWNER, who.id)
    page, first = _said_first(ruling)
    # no number beside what takes to help
    visits = () if page else [shown_today(one, ruling, today) for one in stored]
    series, changed, pain = trends(visits), what_changed(visits), pain_days(log)
    done = adherence(plan.programme, log, today) if plan else None
    hurt, sure = pain_text(pain, today), what_is_sure(series)
    if as_json:
        say_json(
            {
                "person": who.id,
                "trends": [trend_to_json(one) for one in series],
                "sure": sure,
                "changed": changed,
                "adherence": None if done is None else asdict(done),
                "pain": [{**asdict(day), "day": day.day.isoformat()} for day in pain],
            }
        )
        return
    if page:
        say(*page)
        return
    lists = _under("What is sure, since the first test:", sure)
    lists += _under("Since the last test:", changed)
    few = _too_few(who.label, series, len(visits), ruled_out=bool(first))
    told = done.text if done else ""
    say(*filter(None, (first, few)), *lists, *filter(None, (told, hurt)))
    say(*(_series_view(both) for both in _side_by_side(series)))


def _said_first(ruling: "Ruling | None") -> "tuple[list[RenderableType], str]":
    """The page of the newest answers, empty for who may test, and what comes before numbers."""
    from ilio.observations import safety_of
    from ilio.verdicts.safety_telling import headline

    if ruling is None:
        return [], ""
    newest = ruling.stored.visit
    return first_page_of(newest), headline(safety_of(newest.answers, newest.judgement.hurts))


def _under(title: str, lines: "Sequence[str]") -> tuple[str, ...]:
    return (title, *(f"- {line}" for line in lines), "") if lines else ()


def _too_few(label: str, series: "Sequence[Trend]", visits: int, *, ruled_out: bool) -> str:
    if not series and not (visits and ruled_out):
        return f"No visit of {label} with a number yet. Keep one with: ilio keep visit.json"
    return "One visit so far: nothing to compare with." if visits == 1 else ""


def _side_by_side(series: "Sequence[Trend]") -> "Iterator[list[Trend]]":
    """The most telling number of each test, both sides of one device together."""
    from ilio.records.history_words import is_told

    told = [one for one in series if is_told(one)]
    for key in dict.fromkeys((one.protocol, one.device) for one in told):
        yield [one for one in told if (one.protocol, one.device) == key]


def _series_view(both: "Sequence[Trend]") -> "Table":
    from ilio.records.history_words import change_words, least_words, protocol_of, trend_title
    from ilio.records.wording import measured_text, side_words

    days = sorted({point.day for one in both for point in one.points})
    title = f"{protocol_of(both[0])}, by {both[0].device}: {trend_title(both[0])}"
    rows = table(title, "day", *(str(one.side) for one in both))
    for day in days:
        cells = ((measured_text(p.value) for p in one.points if p.day == day) for one in both)
        rows.add_row(day.isoformat(), *("\n".join(cell) for cell in cells))
    under = []
    for one in both:
        if one.change:
            under.append(f"{side_words(one.side)}, since the first: {change_words(one.change)}")
        else:
            after = least_words(one.least, one.points[-1].value) if one.least else ""
            under.append(f"{side_words(one.side)}, at the next test: {after or 'an end is open'}.")
    rows.caption, rows.caption_justify, rows.caption_style = "\n".join(under), "left", ""
    return rows
