"""What the body model has to say about the attempts of one side."""

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np

from ilio.body.grid import limits_deg
from ilio.body.load import Person, drop_after_tilt, leg_moments_nm
from ilio.body.passive import passive_moments
from ilio.body.picture import picture_of
from ilio.body.share import OTHERS, Shares, share
from ilio.body.telling_change import Angles, tell_hold, tell_longer, tell_stronger
from ilio.core import InputError, Measured
from ilio.core.signs import PERCENT
from ilio.knowledge import body_constants, body_muscles, threshold
from ilio.observations import LegPicture, Spread, Statement

AS_IT_LAY = "Thigh below level, as it lay"
TILTED = "Thigh below level, pelvis further back"


def tell_raise(quantities: Mapping[str, Measured], person: Person) -> tuple[Statement, ...]:
    """What the muscles could do in a knee raise, and what holding the thigh asks.

    Parameters
    ----------
    quantities
        Of the measurement: ``thigh_elevation_hold``, and if there, ``hip_flexion_peak`` and
        ``knee_flexion_hold``.
    person
        Whose leg.

    Returns
    -------
    tuple
        Nothing when the thigh was not measured.

    Raises
    ------
    InputError
        If the angles lie outside the model.

    Examples
    --------
    >>> held = {"thigh_elevation_hold": Measured(100, 95, 105, "deg")}
    >>> [told.claim for told in tell_raise(held, Person.usual())]
    ['model_share', 'model_demand', 'model_hold', 'model_change']
    """
    thigh = quantities.get("thigh_elevation_hold")
    if thigh is None:
        return ()
    hip, hip_note = _hip(thigh, quantities.get("hip_flexion_peak"))
    knee, knee_note = _knee(quantities.get("knee_flexion_hold"), "raise")
    notes = tuple(note for note in (hip_note, knee_note) if note)
    found = share(hip, knee)
    angles = _combined(found, thigh)
    return (
        Statement("model_share", _named(found), (*notes, *_warnings(found))),
        Statement("model_demand", _demand(thigh, found, person), (_whose(person), *notes)),
        tell_hold(angles, person, tuple(_warnings(found))),
        tell_stronger(angles, person, tuple(_warnings(found))),
    )


def raise_picture(quantities: Mapping[str, Measured], person: Person) -> LegPicture | None:
    """The leg of a knee raise as it was held; None when the thigh was not measured.

    Parameters
    ----------
    quantities, person
        As for `tell_raise`.

    Raises
    ------
    InputError
        If the angles lie outside the model.

    Examples
    --------
    >>> held = {"thigh_elevation_hold": Measured(100, 95, 105, "deg")}
    >>> round(raise_picture(held, Person.usual()).thigh_elevation_deg)
    100
    """
    thigh = quantities.get("thigh_elevation_hold")
    if thigh is None:
        return None
    hip, _ = _hip(thigh, quantities.get("hip_flexion_peak"))
    knee, _ = _knee(quantities.get("knee_flexion_hold"), "raise")
    return picture_of(hip.value, knee.value, hip.value - thigh.value, person=person)


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
    knee, knee_note = _knee(quantities.get("knee_flexion"), "thomas")
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


def _hip(thigh: Measured, hip: Measured | None) -> tuple[Measured, str]:
    """Hip flexion, from markers or from the thigh less the pelvis's usual part [deg]."""
    if hip is not None:
        return hip, ""
    usual = threshold("knee_raise.pelvic_share").value / PERCENT
    most = threshold("knee_raise.pelvic_share_most").value / PERCENT
    taken = Measured(thigh.value * (1 - usual), thigh.low * (1 - most), thigh.high, "deg")
    note = (
        "The pelvis was not measured: its usual part is taken off the thigh's angle, "
        f"which makes the hip {taken.value:.0f} deg ({taken.low:.0f} to {taken.high:.0f})."
    )
    return taken, note


def _knee(knee: Measured | None, test: str) -> tuple[Measured, str]:
    """Knee flexion inside the model, or what is usual in the test [deg]."""
    if knee is None:
        given = body_constants("knee_not_measured")
        low, value, high = given[f"{test}_least"], given[test], given[f"{test}_most"]
        note = f"The knee was not measured and taken as {value:g} deg ({low:g} to {high:g})."
        return Measured(value, low, high, "deg"), note
    least, most = limits_deg()["knee"]
    if not least <= knee.value <= most:
        todo = "Check the angle's sign: a straight knee is 0."
        raise InputError(f"knee flexion from {least:g} to {most:g} deg", f"{knee.value:g}", todo)
    return Measured(knee.value, max(knee.low, least), min(knee.high, most), "deg"), ""


def _named(found: Shares) -> dict[str, Spread]:
    names = {key: row.name for key, row in body_muscles().items()} | {
        OTHERS: "Others that also flex"
    }
    told = {"Psoas and iliacus against rectus, sartorius and tensor": found.deep}
    return told | {names[key]: spread for key, spread in found.muscles.items()}


def _warnings(found: Shares) -> Iterator[str]:
    if found.beyond:
        limit = body_constants("ensemble")["beyond_deg"]
        yield f"Beyond the model: above {limit:g} deg nothing checks it."
    if found.cut:
        yield "Part of the angle's interval lies outside the model and was left out."


def _combined(found: Shares, thigh: Measured) -> Angles:
    """Every hip angle with every knee angle; the thigh goes with the hip. The middle stays so."""
    hips, knees = np.meshgrid(found.hip_deg, found.knee_deg, indexing="ij")
    thighs = np.meshgrid((thigh.low, thigh.value, thigh.high), found.knee_deg, indexing="ij")[0]
    return hips.reshape(-1), knees.reshape(-1), thighs.reshape(-1)


def _demand(thigh: Measured, found: Shares, person: Person) -> dict[str, Spread]:
    angles, bends = np.meshgrid((thigh.low, thigh.value, thigh.high), found.knee_deg)
    weights = np.stack(list(leg_moments_nm(angles, bends, person).values()))
    hips, knees = np.meshgrid(found.hip_deg, found.knee_deg)
    resting = -np.stack(list(passive_moments(hips, knees).values()))
    weight, against = (
        Spread(float(np.median(every[:, 1, 1])), float(every.min()), float(every.max()), "Nm")
        for every in (weights, resting)
    )
    return {
        "Weight of the leg": weight,
        "Resting tissue, against the raise +": against,
        "All flexors of the model, all out": found.capacity,
    }


def _whose(person: Person) -> str:
    return (
        f"For a body of {person.mass_kg:g} kg and {person.height_m:g} m; the model's own strength."
    )
