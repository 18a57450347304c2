"""Pauses of a recording: where nothing was recorded nothing was seen, and no hold goes on."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ilio.knowledge import threshold
from ilio.observations import AngleTrace, Recording


def with_pauses(recording: Recording) -> Recording:
    """The same recording, with lost samples in its pauses, and a note of each.

    Parameters
    ----------
    recording
        Of any source.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> held = AngleTrace.of([0, 0.1, 0.2, 1.4, 1.5], [0, 95, 95, 95, 95])
    >>> log = Source("phone", "a.csv", "phone", 10.0)
    >>> paused = with_pauses(Recording(log, {("x", None): held}))
    >>> paused.traces["x", None].angle_deg[:5]
    array([ 0., 95., 95., nan, nan])
    >>> paused.notes
    ('Nothing was recorded for 1.2 s from 0.2 s on: what the leg did then is not known.',)
    """
    found = {key: _pauses(trace) for key, trace in recording.traces.items()}
    if not any(pauses.any() for pauses in found.values()):
        return recording
    traces = {key: _lost(trace, found[key]) for key, trace in recording.traces.items()}
    told = dict.fromkeys(
        f"Nothing was recorded for {trace.time_s[at + 1] - trace.time_s[at]:.1f} s from "
        f"{trace.time_s[at]:.1f} s on: what the leg did then is not known."
        for key, trace in recording.traces.items()
        for at in np.flatnonzero(found[key])
    )
    return replace(recording, traces=traces, notes=(*recording.notes, *told))


def _pauses(trace: AngleTrace) -> NDArray[np.bool_]:
    """Which steps of its times are pauses."""
    steps = np.diff(trace.time_s)
    usual = threshold("times.pause_steps").value * float(np.median(steps))
    return np.asarray(steps > max(threshold("times.pause").value, usual))


def _lost(trace: AngleTrace, pauses: NDArray[np.bool_]) -> AngleTrace:
    """With lost samples in each pause, as many as belong there."""
    usual = float(np.median(np.diff(trace.time_s)))
    times, places = [np.empty(0)], [np.empty(0, dtype=int)]
    for at in np.flatnonzero(pauses):
        count = int((trace.time_s[at + 1] - trace.time_s[at]) / usual) - 1
        times.append(trace.time_s[at] + usual * np.arange(1, count + 1))
        places.append(np.full(count, at + 1))
    where = np.concatenate(places)
    return replace(
        trace,
        time_s=np.insert(trace.time_s, where, np.concatenate(times)),
        angle_deg=np.insert(trace.angle_deg, where, np.nan),
        sd_deg=np.insert(trace.sd_deg, where, trace.sd_deg[where - 1]),
    )
