"""What the body model has to say about a knee raise."""

from collections.abc import Iterator, Mapping

import numpy as np

from ilio.body.load import Person, leg_moments_nm
from ilio.body.passive import passive_moments
from ilio.body.picture import picture_of
from ilio.body.share import OTHERS, Shares, share
from ilio.body.telling_change import Angles, tell_hold, tell_stronger
from ilio.body.tells.knee import knee_of
from ilio.core import Measured
from ilio.core.signs import PERCENT
from ilio.knowledge import body_constants, body_muscles, threshold
from ilio.observations import LegPicture, Spread, Statement


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
    knee, knee_note = knee_of(quantities.get("knee_flexion_hold"), "raise")
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
    knee, _ = knee_of(quantities.get("knee_flexion_hold"), "raise")
    return picture_of(hip.value, knee.value, hip.value - thigh.value, person=person)


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


tell, picture = tell_raise, raise_picture
