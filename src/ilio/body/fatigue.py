"""How long muscles hold a load together: they share it, tire, and share it anew."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from ilio.core import InputError
from ilio.knowledge import body_constants, bounds
from ilio.observations import FloatArray

JOINTS = ("ankle", "trunk", "grip", "elbow", "knee", "shoulder")
"""Joints whose rates were published; the hip is not among them."""

STEP_S = 1.0
CLOSE = 1e-9
"""Of a shared load, as a part of it, when the search for the efforts ends."""


@cache
def fatigue_rates() -> FloatArray:
    """Rates of tiring and recovering of each of `JOINTS`, shape (6, 2) [1/s].

    References
    ----------
    .. [1] ``xia2008`` and ``freylaw2012`` in ``knowledge/references.toml``.

    Examples
    --------
    >>> fatigue_rates().shape
    (6, 2)
    """
    rows = [body_constants(f"fatigue.{joint}") for joint in JOINTS]
    return np.array([(row["fatigue"], row["recovery"]) for row in rows])


def endurance_s(share: float, fatigue: float, recovery: float) -> float:
    """How long one muscle holds a share of its strength, without any simulation.

    Parameters
    ----------
    share
        Load over strength, above 0 and up to 1.
    fatigue, recovery
        Rates [1/s].

    Returns
    -------
    float
        [s]; infinite where recovery keeps pace.

    Raises
    ------
    InputError
        If `share` is outside 0 to 1, or no muscle has such rates.

    Examples
    --------
    >>> [round(endurance_s(0.5, *rates)) for rates in fatigue_rates()]
    [179, 139, 106, 116, 70, 58]
    """
    if not 0 < share <= 1:
        raise InputError("a share of the strength from 0 to 1", f"{share:g}", "1 is all of it.")
    _checked(0.0, 0.0, (fatigue, recovery))
    left = (1 - share) * recovery / (fatigue * share)
    return float(-np.log1p(-left) / recovery) if left < 1 else float("inf")


def efforts(
    load_nm: FloatArray, moment_nm: FloatArray, rested: FloatArray, start: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """How hard each muscle works when together they carry a load.

    The sum of the efforts to the power `load_sharing` is least, and no muscle gives more than its
    rested part.

    Parameters
    ----------
    load_nm
        Shape (n,) [Nm], none more than the rested muscles can carry.
    moment_nm, rested
        What each muscle gives all out [Nm] and its rested part [1], shape (n, muscles).
    start
        Where the search begins, shape (n,); zeros, or what the last call gave.

    Returns
    -------
    tuple
        Efforts, shape (n, muscles) [1], and where the next search may begin, shape (n,).

    Examples
    --------
    >>> one, two = np.array([[10.0, 40.0]]), np.ones((1, 2))
    >>> effort, _ = efforts(np.array([18.0]), one, two, np.zeros(1))
    >>> effort.round(2), float((effort * one).sum().round(6))
    (array([[0.2, 0.4]]), 18.0)
    """
    pull = moment_nm ** (1 / (body_constants("load_sharing")["power"] - 1))
    at = start
    for _ in range(moment_nm.shape[1] + 2):  # the sum is concave and straight between kinks
        wanted = at[:, None] * pull
        free = wanted < rested
        missing = load_nm - (np.minimum(wanted, rested) * moment_nm).sum(axis=1)
        if (np.abs(missing) <= CLOSE * (1 + load_nm)).all():
            break
        slope = (free * pull * moment_nm).sum(axis=1)
        steep = slope > 0
        at = np.where(steep, at + missing / np.where(steep, slope, 1.0), at)
        at = np.maximum(at, 0.0)
    return np.minimum(at[:, None] * pull, rested), at


def hold_times(load_nm: ArrayLike, moment_nm: ArrayLike, rates: ArrayLike) -> FloatArray:
    """How long muscles hold loads together, for many cases at once.

    Parameters
    ----------
    load_nm
        Shape (n,) [Nm]; a load of 0 or less is held for ever.
    moment_nm
        What each muscle gives all out while fresh, shape (n, muscles) [Nm].
    rates
        Of tiring and recovering, shape (n, 2) [1/s].

    Returns
    -------
    FloatArray
        Shape (n,) [s], at most the longest hold that is simulated.

    Raises
    ------
    InputError
        If a number is missing, a moment is negative, or no muscle is like that.

    Examples
    --------
    >>> hold_times([10.0, 30.0], [[20.0, 20.0], [20.0, 5.0]], [[0.01, 0.001]] * 2).round()
    array([180.,   0.])
    """
    load, moment, rate = _checked(load_nm, moment_nm, rates)
    longest_s = body_constants("hold_simulation")["longest"]
    load = np.maximum(load, 0.0)
    tired, at = np.zeros_like(moment), np.zeros(len(load))
    fatigue, recovery = rate[:, :1], rate[:, 1:]
    fading = np.exp(-recovery * STEP_S)
    held_s = np.full(len(load), longest_s)
    holding, before = np.ones(len(load), bool), np.zeros(len(load))
    for time_s in np.arange(0.0, longest_s + STEP_S / 2, STEP_S):
        spare = ((1 - tired) * moment).sum(axis=1) - load
        fails = holding & (spare < 0)
        part = spare[fails] / (spare[fails] - before[fails]) if time_s else 1.0
        held_s[fails] = np.maximum(time_s - part * STEP_S, 0.0)
        holding, before = holding & ~fails, spare
        if not holding.any():
            break
        load, at = np.where(holding, load, 0.0), np.where(holding, at, 0.0)
        effort, at = efforts(load, moment, 1 - tired, at)
        final = fatigue * effort / recovery
        tired = np.minimum(final + (tired - final) * fading, 1.0)
    return held_s


def hold_time(load_nm: float, moment_nm: FloatArray, fatigue: float, recovery: float) -> float:
    """The same for one case, by a solver of differential equations: the reference.

    Parameters
    ----------
    load_nm
        [Nm].
    moment_nm
        What each muscle gives all out while fresh, shape (muscles,) [Nm].
    fatigue, recovery
        Rates [1/s].

    Returns
    -------
    float
        [s], at most the longest hold that is simulated.

    Raises
    ------
    InputError
        As `hold_times`.

    Examples
    --------
    >>> round(hold_time(10.0, np.array([20.0]), 0.0182, 0.00168))
    58
    """
    from scipy.integrate import solve_ivp

    loads, moments, _ = _checked([load_nm], [moment_nm], [[fatigue, recovery]])
    longest_s = body_constants("hold_simulation")["longest"]
    if load_nm <= 0:
        return longest_s
    if loads[0] > moments.sum():
        return 0.0

    def spare(time_s: float, tired: FloatArray) -> float:
        return float(((1 - tired) * moments[0]).sum() - load_nm)

    def tiring(time_s: float, tired: FloatArray) -> FloatArray:
        effort, _ = efforts(loads, moments, 1 - tired[None], np.zeros(1))
        gone: FloatArray = fatigue * effort[0] - recovery * tired
        return gone

    spare.terminal = True  # type: ignore[attr-defined]
    fresh = np.zeros(moments.shape[1])
    found = solve_ivp(tiring, (0, longest_s), fresh, events=spare, rtol=1e-6, atol=1e-9, max_step=5)
    return float(found.t[-1])


def _checked(*given: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    load, moment, rate = (np.asarray(part, float) for part in given)
    most, rates = bounds("model_moment"), bounds("model_rate")
    for part, low, high, limits, words in (
        (load, -most.high, most.high, most, "loads"),
        (moment, most.low, most.high, most, "moments"),
        (rate, rates.low, rates.high, rates, "rates"),
    ):
        outside = ~((part >= low) & (part <= high))
        if outside.any():
            wanted = f"{words} from {low:g} to {high:g} {limits.unit}"
            raise InputError(wanted, f"{part[outside].reshape(-1)[0]:g}", limits.todo)
    return load, moment, rate
