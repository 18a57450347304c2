"""The rest pose at the start of a log, and the turn of a sensor away from it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray, Gate
from ilio.sources.vectors import angle_deg, dot, length, middle, unit, without

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class RestPose:
    """Where the rest pose is in a log.

    Parameters
    ----------
    start, end
        Samples, `end` not included.
    widen_sd_deg
        Error to add because the rest pose was short or missing [deg].
    gate
        What to tell the person.

    Examples
    --------
    >>> RestPose(0, 9, 0.0, Gate("rest pose", "pass", "Still.")).end
    9
    """

    start: int
    end: int
    widen_sd_deg: float
    gate: Gate


def find_rest(time_s: FloatArray, turn_deg: FloatArray) -> RestPose:
    """The first still stretch before any large turn; a short one widens the error, none fails.

    Parameters
    ----------
    time_s
        ``(n,)`` [s].
    turn_deg
        ``(n, k)`` angles that all stay within a small range while the sensor is still [deg].

    Examples
    --------
    >>> t = np.arange(0, 4, 0.1)
    >>> find_rest(t, np.zeros((40, 1))).gate.state
    'pass'
    """
    whole, short = threshold("phone.rest_time").value, threshold("phone.rest_time_short").value
    found = _first_still(time_s, turn_deg, whole)
    if found is not None:
        text = f"The rest pose was still from {time_s[found[0]]:.1f} s on."
        return RestPose(*found, 0.0, Gate("rest pose", "pass", text))
    found = _first_still(time_s, turn_deg, short)
    if found is not None:
        text = f"The rest pose was still for less than {whole:g} s; the interval is wider for it."
        widen = threshold("phone.rest_short_sd").value
        return RestPose(*found, widen, Gate("rest pose", "unknown", text))
    end = max(1, int(np.searchsorted(time_s, time_s[0] + short, side="right")))
    text = f"No still rest pose was found. Stay still for {whole:g} s before the first move."
    widen = threshold("phone.rest_none_sd").value
    return RestPose(0, end, widen, Gate("rest pose", "fail", text, blocks=True))


def _first_still(time_s: FloatArray, turn: FloatArray, least_s: float) -> tuple[int, int] | None:
    ends = np.searchsorted(time_s, time_s + least_s - 1e-9)
    starts = np.flatnonzero(ends < len(time_s))
    ends = ends[starts]
    known = np.all(np.isfinite(turn), axis=1)
    before = np.concatenate([[0], np.cumsum(known)])
    enough = 2 * (before[ends + 1] - before[starts]) > ends + 1 - starts
    within = np.all(
        _ranges(turn, known, starts, ends) <= threshold("phone.rest_range").value, axis=1
    )
    still = np.flatnonzero(enough & within)
    if not len(still):
        return None
    start, end = int(starts[still[0]]), int(ends[still[0]]) + 1
    middle_turn = np.median(turn[start:end][known[start:end]], axis=0)
    moved = np.abs(turn[:start] - middle_turn)
    late = bool(np.any(moved > threshold("phone.large_lift").value))
    return None if late else (start, end)


def _ranges(turn: FloatArray, known: BoolArray, starts: IntArray, ends: IntArray) -> FloatArray:
    """Largest minus smallest angle from each start to its end, ``(k, axes)``.

    Of stretches of 1, 2, 4 ... samples, two that overlap make any longer one.
    """
    high = np.where(known[:, None], turn, -np.inf)
    low = np.where(known[:, None], turn, np.inf)
    level = np.log2(ends + 1 - starts).astype(np.int64)
    found = np.full((len(starts), turn.shape[1]), np.inf)
    for power in range(int(level.max(initial=-1)) + 1):
        width = 1 << power
        if power:
            high = np.maximum(high[: -width // 2], high[width // 2 :])
            low = np.minimum(low[: -width // 2], low[width // 2 :])
        at = np.flatnonzero(level == power)
        first, last = starts[at], ends[at] + 1 - width
        found[at] = np.maximum(high[first], high[last]) - np.minimum(low[first], low[last])
    return found


def turns_of(up: FloatArray) -> FloatArray:
    """Angles that show whether a direction is still: to the axes of the sensor [deg], ``(n, 3)``.

    Examples
    --------
    >>> turns_of(np.array([[0.0, 0.0, 1.0]]))
    array([[90., 90.,  0.]])
    """
    return np.stack([angle_deg(length(without(up, a)), dot(up, a)) for a in np.eye(3)], axis=1)


def turn_from_rest(
    up: FloatArray, time_s: FloatArray, rest: RestPose
) -> tuple[FloatArray, float, Gate]:
    """Angle between up now and up at rest, + in the direction of the first large turn.

    Parameters
    ----------
    up
        ``(n, 3)`` unit vectors in the sensor's axes.
    time_s
        ``(n,)`` [s].
    rest
        Where the rest pose is.

    Returns
    -------
    tuple
        ``(n,)`` [deg], frame noise in the rest pose [deg], and whether the direction is clear.

    Examples
    --------
    >>> lift = np.radians(np.concatenate([np.zeros(20), np.arange(80.0)]))
    >>> up = np.stack([np.sin(lift), 0 * lift, np.cos(lift)], axis=1)
    >>> t = np.arange(100) / 10
    >>> turn, noise, gate = turn_from_rest(up, t, find_rest(t, turns_of(up)))
    >>> round(float(turn[-1]), 1), gate.state
    (79.0, 'pass')
    """
    still = up[rest.start : rest.end]
    at_rest = unit(np.array([middle(still[:, i]) for i in range(3)]))
    across = np.cross(at_rest, up)
    size = angle_deg(length(across), dot(up, at_rest))
    off = np.degrees(length(np.cross(at_rest, still)))
    noise = float(np.sqrt(middle(off**2))) if np.isfinite(off).any() else 0.0
    axis, gate = _lift_axis(across, size, time_s, rest)
    if gate.state == "pass":
        gate = _one_axis(_first_turn(up[rest.end :], size[rest.end :]), axis) or gate
    return np.where(dot(across, axis) < 0, -size, size), noise, gate


def _first_turn(up: FloatArray, size: FloatArray) -> FloatArray:
    """From the first large turn until the sensor is back; later it may be taken off."""
    beyond = size > threshold("phone.large_lift").value
    back = np.flatnonzero(~beyond & np.isfinite(size))
    first = int(np.argmax(beyond))
    until = back[back > first]
    return up[first : int(until[0]) if len(until) else len(up)]


def _one_axis(up: FloatArray, axis: FloatArray) -> Gate | None:
    """What fails where the sensor also turned far out of the plane of the lift; else None.

    A thigh swings about one axis, give or take what it goes out to the side. What was picked up,
    strapped on or slipped turns about any.
    """
    limit, most = threshold("phone.out_of_plane").value, threshold("phone.out_most").value
    out = np.degrees(np.arcsin(np.clip(np.abs(dot(up, axis)), 0, 1)))
    share = PERCENT * float(np.mean(out > limit)) if len(out) else 0.0
    if share <= most:
        return None
    text = (
        f"For {share:.0f} % of the time the sensor lay over {limit:g} deg out of the plane of its "
        "first large turn: it was not strapped on yet, or it slipped. Start once it is strapped on "
        "and you stand, or cut the log there."
    )
    return Gate("lift", "fail", text, blocks=True)


def _lift_axis(
    across: FloatArray, size: FloatArray, time_s: FloatArray, rest: RestPose
) -> tuple[FloatArray, Gate]:
    """Axis of the first turn that is large, else of the largest one."""
    large = threshold("phone.large_lift").value
    after = np.arange(len(size)) >= rest.end
    beyond = np.flatnonzero(after & (size > large))
    if beyond.size:
        first = int(beyond[0])
        until = time_s[first] + threshold("phone.rest_time_short").value
        part = across[first : int(np.searchsorted(time_s, until)) + 1]
        text = f"The first turn over {large:g} deg, at {time_s[first]:.1f} s, is taken as the lift."
        return unit(np.array([middle(part[:, i]) for i in range(3)])), Gate("lift", "pass", text)
    text = (
        f"The sensor never turned by {large:g} deg, so that up and down cannot be told apart. "
        "Lift the knee once, well up, after the rest pose."
    )
    if not np.isfinite(size).any():
        return np.array([1.0, 0.0, 0.0]), Gate("lift", "fail", text, blocks=True)
    return unit(across[int(np.nanargmax(size))]), Gate("lift", "fail", text, blocks=True)
