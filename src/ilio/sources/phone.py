"""Logs of a phone or an inclinometer on the thigh (or the pelvis) to a Recording."""

from itertools import groupby
from pathlib import Path

import numpy as np

from ilio.core import InputError, ReadError, Side
from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import budget, threshold
from ilio.observations import AngleTrace, FloatArray, Gate, Recording, Source
from ilio.sources.angle_columns import angle_column
from ilio.sources.gravity import up_in_sensor
from ilio.sources.log_files import logs_in
from ilio.sources.log_table import LogTable
from ilio.sources.rest_pose import RestPose, find_rest, turn_from_rest, turns_of
from ilio.sources.vectors import angle_deg, dot, middle, unit

REST_ELEVATION_DEG = {"standing": 0.0, "lying": HORIZONTAL_DEG}
"""Thigh elevation in the rest pose: straight down, or level."""

_READY = {"thigh elevation": "thigh_elevation", "pelvic tilt": "pelvic_tilt"}
_WHY_NOT = "a sensor on one segment sees only that segment"


def read_log(path: str | Path, *, rest: str = "standing", segment: str = "thigh") -> Recording:
    r"""Read a log of gravity, acceleration, orientation or a ready angle.

    Parameters
    ----------
    path
        Export of phyphox (accelerometer with gravity, inclination of a plane), Sensor Logger
        (Gravity, TotalAcceleration, Orientation), Physics Toolbox, an Xsens text file, or
        ``time_s, angle_deg``; as text, in a zip archive, as a spreadsheet, or as JSON.
    rest
        Pose at the start: ``"standing"`` (thigh elevation 0) or ``"lying"`` (90, thigh level).
    segment
        ``"thigh"``; or ``"pelvis"`` for a phone that lies flat on the front of the pelvis, its
        top towards the head.

    Raises
    ------
    ReadError
        If it is not such a log, gravity was taken out, or a cell is not a number.

    Notes
    -----
    Elevation is the angle between the direction of gravity now and in the rest pose, so that the
    way the phone is strapped does not matter; its sign is that of the first large lift.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> rows = "\n".join(f"{i / 10},{90 + max(0, i - 20)}" for i in range(100))
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "a.csv"
    ...     _ = file.write_text("time_s,angle_deg\n" + rows)
    ...     recording = read_log(file)
    >>> recording.trace("thigh_elevation").angle_deg[[0, -1]]
    array([ 0., 79.])
    """
    problems: list[InputError] = []
    for _, choices in groupby(logs_in(path), key=lambda choice: choice.rank):
        found: dict[str, Recording] = {}
        for choice in choices:
            try:
                found[choice.name] = _recording_of(choice.read(), path, rest, segment)
            except InputError as problem:
                problems.append(problem)
        if len(found) > 1:
            todo = "Give one file for each attempt."
            raise ReadError(path, "the log of one attempt", " and ".join(found), todo)
        if found:
            return found.popitem()[1]
    raise problems[0]


def _recording_of(log: LogTable, path: str | Path, rest: str, segment: str) -> Recording:
    for name, channel in _READY.items():
        if (ready := angle_column(log, (name,), path)) is not None:
            return _recording(log, channel, ready, source="a ready angle")
    if (drop := angle_column(log, ("thigh drop",), path)) is not None:
        angle = HORIZONTAL_DEG - drop
        return _recording(log, "thigh_elevation", angle, source="a ready thigh drop")
    plain = angle_column(log, ("angle", "inclination"), path)
    if plain is not None and "rotation (deg)" not in log.columns:
        return _from_angle(log, plain, rest)
    up, source, shaken = up_in_sensor(log, path)
    up = _calm(up, log.time_s, shaken)
    pose = find_rest(log.time_s, turns_of(up))
    if segment == "pelvis":
        return _on_pelvis(log, up, pose, source)
    turn, noise, lift = turn_from_rest(up, log.time_s, pose)
    return _recording(
        log,
        "thigh_elevation",
        REST_ELEVATION_DEG[rest] + turn,
        source=source,
        noise_deg=noise,
        pose=pose,
        gates=(lift,),
        facts=(("rest pose", f"{rest}: thigh elevation {REST_ELEVATION_DEG[rest]:g}"),),
    )


