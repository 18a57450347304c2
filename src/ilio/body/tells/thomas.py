"""What the body model has to say about a Thomas test."""

from collections.abc import Mapping
from itertools import product

import numpy as np

from ilio.body.load import Person, drop_after_tilt
from ilio.body.telling_change import tell_longer
from ilio.body.tells.knee import knee_of
from ilio.core import Measured
from ilio.knowledge import body_constants
from ilio.observations import LegPicture, Spread, Statement

AS_IT_LAY = "Thigh below level, as it lay"
TILTED = "Thigh below level, pelvis further back"


def tell_thomas(
    quantities: Mapping[str, Measured], person: Person | None = None
) -> tuple[Statement, ...]:
    """What more backward tilt, and longer muscles, would have done to a Thomas test.

    Parameters
    ----------
    quantities
        Of the measurement: ``thigh_drop``, and if there, ``pelvic_tilt`` and ``knee_flexion``.
    person
        Whose leg; the usual person's if left out.

    Returns
    -------
    tuple
        Nothing when the thigh was not measured, or no source explains where it lay.

    Raises
    ------
    InputError
        If the knee's angle lies outside the model.

    Examples
    --------
    >>> from ilio.body.telling_change import LONGER
    >>> tilted, longer = tell_thomas({"thigh_drop": Measured(12, 5, 19, "deg")})
    >>> tilted.values[TILTED].value < 6 < longer.values[LONGER].low
    True
    """
    drop = quantities.get("thigh_drop")
    if drop is None:
        return ()
    backward = body_constants("tilt")["backward"]
    tilt = quantities.get("pelvic_tilt")
    at_tilt = tilt.value if tilt is not None else 0.0
    knee, knee_note = knee_of(quantities.get("knee_flexion"), "thomas")
    ends = [e for e in (drop.low, drop.value, drop.high) if np.isfinite(e)]
    then = [
        drop_after_tilt(end, at_tilt, bend, backward)
        for end, bend in product(ends, (knee.low, knee.value, knee.high))
    ]
    middle = drop_after_tilt(drop.value, at_tilt, knee.value, backward)
    no_tilt = "" if tilt is not None else "The pelvis was not measured and taken as neutral."
    told = []
    if middle:
        every = [value for found in then for value in found.values()]
        after = Spread(float(np.median(list(middle.values()))), min(every), max(every), "deg")
        now = Spread(drop.value, min(ends), max(ends), "deg")
        words = f"With the pelvis {backward:g} deg further back; below the table's level is +."
        notes = tuple(note for note in (words, no_tilt, knee_note) if note)
        values = {AS_IT_LAY: now, TILTED: after}
        told.append(Statement("model_tilt", values, notes))
    longer = tell_longer(drop, at_tilt, person or Person.usual(), no_tilt)
    return (*told, *((longer,) if longer else ()))


tell = tell_thomas


def picture(quantities: Mapping[str, Measured], person: Person) -> LegPicture | None:
    """None: a hanging leg is not drawn with its muscles.

    Examples
    --------
    >>> picture({}, Person.usual()) is None
    True
    """
