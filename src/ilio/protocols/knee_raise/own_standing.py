"""The thigh counted from the person's own standing pose, for sources that need it."""

import math
from dataclasses import replace

from ilio.knowledge import threshold
from ilio.observations import Source
from ilio.observations.signals import median_in
from ilio.protocols.knee_raise.phases import Raise, cut

FACT = "thigh counted from"


def from_own_standing(parts: Raise) -> Raise:
    """The raise with the source's own offset taken off, as the standing pose shows it.

    A standing thigh is straight but for a little (``knee_raise.standing_thigh``), so what else it
    reads is a tilted camera or a hip point that clothes have moved, and goes on into the hold. What
    stays is the error of a change and how people differ in standing; the latter all attempts share.

    Parameters
    ----------
    parts
        Of a trace whose source states an error for this; else, or without a standing pose, it
        comes back as it is.

    Examples
    --------
    >>> import numpy as np
    >>> from ilio.observations import AngleTrace
    >>> t = np.arange(0, 12, 0.1)
    >>> tilted = np.interp(t, [0, 2, 3, 10, 11], [6, 6, 101, 101, 6])
    >>> trace = AngleTrace.of(t, tilted, shared_sd_deg=4, standing_sd_deg=2)
    >>> parts = from_own_standing(cut(trace))
    >>> float(parts.trace.angle_deg.max()), parts.trace.shared_sd_deg
    (95.0, 2.5)
    """
    error = parts.trace.standing_sd_deg
    if error is None or parts.standing is None or parts.hold is None:
        return parts
    stood = median_in(parts.trace, parts.standing)
    if stood is None:
        return parts
    usual = threshold("knee_raise.standing_thigh").value
    shared = math.hypot(error, threshold("knee_raise.standing_thigh_sd").value)
    trace = replace(
        parts.trace,
        angle_deg=parts.trace.angle_deg - stood.value + usual,
        trial_sd_deg=0.0,
        shared_sd_deg=shared,
        standing_sd_deg=None,
    )
    return cut(trace)


def named_in(source: Source, before: Raise | None, after: Raise | None) -> Source:
    """The source with the fact of what the thigh was counted from, where that was a question.

    Examples
    --------
    >>> named_in(Source("phone", "a.csv", "phone"), None, None).facts
    ()
    """
    if before is None or after is None or before.trace.standing_sd_deg is None:
        return source
    stood = median_in(before.trace, before.standing) if before.standing else None
    if after is before or stood is None:
        how = "the picture's vertical: no standing pose was found, so the wider error holds"
    else:
        how = f"the own standing pose, which read {stood.value:+.1f} deg"
    return replace(source, facts=(*source.facts, (FACT, how)))