def _calm(up: FloatArray, time_s: FloatArray, shaken: bool) -> FloatArray:
    """A running mean of directions where shaking is mixed in; ends use what there is."""
    count = round(threshold("phone.smooth").value / float(np.median(np.diff(time_s)))) | 1
    if not shaken or count < 2 or count > len(time_s):
        return up
    seen = np.all(np.isfinite(up), axis=1)
    window: FloatArray = np.ones(count)
    weight: FloatArray = np.convolve(seen.astype(np.float64), window, mode="same")
    total = [np.convolve(np.where(seen, up[:, i], 0.0), window, mode="same") for i in range(3)]
    mean = np.stack(total, axis=1) / np.where(weight > 0, weight, np.nan)[:, None]
    return np.where(seen[:, None], unit(mean), np.nan)


def _from_angle(log: LogTable, angle: FloatArray, rest: str) -> Recording:
    """One column of angles: read from its own rest pose, the first large turn upwards."""
    pose = find_rest(log.time_s, angle[:, None])
    at_rest = middle(angle[pose.start : pose.end])
    base = REST_ELEVATION_DEG[rest]
    zeroed = abs(at_rest - base) <= threshold("phone.rest_near").value
    turn = angle - at_rest
    large = np.flatnonzero(np.abs(turn) > threshold("phone.large_lift").value)
    down = bool(large.size) and bool(turn[large[0]] < 0) and not zeroed
    note = f"The log rests at {at_rest:.1f} deg, which is taken as {rest} (elevation {base:g})"
    note += "; it counts downwards in a lift and was turned round." if down else "."
    spread = angle[pose.start : pose.end] - at_rest
    return _recording(
        log,
        "thigh_elevation",
        base + (-turn if down else turn),
        source="one angle",
        noise_deg=float(np.sqrt(middle(spread**2))) if np.isfinite(spread).any() else 0.0,
        pose=pose,
        facts=(("rest pose", f"{rest}: thigh elevation {base:g}"),),
        notes=(note,),
    )


def _on_pelvis(log: LogTable, up: FloatArray, pose: RestPose, source: str) -> Recording:
    """Turn about the phone's short edge; the top of the phone sinks in a posterior tilt."""
    still = up[pose.start : pose.end]
    at_rest = unit(np.array([middle(still[:, i]) for i in range(3)]))
    start = angle_deg(np.array(dot(at_rest, np.eye(3)[1])), np.array(dot(at_rest, np.eye(3)[2])))
    turn = angle_deg(up[:, 1], up[:, 2]) - float(start)
    half = 2 * HORIZONTAL_DEG
    tilt = (turn + half) % (2 * half) - half
    note = "The phone is taken to lie flat on the front of the pelvis, its top towards the head."
    return _recording(log, "pelvic_tilt", tilt, source=source, pose=pose, notes=(note,))


def _recording(
    log: LogTable,
    channel: str,
    angle: FloatArray,
    *,
    source: str,
    noise_deg: float = 0.0,
    pose: RestPose | None = None,
    gates: tuple[Gate, ...] = (),
    facts: tuple[tuple[str, str], ...] = (),
    notes: tuple[str, ...] = (),
) -> Recording:
    error = budget("phone", channel)
    widen = pose.widen_sd_deg if pose else 0.0
    trace = AngleTrace.of(
        log.time_s,
        angle,
        sd_deg=max(error.frame_sd, noise_deg),
        trial_sd_deg=float(np.hypot(error.trial_sd, widen)),
        shared_sd_deg=error.shared_sd,
        change_sd_deg=float(np.hypot(error.change_sd, widen)),
    )
    side: Side | None = None
    return Recording(
        source=Source("phone", log.name, "phone", trace.rate_hz, (("angle from", source), *facts)),
        traces={(channel, side): trace},
        unmeasured={
            name: _WHY_NOT
            for name in (
                "hip_flexion",
                "knee_flexion",
                "hip_abduction",
                "trunk_lean",
                "pelvic_tilt",
                "lumbar_flexion",
                "thigh_elevation",
            )
            if name != channel
        },
        gates=((pose.gate,) if pose else ()) + gates,
        notes=notes + log.notes,
    )
