"""How an attempt ended, as a mark on its figure: held, fell, stopped, or painful."""

import math

from ilio.core import Measured
from ilio.protocols.measurement import Measurement
from ilio.records.drawing.marks import HEIGHT, MARGIN, WIDTH, anchor
from ilio.records.drawing.skeleton import LENGTHS, along
from ilio.records.drawing.svg import Drawing, Point
from ilio.records.wording import figure

FELL = "thigh below 90"
FALLEN_DEG = 70.0
"""Where the fallen thigh is sketched: plainly below level; only that it fell was seen."""

LEVEL_WITHIN_DEG = 0.5
"""What rounds to no degree is at level."""

STOPPED = {"chose to stop": "stopped by choice", "lost balance": "lost balance"}


def painful(m: Measurement) -> bool:
    """Whether the attempt hurt.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import AttemptAnswers, Source
    >>> painful(Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"),
    ...                     answers=AttemptAnswers(pain=True)))
    True
    """
    return bool(m.answers.pain) or m.answers.ended == "pain"


def ending(m: Measurement) -> str:
    """How a hold above level ended, with its second; empty when nobody knows.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import AttemptAnswers, Source
    >>> held = {"hold_time": Measured(12, 11, 13, "s")}
    >>> ending(Measurement("knee-raise", Side.LEFT, Source("answers", "typed", "eye"), held,
    ...                    answers=AttemptAnswers(ended="could not hold")))
    'fell below level at 12 s'
    """
    held = m.get("hold_time")
    if held is None:
        return ""
    at = f"{figure(held.value, places=0)} s"
    if painful(m):
        return f"stopped by pain at {at}" if m.answers.ended == "pain" else f"held {at}, with pain"
    if fell(m):
        return f"fell below level at {at}"
    stopped = STOPPED.get(m.answers.ended or "")
    return f"{stopped} at {at}" if stopped else f"held {at}"


def fell(m: Measurement) -> bool:
    """Whether the thigh came below level before the end.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> fell(Measurement("knee-raise", Side.LEFT, Source("video", "a.mp4", "video")))
    False
    """
    held = m.get("hold_time")
    if held is None or math.isinf(held.high):
        return False
    return m.answers.ended == "could not hold" or any(fault.name == FELL for fault in m.faults)


def mark_ending(drawing: Drawing, hip: Point, facing: int, m: Measurement) -> None:
    """The fallen thigh as dots with an arrow down to it, and how it ended in words.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> drawing = Drawing("d", WIDTH, 99, "t", "d")
    >>> mark_ending(drawing, (99, 50), 1,
    ...             Measurement("knee-raise", Side.LEFT, Source("video", "a.mp4", "video")))
    >>> drawing.parts
    []
    """
    words = ending(m)
    if not words:
        return
    if fell(m) and not painful(m):
        reach = LENGTHS["thigh"] * HEIGHT
        knee = along(hip, FALLEN_DEG, reach, facing)
        drawing.line([hip, knee], "dots")
        tip = along(hip, FALLEN_DEG, reach * 1.3, facing)
        start = along(hip, FALLEN_DEG + 18, reach * 1.3, facing)
        drawing.line([start, tip], "bold")
        barbs = [(tip[0] - 5, tip[1] - 7), tip, (tip[0] + 5, tip[1] - 7)]
        drawing.line(barbs, "bold")
    end = WIDTH - MARGIN if facing > 0 else MARGIN
    first, _, second = words.partition(" at ")
    at = (end, hip[1] + 0.4 * HEIGHT)
    drawing.text(at, first, anchor=anchor(-facing), size=15, strong=True)
    if second:
        drawing.text(
            (end, at[1] + 18), f"at {second}", anchor=anchor(-facing), size=15, strong=True
        )


def mark_pain(drawing: Drawing, hip: Point, m: Measurement) -> None:
    """A star over a hip that hurt.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import AttemptAnswers, Source
    >>> drawing = Drawing("d", WIDTH, 99, "t", "d")
    >>> hurt = AttemptAnswers(pain=True)
    >>> typed = Source("answers", "typed", "eye")
    >>> mark_pain(drawing, (99, 50), Measurement("thomas", Side.LEFT, typed, answers=hurt))
    >>> len(drawing.parts)
    1
    """
    if not painful(m):
        return
    corners = [
        along(hip, 22.5 * turn, 0.07 * HEIGHT if turn % 2 else 0.03 * HEIGHT, 1)
        for turn in range(16)
    ]
    drawing.line(corners, "pain", closed=True)


def level_words(drop: Measured) -> tuple[str, str]:
    """A thigh drop as people say it, and its 90 % interval: so far above or below level.

    Examples
    --------
    >>> level_words(Measured(-9, -14, -4, "deg"))
    ('9° above', '(14 to 4 above)')
    >>> level_words(Measured(3, -2, 8, "deg"))
    ('3° below', '(2 above to 8 below)')
    >>> level_words(Measured(-5, -10, 0, "deg"))
    ('5° above', '(10 above to level)')
    """
    where = _way(drop.value)
    said = f"{figure(abs(drop.value), places=0)}° {where}" if where else "at level"
    if math.isinf(drop.high):
        return said, f"({_end(drop.low)} or lower)"
    if math.isinf(drop.low):
        return said, f"({_end(drop.high)} or higher)"
    shared = _way(drop.low) == _way(drop.high)
    first = _size(drop.low) if shared and _way(drop.low) else _end(drop.low)
    return said, f"({first} to {_end(drop.high)})"


def _end(drop_deg: float) -> str:
    where = _way(drop_deg)
    return f"{_size(drop_deg)} {where}" if where else "level"


def _size(value: float) -> str:
    return figure(abs(value), places=0)


def _way(value: float) -> str:
    if abs(value) < LEVEL_WITHIN_DEG:
        return ""
    return "below" if value > 0 else "above"
