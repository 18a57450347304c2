"""What holding a thigh takes, and what stronger or longer hip flexors would change."""

import numpy as np

from ilio.body.change import drops_when_longer
from ilio.body.hold import hold_of
from ilio.body.load import Person
from ilio.body.telling_picture import hold_notes
from ilio.body.tissue import Tissue
from ilio.core import Measured
from ilio.core.signs import PERCENT
from ilio.knowledge import body_constants
from ilio.observations import FloatArray, Spread, Statement

Angles = tuple[FloatArray, FloatArray, FloatArray]
"""Hip and knee flexion and thigh elevation, each of shape (n,) [deg]; the middle one is told."""

LONGER = "Thigh below level, muscles longer"


def tell_hold(angles: Angles, person: Person, notes: tuple[str, ...] = ()) -> Statement:
    """How long the model would hold this thigh.

    Parameters
    ----------
    angles
        Of the leg.
    person
        Whose leg.
    notes
        To be said beside it.

    Raises
    ------
    InputError
        If an angle lies outside the model.

    Examples
    --------
    >>> angles = np.array([90.0]), np.array([90.0]), np.array([100.0])
    >>> print(tell_hold(angles, Person.usual()).values["Part that psoas and iliacus carry"])
    41 % (39 to 44)
    """
    found = hold_of(*angles, person=person)
    values = {
        "Asked of the flexors": found.load,
        "Held for": found.hold_s,
        "Part that psoas and iliacus carry": found.deep,
    }
    return Statement("model_hold", values, (*hold_notes(found.load, found.hold_s), *notes))


def tell_stronger(angles: Angles, person: Person, notes: tuple[str, ...] = ()) -> Statement:
    """What more strength would do to the hold, of strong and of weak flexors.

    Parameters
    ----------
    angles, person, notes
        As for `tell_hold`.

    Raises
    ------
    InputError
        If an angle lies outside the model.

    Examples
    --------
    >>> angles = np.array([90.0]), np.array([90.0]), np.array([100.0])
    >>> weak, stronger = tell_stronger(angles, Person.usual()).values.values()
    >>> weak.value < stronger.value
    True
    """
    gain, half = body_constants("change.stronger")["part"], 0.5
    weak, stronger = (
        hold_of(*angles, Tissue(strength=half * part), person).hold_s for part in (1.0, 1 + gain)
    )
    values = {
        "Held with half the model's strength": weak,
        f"Held with {PERCENT * gain:g} % more than that": stronger,
    }
    return Statement("model_change", values, notes)


def tell_longer(drop: Measured, tilt_deg: float, person: Person, note: str) -> Statement | None:
    """What longer muscles would have done to this Thomas test.

    Parameters
    ----------
    drop
        Thigh below the level, as measured [deg].
    tilt_deg
        Of the pelvis from neutral, forward + [deg].
    person
        Whose leg.
    note
        To be said beside it; may be empty.

    Returns
    -------
    Statement or None
        None when no variant of the model explains where the thigh lay.

    Examples
    --------
    >>> told = tell_longer(Measured(-5, -9, -1, "deg"), 0.0, Person.usual(), "")
    >>> told.values[LONGER].unit
    'deg'
    """
    gain = body_constants("change.longer")["part"]
    ends = [end for end in (drop.low, drop.value, drop.high) if np.isfinite(end)]
    found = [drops_when_longer(end, tilt_deg, gain, person) for end in ends]
    middle, every = found[ends.index(drop.value)], np.concatenate(found)
    if not len(middle):
        return None
    then = Spread(float(np.median(middle)), float(every.min()), float(every.max()), "deg")
    words = f"With psoas and iliacus {PERCENT * gain:g} % longer; below the table's level is +."
    notes = tuple(part for part in (words, note) if part)
    return Statement("model_change", {LONGER: then}, notes)
