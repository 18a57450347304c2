"""Between phone and laptop nothing is lost, doubled or mixed between attempts."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilio.apps.web.faults import Refusal
from ilio.apps.web.link.events import MOST_AT_ONCE, for_laptop, for_phone
from ilio.apps.web.link.relay import MOST_READINGS, SILENT_S, Relay, Report


def begun(kind="sensor") -> Relay:
    relay = Relay()
    relay.order(kind, running=True)
    return relay


def numbered(first: int, last: int) -> list[dict[str, float]]:
    return [{"t": float(n)} for n in range(first, last)]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=60), st.integers(0, 40))
def test_whatever_is_lost_or_sent_twice_all_readings_arrive_once_in_order(sendings, whole):
    relay, wanted = begun(), 0
    for first, length in sendings:  # a bad network: any piece, any number of times
        relay.accept(1, first, numbered(first, min(first + length, whole)), now_s=0)
    while (wanted := relay.accept(1, wanted, numbered(wanted, whole), now_s=0)) < whole:
        pass
    assert relay.readings == numbered(0, whole)


def test_readings_of_an_attempt_that_is_over_are_let_go():
    relay = begun()
    relay.accept(1, 0, numbered(0, 5), now_s=0)
    relay.order("sensor", running=False)
    relay.order("sensor", running=True)
    assert relay.readings == []
    assert relay.accept(1, 5, numbered(5, 9), now_s=0) == 9, "the phone need not keep them"
    assert relay.readings == []


def test_to_run_is_to_begin_anew_even_without_a_stop_between():
    relay = begun("sensor")
    relay.accept(1, 0, numbered(0, 5), now_s=0)
    assert relay.order("sensor", running=True).take == 2
    assert relay.readings == []


def test_nothing_is_kept_of_a_phone_that_was_sent_away():
    relay = begun("camera")
    relay.accept(1, 0, numbered(0, 5), now_s=0)
    relay.forget(now_s=1)
    assert (relay.readings, relay.report, relay.wanted.running) == ([], Report(), False)
    relay.order("camera", running=True)
    assert relay.accept(1, 0, numbered(0, 5), now_s=2) == 5
    assert relay.readings == [], "what it still sends belongs to no attempt"


def test_more_than_ten_minutes_are_refused():
    relay = begun()
    relay.readings = numbered(0, MOST_READINGS)
    with pytest.raises(Refusal, match=r"at most ten minutes of readings, got more\. Stop the test"):
        relay.accept(1, MOST_READINGS, numbered(0, 1), now_s=0)


def told(events: list[str]) -> list[tuple[str, dict]]:
    """Name and content of events, without the signs of life."""
    lines = [each.splitlines() for each in events if not each.startswith(":")]
    return [(each[0][7:], json.loads(each[-2][6:])) for each in lines]


async def some(events, count: int) -> list[str]:
    return [await anext(events) for _ in range(count)]


def test_a_laptop_that_comes_back_hears_on_from_where_it_was():
    relay = begun()
    relay.accept(1, 0, numbered(0, MOST_AT_ONCE + 10), now_s=0)

    async def listen() -> None:
        first = await some(for_laptop(relay, lambda: 0.0), 3)
        assert [name for name, _ in told(first)] == ["phone", "readings", "readings"]
        assert f"id: 1:{MOST_AT_ONCE}\n" in first[1]
        again = told(await some(for_laptop(relay, lambda: 0.0, f"1:{MOST_AT_ONCE}"), 2))
        assert again[1][1]["first"] == MOST_AT_ONCE
        assert len(again[1][1]["readings"]) == 10
        stale = told(await some(for_laptop(relay, lambda: 0.0, "0:99"), 2))
        assert stale[1][1]["first"] == 0

    asyncio.run(listen())


def test_a_silent_phone_is_told_to_be_lost_and_heard_again():
    relay, time_s = begun(), [0.0]
    relay.note(Report("running"), now_s=0.0)

    async def listen() -> None:
        events = for_laptop(relay, lambda: time_s[0])
        assert told([await anext(events)])[0][1]["heard"] is True
        time_s[0] = SILENT_S + 1
        assert told(await some(events, 2))[0][1]["heard"] is False
        relay.note(Report("running"), now_s=time_s[0])
        assert told(await some(events, 2))[0][1]["heard"] is True

    asyncio.run(listen())


def test_the_phone_hears_the_order_that_holds_then_each_change_then_its_end():
    relay, joined = Relay(), [True]

    async def listen() -> None:
        events = for_phone(relay, lambda: joined[0])
        assert told([await anext(events)]) == [
            ("order", {"number": 0, "kind": "camera", "take": 0, "running": False, "words": ""})
        ]
        relay.order("sensor", running=True, words="Lie down.")
        later = told(await some(events, 2))
        assert later[0][1]["words"] == "Lie down."
        joined[0] = False
        assert told(await some(events, 2)) == [("gone", {})]

    asyncio.run(listen())
