"""How right the simulated hold is: against a formula, a solver, and what people held."""

import numpy as np

from ilio.body.fatigue import JOINTS, endurance_s, fatigue_rates, hold_time, hold_times
from ilio.core.signs import PERCENT
from ilio.knowledge import body_constants
from ilio.validation.body import Check

LOADS = (0.3, 0.5, 0.7, 0.9)
"""Parts of the strength at which one muscle alone is compared."""

MEASURED_LOADS = (0.2, 0.3, 0.4, 0.5, 0.6)
"""Parts of the strength at which people's times are compared: a knee raise asks for such."""

MUSCLES, STRONGEST_NM = 8, 40.0


def hold_checks(cases: int = 6, *, seed: int = 3) -> tuple[Check, ...]:
    """Compare simulated holds with three other ways to know them.

    Parameters
    ----------
    cases
        Random muscles and loads for the solver of differential equations.
    seed
        Of the random numbers.

    Examples
    --------
    >>> [check.passed for check in hold_checks(1)]
    [True, True, True]
    """
    words = f"hold of {MUSCLES} muscles against a solver of differential equations, {cases} cases"
    return (
        Check("hold of one muscle against the formula", _one_muscle(), 0.2, "s"),
        Check(words, _solver(cases, seed), 0.5, "s"),
        Check(
            "endurance of six joints, modelled against measured, most",
            float(np.max(endurance_off())),
            None,
            "%",
        ),
    )


def endurance_off() -> np.ndarray:
    """How far modelled times lie from measured ones, shape (joints, loads) [%].

    References
    ----------
    .. [1] ``freylaw2010`` and ``freylaw2012`` in ``knowledge/references.toml``.

    Examples
    --------
    >>> endurance_off().shape
    (6, 5)
    """
    rows = []
    for joint, (fatigue, recovery) in zip(JOINTS, fatigue_rates(), strict=True):
        curve = body_constants(f"endurance.{joint}")
        measured = curve["a"] * np.array(MEASURED_LOADS) ** curve["b"]
        modelled = np.array([endurance_s(load, fatigue, recovery) for load in MEASURED_LOADS])
        rows.append(PERCENT * np.abs(modelled / measured - 1))
    return np.array(rows)


def _one_muscle() -> float:
    longest_s = body_constants("hold_simulation")["longest"]
    off = [
        abs(
            min(endurance_s(load, *rates), longest_s)
            - float(hold_times([load], [[1.0]], [rates])[0])
        )
        for load in LOADS
        for rates in fatigue_rates()
    ]
    return max(off)


def _solver(cases: int, seed: int) -> float:
    rng = np.random.default_rng(seed)
    off = 0.0
    for _ in range(cases):
        moment_nm = rng.uniform(0.0, STRONGEST_NM, MUSCLES)
        load_nm = float(moment_nm.sum() * rng.uniform(LOADS[0], 1.05))
        rates = fatigue_rates()[rng.integers(len(JOINTS))]
        slow = hold_time(load_nm, moment_nm, *map(float, rates))
        off = max(off, abs(slow - float(hold_times([load_nm], [moment_nm], [rates])[0])))
    return off
