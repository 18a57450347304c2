"""Which pictures of a film decide: where the numbers were read, and where something went wrong."""

from ilio.knowledge import protocol_card
from ilio.protocols.measurement import Curve, Measurement
from ilio.records.drawing.plot import main_curve

CLOSEST_S = 0.3
"""Two decisive pictures nearer than this are one."""

MOST = 8
Moment = tuple[float, str]


def decisive(m: Measurement) -> list[Moment]:
    """Times and names of the pictures that decide, in order of time.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> c = Curve("thigh_elevation", (0.0, 1.0, 2.0, 3.0), (0.0, 91.0, 99.0, 95.0),
    ...           (0.0,) * 4, (99.0,) * 4, 1.0, 3.0)
    >>> m = Measurement("knee-raise", Side.LEFT, Source("video", "a", "video"), curves=(c,))
    >>> decisive(m)
    [(0.0, 'before'), (1.0, 'start'), (2.0, 'highest'), (3.0, 'end')]
    """
    curve = main_curve(m)
    if curve is None:
        return []
    seen = [(t, a) for t, a in zip(curve.time_s, curve.angle_deg, strict=True) if a is not None]
    moments = _window(m, curve, seen) if curve.end_s > curve.start_s else _ends(seen)
    faults = [(curve.start_s + f.time_s, f"{n}: {f.name}") for n, f in enumerate(m.faults, 1)]
    kept: list[Moment] = []
    for moment in (*faults, *moments):
        if len(kept) < MOST and all(abs(moment[0] - other) > CLOSEST_S for other, _ in kept):
            kept.append(moment)
    return sorted(kept)


def _window(m: Measurement, curve: Curve, seen: list[tuple[float, float]]) -> list[Moment]:
    """Before, start, peak and end of the window; of a pose kept still the first and the middle."""
    card = protocol_card(m.protocol)
    if card.guided and not card.timed:
        # the neutral pose stands at the start of the film
        return [(seen[0][0], "start"), ((curve.start_s + curve.end_s) / 2, "test")]
    earlier = [(a, t) for t, a in seen if t < curve.start_s]
    before = [(min(earlier)[1], "before")] if earlier else []
    inside = [(a, t) for t, a in seen if curve.start_s <= t <= curve.end_s]
    highest = [(max(inside)[1], "highest")] if inside else []
    return [*before, (curve.start_s, "start"), *highest, (curve.end_s, "end")]


def _ends(seen: list[tuple[float, float]]) -> list[Moment]:
    turned = [(a, t) for t, a in seen]
    return [(min(turned)[1], "lowest"), (max(turned)[1], "highest")] if turned else []
