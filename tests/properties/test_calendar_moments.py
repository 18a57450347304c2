"""However a calendar names one event of a series, as a day or a moment, it is the same event."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from ilio.sources.calendar_event import event_of
from ilio.sources.calendar_text import calendars_of
from ilio.sources.calendar_zones import Zones
from ilio.sources.recurrence import occurrences

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Australia/Sydney", "UTC")
FORMS = ("day", "its zone", "utc", "floating", "another zone", "midnight")
FIRST, LAST = date(2026, 9, 1), date(2027, 6, 1)

series = st.fixed_dictionaries(
    {
        "zone": st.sampled_from(ZONES),
        "begin": st.dates(date(2026, 9, 10), date(2026, 12, 31)),
        "at": st.none() | st.times(time(5), time(22)).map(lambda t: t.replace(microsecond=0)),
        "count": st.integers(3, 20),
        "which": st.integers(0, 2),
        "form": st.sampled_from(FORMS),
    }
)


def day_text(day: date) -> str:
    return f"{day:%Y%m%d}"


def named(drawn: dict, day: date, here: ZoneInfo) -> str:
    """Parameters and value that name the event of a day in the drawn form."""
    zone, at, form = ZoneInfo(drawn["zone"]), drawn["at"], drawn["form"]
    moment = datetime.combine(day, at or time(), zone if at else here)
    if form == "day":
        return f";VALUE=DATE:{day_text(day)}"
    if form == "midnight":
        return f";TZID={drawn['zone']}:{day_text(day)}T000000"
    if form == "utc":
        return f":{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if form == "another zone" and at:
        other = moment.astimezone(ZoneInfo("Asia/Kolkata"))
        return f";TZID=Asia/Kolkata:{other:%Y%m%dT%H%M%S}"
    if form == "floating" and at and here != zone:
        moment = moment.astimezone(UTC).astimezone(here)
        return f":{moment:%Y%m%dT%H%M%S}"
    if form == "floating":
        return f":{moment:%Y%m%dT%H%M%S}"
    return f";TZID={moment.tzinfo}:{moment:%Y%m%dT%H%M%S}"


def start_lines(drawn: dict) -> list[str]:
    day, at = drawn["begin"], drawn["at"]
    if at is None:
        return [f"DTSTART;VALUE=DATE:{day_text(day)}"]
    return [f"DTSTART;TZID={drawn['zone']}:{day_text(day)}T{at:%H%M%S}", "DURATION:PT45M"]


def found(here: ZoneInfo, *events: list[str]) -> list[date]:
    blocks = ["\n".join(["BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"]) for lines in events]
    text = "\n".join(["BEGIN:VCALENDAR", *blocks, "END:VCALENDAR"])
    read = [event_of(lines, Zones({}), here) for lines in calendars_of(text.split("\n"))[0].events]
    starts = (one.start for one in occurrences(read, FIRST, LAST, here))
    return [start.date() if isinstance(start, datetime) else start for start in starts]


def weekly(drawn: dict) -> list[date]:
    return [drawn["begin"] + timedelta(weeks=n) for n in range(drawn["count"])]


@given(series, st.sampled_from(ZONES))
def test_an_exception_leaves_out_just_that_event(drawn: dict, here: str) -> None:
    zone, all_days = ZoneInfo(here), weekly(drawn)
    out = all_days[drawn["which"]]
    rule = f"RRULE:FREQ=WEEKLY;COUNT={drawn['count']}"
    lines = [*start_lines(drawn), rule, f"EXDATE{named(drawn, out, zone)}"]
    assert found(zone, lines) == [day for day in all_days if day != out]


@given(series, st.sampled_from(ZONES))
def test_a_change_stands_for_just_that_event(drawn: dict, here: str) -> None:
    zone, all_days = ZoneInfo(here), weekly(drawn)
    out = all_days[drawn["which"]]
    moved = out + timedelta(days=2)
    rule = f"RRULE:FREQ=WEEKLY;COUNT={drawn['count']}"
    change = [*start_lines(drawn | {"begin": moved}), f"RECURRENCE-ID{named(drawn, out, zone)}"]
    assert found(zone, [*start_lines(drawn), rule], change) == sorted(
        [day for day in all_days if day != out] + [moved]
    )


TOKYO_AT_MIDNIGHT_IN_SYDNEY = {
    "zone": "Asia/Tokyo",
    "begin": date(2026, 11, 1),
    "at": time(22),
    "count": 3,
    "which": 0,
    "form": "floating",
}


@example(TOKYO_AT_MIDNIGHT_IN_SYDNEY, "Australia/Sydney")
@given(series, st.sampled_from(ZONES))
def test_a_change_from_a_day_on_moves_that_event_and_all_later_ones(drawn: dict, here: str) -> None:
    zone, all_days = ZoneInfo(here), weekly(drawn)
    since = all_days[drawn["which"]]
    rule = f"RRULE:FREQ=WEEKLY;COUNT={drawn['count']}"
    change = [
        *start_lines(drawn | {"begin": since + timedelta(days=1)}),
        f"RECURRENCE-ID;RANGE=THISANDFUTURE{named(drawn, since, zone)}",
    ]
    assert found(zone, [*start_lines(drawn), rule], change) == [
        day if day < since else day + timedelta(days=1) for day in all_days
    ]


@given(series.filter(lambda drawn: drawn["form"] != "midnight"), st.sampled_from(ZONES))
def test_a_rule_ends_with_the_event_that_its_end_names(drawn: dict, here: str) -> None:
    zone, all_days = ZoneInfo(here), weekly(drawn)
    last = all_days[drawn["which"]]
    until = named(drawn, last, zone).rpartition(":")[2]
    if drawn["form"] in ("another zone", "its zone", "floating"):
        # an end has no zone of its own: it is that of the event
        until = f"{day_text(last)}T{drawn['at'] or time():%H%M%S}"
    lines = [*start_lines(drawn), f"RRULE:FREQ=WEEKLY;UNTIL={until}"]
    assert found(zone, lines) == all_days[: drawn["which"] + 1]
