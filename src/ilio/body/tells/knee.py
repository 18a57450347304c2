"""The knee of a test inside the model, measured or as is usual."""

from ilio.body.grid import limits_deg
from ilio.core import InputError, Measured
from ilio.knowledge import body_constants


def knee_of(knee: Measured | None, test: str) -> tuple[Measured, str]:
    """Knee flexion inside the model, or what is usual in the test [deg], with a note on that.

    Parameters
    ----------
    knee
        As measured; None when it was not.
    test
        Whose usual knee it is, as ``knee_not_measured`` of ``body/`` names it.

    Raises
    ------
    InputError
        If the knee lies outside the model.

    Examples
    --------
    >>> knee_of(Measured(90, 85, 95, "deg"), "raise")[1]
    ''
    """
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
