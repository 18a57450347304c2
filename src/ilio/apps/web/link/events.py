"""Server-sent events: what the laptop and the phone hear as soon as it happens."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from typing import Any

from fastapi.responses import StreamingResponse

from ilio.apps.web.link.relay import Relay

TICK_S = 1.0
"""So often a silent stream looks whether the phone is lost, and shows that it is alive [s]."""

MOST_AT_ONCE = 600
"""Readings in one event: whoever comes late gets them in pieces."""

NowS = Callable[[], float]


def stream(events: AsyncIterator[str]) -> StreamingResponse:
    """Events as an answer that goes on.

    Examples
    --------
    >>> async def none():
    ...     yield ": nothing"
    >>> stream(none()).media_type
    'text/event-stream'
    """
    return StreamingResponse(events, media_type="text/event-stream")


def event(name: str, data: dict[str, Any], mark: str = "") -> str:
    """One event; after a lost connection the browser tells the last mark that it saw.

    Examples
    --------
    >>> print(event("order", {"take": 1}, "1:0"), end="")
    event: order
    id: 1:0
    data: {"take":1}
    <BLANKLINE>
    """
    marked = f"id: {mark}\n" if mark else ""
    return f"event: {name}\n{marked}data: {json.dumps(data, separators=(',', ':'))}\n\n"


async def for_laptop(relay: Relay, now_s: NowS, mark: str = "") -> AsyncIterator[str]:
    """How the phone is, and its readings, each once and in order.

    Parameters
    ----------
    relay
        Where they come from.
    now_s
        A clock that only rises [s].
    mark
        The last one seen, as take and number of readings: ``"3:120"``.

    Examples
    --------
    >>> import asyncio
    >>> asyncio.run(anext(for_laptop(Relay(), lambda: 0.0))).splitlines()[0]
    'event: phone'
    """
    take, sent = _place(mark)
    told: dict[str, Any] | None = None
    while not relay.closed:
        phone = asdict(relay.report) | {"heard": relay.is_heard(now_s())}
        if phone != told:
            told = phone
            yield event("phone", phone)
        if take != relay.wanted.take or sent > len(relay.readings):
            take, sent = relay.wanted.take, 0
        if sent < len(relay.readings):
            part = relay.readings[sent : sent + MOST_AT_ONCE]
            data = {"take": take, "first": sent, "readings": part}
            sent += len(part)
            yield event("readings", data, f"{take}:{sent}")
            continue
        await relay.change(TICK_S)
        yield ": still here\n\n"


async def for_phone(relay: Relay, still_joined: Callable[[], bool]) -> AsyncIterator[str]:
    """The order that holds, at once and whenever it changes; an end when it was sent away.

    Examples
    --------
    >>> import asyncio
    >>> asyncio.run(anext(for_phone(Relay(), lambda: True))).splitlines()[0]
    'event: order'
    """
    told = None
    while still_joined() and not relay.closed:
        if relay.wanted != told:
            told = relay.wanted
            yield event("order", asdict(told))
        await relay.change(TICK_S)
        yield ": still here\n\n"
    if not relay.closed:
        yield event("gone", {})


def _place(mark: str) -> tuple[int, int]:
    take, _, sent = mark.partition(":")
    return (int(take), int(sent)) if take.isdigit() and sent.isdigit() else (-1, 0)
