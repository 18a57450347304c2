"""Which pictures of a film are looked at: few while the body is still, more where it moves."""

import math
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ilio.sources.video.effort import Effort
from ilio.sources.video.following import MOVED_DEG, Follower, Sighting
from ilio.sources.video.frames import Shot, Wish
from ilio.sources.video.landmarks import Pose
from ilio.sources.video.skeleton import leg_angles, wrapped

LOOK_BACK_S = 0.2
RUNS_DEG, BOTH_RUN_DEG = 40.0, 27.0
"""A thigh that turns the first in that time runs, or both that turn the second: in walking they
stay below 20, briskly 24, in a raise one stands. Legs that swap places seem to turn less."""

RUNS_ON_S = 1.0
"""Every picture is read for so long after a leg was last seen running, twice within that time."""

FEW_HZ = 10.0
"""Pictures that no other needs are left undecoded while no more than this is wanted [Hz]."""

DOUBTFUL_HZ, DOUBTFUL_STILL_HZ = 10.0, 2.5
"""While the two networks disagree both read, but no more pictures than this, moving or not [Hz]."""

EARLY = 0.3
"""A picture may come this share of its spacing too early, as phones do not keep time."""

MANY_PIXELS = 2048 * 1152
"""Of larger pictures only few are kept at a time, so that memory stays bounded."""


def paced(shots: Iterable[Shot], effort: Effort, wish: Wish | None = None) -> Iterator[Sighting]:
    """What was seen, in order of time.

    Pictures between two that were looked at are kept until it is known how far the legs turned
    from the one to the other; then as many of them are looked at as the motion asks for.

    Parameters
    ----------
    shots
        All pictures of a film or of a part of it.
    effort
        How closely to look.
    wish
        Told whether all pictures are wanted, or few will do for now.

    Examples
    --------
    >>> import av
    >>> from ilio.sources.video.effort import DEFAULT
    >>> from ilio.sources.video.film import Film
    >>> film = Film(96, 64, 10.0, 1.0, 0)
    >>> black = av.VideoFrame.from_ndarray(np.zeros((64, 96, 3), dtype=np.uint8))
    >>> [s.time_s for s in paced([Shot(i / 10, black, film) for i in range(10)], DEFAULT)]
    [0.0, 0.2, 0.4, 0.6, 0.8]
    """
    follower, pace, wish = Follower(effort), _Pace(effort), wish or Wish()
    held: list[Shot] = []
    last: Sighting | None = None
    for shot in shots:
        if not pace.is_due(shot, follower.in_agreement):
            if pace.may_be_wanted(shot, held):
                held.append(shot)
            continue
        now = follower.look(shot.frame())
        rate = pace.wanted_hz(now)
        wish.every = effort.rate_hz > FEW_HZ or now.time_s < pace.runs_until_s
        wish.next_s = -math.inf if pace.moves else pace.due_s(shot, follower.in_agreement)
        if last and follower.in_agreement:
            chosen = _spread(held, last.time_s, now.time_s, rate)
            yield from follower.look_between((s.frame() for s in chosen), last)
        yield now
        last, held = now, []


class _Pace:
    """When to look next, from how far the legs turned so far."""

    def __init__(self, effort: Effort) -> None:
        self._effort = effort
        self._last: Sighting | None = None
        self._past: deque[Sighting] = deque()
        self.moves = True
        self._strode_s = self.runs_until_s = -math.inf

    def is_due(self, shot: Shot, surely: bool) -> bool:
        return shot.time_s >= self.due_s(shot, surely)

    def due_s(self, shot: Shot, surely: bool) -> float:
        """When to look next, told at a picture [s]."""
        if self._last is None:
            return -math.inf
        runs = shot.time_s < self.runs_until_s
        rate = self._effort.running_hz if runs else self._effort.rate_hz
        if not surely:
            rate = min(rate, DOUBTFUL_HZ if self.moves else DOUBTFUL_STILL_HZ)
        return self._last.time_s + 1 / rate - self._early_s(shot)

    def may_be_wanted(self, shot: Shot, held: Sequence[Shot]) -> bool:
        effort, picture = self._effort, shot.picture
        if effort.moving_hz <= effort.rate_hz or self._last is None:
            return False
        large = picture.width * picture.height > MANY_PIXELS
        apart_s = 1 / (effort.moving_hz if large else effort.running_hz)
        kept_s = held[-1].time_s if held else self._last.time_s
        return shot.time_s >= kept_s + apart_s - self._early_s(shot)

    def wanted_hz(self, now: Sighting) -> float:
        """Rate between the last picture that was looked at and this one."""
        effort, last, past = self._effort, self._last, self._past
        self._last = now
        past.append(now)
        since_s = now.time_s - LOOK_BACK_S + effort.apart_s / 2
        while len(past) > 2 and past[1].time_s <= since_s:
            past.popleft()
        turned = turned_deg(past[0].best, now.best)
        if turned.thigh > RUNS_DEG or turned.both_thighs > BOTH_RUN_DEG:
            again = now.time_s - self._strode_s < RUNS_ON_S
            self._strode_s, self.moves = now.time_s, True
            if again:
                self.runs_until_s = now.time_s + RUNS_ON_S
            return effort.running_hz
        self.moves = turned_deg(last.best if last else None, now.best).leg > MOVED_DEG / 2
        return effort.moving_hz if self.moves else 0.0

    def _early_s(self, shot: Shot) -> float:
        return EARLY / max(shot.film.rate_hz, self._effort.rate_hz)


def _spread(held: Sequence[Shot], begin_s: float, end_s: float, rate_hz: float) -> list[Shot]:
    """As many of the pictures as the rate asks for, evenly between the two ends."""
    wanted = min(len(held), round((end_s - begin_s) * rate_hz) - 1)
    if wanted <= 0:
        return []
    times = np.array([shot.time_s for shot in held])
    due = np.linspace(begin_s, end_s, wanted + 2)[1:-1]
    nearest = sorted({int(np.abs(times - at).argmin()) for at in due})
    return [held[i] for i in nearest]


class Turned(NamedTuple):
    """How far legs turned, whichever carries which label [deg].

    Parameters
    ----------
    thigh, both_thighs
        The thigh that turned more, and the one that turned less.
    leg
        The thigh or shank that turned most.

    Examples
    --------
    >>> Turned(30.0, 2.0, 40.0).both_thighs
    2.0
    """

    thigh: float
    both_thighs: float
    leg: float


def turned_deg(before: Pose | None, after: Pose | None) -> Turned:
    """How far the legs turned, with the labels that make it less [deg].

    Examples
    --------
    >>> turned_deg(None, None)
    Turned(thigh=0.0, both_thighs=0.0, leg=0.0)
    """
    if before is None or after is None:
        return Turned(0.0, 0.0, 0.0)
    was, now = leg_angles(before.xy[None])[0], leg_angles(after.xy[None])[0]
    ways = [np.abs(wrapped(labelled - was, -180.0)) for labelled in (now, now[::-1])]
    turned = min(ways, key=lambda way: float(way.max()))
    thighs = turned[:, 0]
    return Turned(float(thighs.max()), float(thighs.min()), float(turned.max()))
