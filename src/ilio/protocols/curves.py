"""A trace thinned out for the plot."""

import numpy as np

from ilio.core import Z90
from ilio.knowledge import threshold
from ilio.observations import AngleTrace
from ilio.observations.signals import Span
from ilio.protocols.measurement import Curve


def curve(name: str, trace: AngleTrace, window: Span | None) -> Curve:
    """The curve of a trace with its 90 % band, at most a few hundred points.

    Parameters
    ----------
    name
        Channel.
    trace
        ``n`` samples.
    window
        The stretch that the numbers were read from [s]; None when there was none.

    Examples
    --------
    >>> c = curve("thigh_elevation", AngleTrace.of([0, 1], [0, float("nan")], sd_deg=1), None)
    >>> c.angle_deg, c.low_deg
    ((0.0, None), (-1.645, None))
    """
    step = -(-len(trace.time_s) // int(threshold("report.curve_points").value))
    clip = float(np.hypot(trace.trial_sd_deg, trace.shared_sd_deg))
    half = Z90 * np.hypot(trace.sd_deg, clip)
    angle = trace.angle_deg[::step]
    return Curve(
        name,
        tuple(float(t) for t in trace.time_s[::step]),
        _points(angle),
        _points(angle - half[::step]),
        _points(angle + half[::step]),
        *(window or (float(trace.time_s[0]), float(trace.time_s[0]))),
    )


def _points(values: object) -> tuple[float | None, ...]:
    flat = np.asarray(values, dtype=np.float64)
    return tuple(float(v) if np.isfinite(v) else None for v in flat)
