"""How much both tests can tell, over pelvic control, measurement error and cut-off."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ilio.body.fatigue import fatigue_rates, hold_times
from ilio.body.load import BUILDS, Person, leg_moments_nm
from ilio.body.share import DEEP
from ilio.body.thomas_batch import hang
from ilio.body.tissue import Tissue, moments_of
from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import body_constants, body_muscles, threshold
from ilio.observations import FloatArray
from ilio.validation.virtual_people import normal_people, people_shares

TILTS_DEG = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0)
ERRORS_DEG = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0)
CUTS_DEG = (-10.0, -5.0, 0.0, 5.0, 9.7, 15.0, 20.0, 25.0)
CUTS_S = (10.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0)


@dataclass(frozen=True)
class Powers:
    """Least and most over the populations, as one thing is varied.

    Parameters
    ----------
    test, varied
        Which test, and what is varied: ``tilt``, ``error`` or ``cut``.
    x
        Its values.
    shares
        By name (``found``, ``cleared``, ``right``, ``right_clear``): least and most [%]; NaN where
        there was nobody to count in any population.

    Examples
    --------
    >>> Powers("thomas", "tilt", (0.0,), {"found": ((90.0,), (95.0,))}).x
    (0.0,)
    """

    test: str
    varied: str
    x: tuple[float, ...]
    shares: dict[str, tuple[tuple[float, ...], tuple[float, ...]]]


def both_powers(people: int = 40_000, *, seed: int = 31) -> Iterator[Powers]:
    """All curves of both tests.

    Parameters
    ----------
    people
        Virtual people in each population.
    seed
        Of the random numbers.

    Raises
    ------
    MissingExtraError
        If numba is not installed.

    Examples
    --------
    >>> [powers.varied for powers in both_powers(400)]
    ['tilt', 'error', 'cut', 'cut']
    """
    yield from _thomas(people, seed)
    yield _hold(people, seed)


def _thomas(people: int, seed: int) -> Iterator[Powers]:
    usual, limit = body_constants("power_of_tests"), threshold("thomas.limited").value
    groups = [_Lying.drawn(people, seed, shorter) for shorter in (False, True)]
    tilt, error = usual["tilt"], usual["error"]
    for varied, x in (("tilt", TILTS_DEG), ("error", ERRORS_DEG), ("cut", CUTS_DEG)):
        rows = []
        for value in x:
            at = {"tilt": tilt, "error": error, "cut": limit} | {varied: value}
            rows.append([group.shares(**at) for group in groups])
        yield _powers("thomas", varied, x, np.array(rows))


@dataclass(frozen=True)
class _Lying:
    """One population: their hips, and one draw of tilt and error each."""

    body: dict[str, FloatArray]
    short: np.ndarray
    tilts: FloatArray
    errors: FloatArray

    @classmethod
    def drawn(cls, people: int, seed: int, shorter: bool) -> "_Lying":
        rng = np.random.default_rng(seed)
        body = normal_people(rng, people)
        if shorter:
            wanted, given = (
                body_constants("virtual_people_shorter"),
                body_constants("virtual_people"),
            )
            spread = wanted["sd"] / given["shortening"]
            body["shortening"] = wanted["mean"] + spread * body["shortening"]
        short = hang(0.0, **body).thigh_drop_deg < threshold("thomas.limited").value
        return cls(body, short, *rng.standard_normal((2, people)))

    def shares(self, tilt: float, error: float, cut: float) -> tuple[float, ...]:
        tilts = np.clip(tilt * self.tilts, -60.0, 60.0)
        seen = hang(tilts, **self.body).thigh_drop_deg + error * self.errors
        return people_shares(self.short, seen < cut)


def _hold(people: int, seed: int) -> Powers:
    """Hold tests of people whose flexors are known, over the seconds that are asked."""
    given = body_constants("virtual_strength")
    groups = []
    for number, mean in enumerate((given["mean_low"], given["mean_high"])):
        rng = np.random.default_rng(seed + number)
        all_of, deep = (
            np.exp(given[key] * rng.standard_normal(people)) for key in ("log_all", "log_deep")
        )
        held_s = _held(mean * all_of, deep, rng)
        seen_s = held_s * np.exp(given["log_day"] * rng.standard_normal(people))
        groups.append((all_of < given["weak_below"], deep < given["weak_below"], seen_s))
    rows = []
    for cut in CUTS_S:
        at = [people_shares(weak, seen < cut) for weak, _, seen in groups]
        deep_found = [people_shares(deep & ~weak, seen < cut)[0] for weak, deep, seen in groups]
        rows.append([(*shares, found) for shares, found in zip(at, deep_found, strict=True)])
    return _powers("hold", "cut", CUTS_S, np.array(rows), more="deep_found")


def _held(strength: FloatArray, deep: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Hold of each person in one variant of the model, drawn; thigh 100, hip and knee 90 deg."""
    people = len(strength)
    moments = moments_of(Tissue(), [HORIZONTAL_DEG], [HORIZONTAL_DEG])
    used = moments.active.any(axis=(0, 1))
    variant = rng.integers(len(moments.active), size=people)
    source = rng.integers(moments.resting.shape[1], size=people)
    build = rng.integers(len(BUILDS), size=people)
    mine = np.array([row.group == DEEP for row in body_muscles().values()])[used]
    active = moments.active[variant, 0][:, used] * strength[:, None]
    active *= np.where(mine, deep[:, None], 1.0)
    usual = Person.usual()
    weights = np.stack(list(leg_moments_nm(HORIZONTAL_DEG, HORIZONTAL_DEG, usual).values()))
    body = normal_people(rng, people)
    size = body["mass_kg"] * body["height_m"] / (usual.mass_kg * usual.height_m)
    resting = moments.resting[variant // 2, source, 0]
    load = weights[build] * size - resting
    return hold_times(
        load, active, fatigue_rates()[rng.integers(len(fatigue_rates()), size=people)]
    )


NAMES = ("found", "cleared", "right", "right_clear")


def _powers(
    test: str, varied: str, x: tuple[float, ...], rows: FloatArray, more: str = ""
) -> Powers:
    """From shares by value, population and name."""
    names = (*NAMES, more) if more else NAMES
    low, high = np.fmin.reduce(rows, axis=1), np.fmax.reduce(rows, axis=1)
    shares = {
        name: (tuple(map(float, low[:, i])), tuple(map(float, high[:, i])))
        for i, name in enumerate(names)
    }
    return Powers(test, varied, x, shares)
