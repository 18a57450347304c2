"""How right the body model is: against numbers that others computed, and against itself."""

import csv
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilio.body.angles import ANGLES, Posture
from ilio.body.grid import limits_deg, tendons
from ilio.body.load import Person
from ilio.body.mjcf import Brim
from ilio.body.muscle import isometric_force
from ilio.body.passive import passive_moments
from ilio.body.skeleton import Skeleton
from ilio.body.thomas import Hip, thomas_angles
from ilio.body.thomas_batch import hang
from ilio.core import ReadError, Side
from ilio.knowledge import body_muscles
from ilio.observations import FloatArray

ORACLE = "moment_arms_rajagopal_lai_uhlrich2023.csv.gz"
LIFTED = "rlu2023_brim_liftoff.csv"
MM_PER_M = 1000.0
MIDWAY_DEG = 0.25
"""Half of the step over which a length's slope is taken between the nodes."""


@dataclass(frozen=True)
class Check:
    """One line of the table.

    Parameters
    ----------
    what
        What was compared with what.
    measured
        The largest difference, or the root of the mean square where `what` says so, in `unit`.
    tolerance
        Largest that passes, in `unit`; None for a number that is printed and not judged.
    unit
        ``mm``, ``% Fmax``, ``Nm``, ``deg``, ``s`` or ``%``.

    Examples
    --------
    >>> Check("arms", 0.1, 0.2, "mm").passed
    True
    """

    what: str
    measured: float
    tolerance: float | None
    unit: str

    @property
    def passed(self) -> bool:
        """Whether it holds; always true for what is not judged.

        Examples
        --------
        >>> Check("arms", 0.3, 0.2, "mm").passed
        False
        """
        return self.tolerance is None or self.measured <= self.tolerance


def self_checks() -> tuple[Check, ...]:
    """What can be checked without anybody else's numbers.

    Examples
    --------
    >>> all(check.passed for check in self_checks())
    True
    """
    return (*_slopes(), *_passive())


def oracle_checks(folder: str | Path) -> tuple[Check, ...]:
    """Compare with numbers computed by OpenSim.

    Parameters
    ----------
    folder
        Folder that holds them (``opensim_oracle`` of the validation data).

    Raises
    ------
    ReadError
        If the folder does not hold them.

    Examples
    --------
    >>> oracle_checks("nowhere")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere/moment_arms...: expected the numbers computed by OpenSim...
    """
    folder = Path(folder)
    table = _table(folder / ORACLE)
    flexors = [i for i, row in enumerate(body_muscles().values()) if "flexor" in row.group]
    hip, knee = (np.array([key[i] for key in table]) for i in (0, 1))
    length_m, arm_m = tendons(hip, knee)
    arms = MM_PER_M * np.abs(arm_m[..., 0] - _column(table, "r_hip_mm") / MM_PER_M)
    checks = [
        Check("moment arms of 5 hip flexors, OpenSim", float(arms[:, flexors].max()), 0.2, "mm"),
        Check("moment arms of 29 muscles, OpenSim", float(arms.max()), 1.5, "mm"),
    ]
    largest = _column(table, "Fmax_N")
    for activation, column in ((1.0, "F_act1_N"), (0.01, "F_act001_N")):
        wrong = (isometric_force(length_m, activation) - _column(table, column)) / largest
        what = f"force at activation {activation:g}, OpenSim (root mean square)"
        checks.append(Check(what, float(100 * np.sqrt((wrong**2).mean())), 1.0, "% Fmax"))
    return (*checks, _lift_off(folder / LIFTED))


def skeleton_checks(postures: int = 200, *, seed: int = 6) -> tuple[Check, ...]:
    """Compare the shipped grid with MuJoCo, and the left leg with the right one.

    Parameters
    ----------
    postures
        How many random postures are computed.
    seed
        Of the random numbers.

    Raises
    ------
    MissingExtraError
        If MuJoCo is not installed.

    Examples
    --------
    >>> skeleton_checks(3)[0].what
    'left leg against right leg, lengths and moment arms'
    """
    bounds = np.array([limits_deg()[angle] for angle in ANGLES])
    angles = np.random.default_rng(seed).uniform(
        bounds[:, 0], bounds[:, 1], (postures, len(bounds))
    )
    mirror = hip = other = 0.0
    brims: tuple[Brim, ...] = ("via", "obstacle")
    for brim in brims:
        skeleton = Skeleton(brim)
        at = dict(zip(ANGLES, angles.T, strict=True))
        _, shipped_m = tendons(**at, brim=brim)
        for row, shipped in zip(angles, shipped_m, strict=True):
            right = skeleton.tendons(Posture(*map(float, row)))
            left = skeleton.tendons(Posture(*map(float, row)), Side.LEFT)
            mirror = max(mirror, *(np.abs(a - b).max() for a, b in zip(left, right, strict=True)))
            wrong = MM_PER_M * np.abs(shipped - right[1])
            hip, other = max(hip, wrong[:, 0].max()), max(other, wrong[:, 1:].max())
    return (
        Check(
            "left leg against right leg, lengths and moment arms",
            MM_PER_M * float(mirror),
            1e-3,
            "mm",
        ),
        Check("shipped grid against MuJoCo, arms of hip flexion", float(hip), 0.2, "mm"),
        Check("shipped grid against MuJoCo, the other arms", float(other), 0.5, "mm"),
    )


def thomas_checks(people: int = 4, *, seed: int = 7) -> tuple[Check, ...]:
    """Compare the compiled Thomas test with the whole model at each step, for random people.

    Parameters
    ----------
    people
        How many; each one takes half a second.
    seed
        Of the random numbers.

    Raises
    ------
    MissingExtraError
        If numba is not installed.

    Examples
    --------
    >>> thomas_checks(1)[0].unit
    'deg'
    """
    rng = np.random.default_rng(seed)
    tilt, shortening = rng.uniform(-30, 0, people), rng.uniform(-0.03, 0.12, people)
    stiffness = np.exp(rng.uniform(-0.35, 0.7, people))
    mass, height = rng.uniform(45, 110, people), rng.uniform(1.5, 2.0, people)
    quick = hang(tilt, shortening, stiffness, mass, height)
    rows = zip(tilt, shortening, stiffness, mass, height, strict=True)
    hips = [Hip(t, short, stiff, Person(kg, m)) for t, short, stiff, kg, m in rows]
    slow = np.array([thomas_angles(hip)[0] for hip in hips])
    wrong = float(np.abs(quick.thigh_drop_deg - slow).max())
    return (Check(f"Thomas angle, numba against scipy, {people} people", wrong, 0.1, "deg"),)


def opensim_arms(path: Path, knee_deg: float) -> dict[float, dict[str, float]]:
    """Moment arms of hip flexion that OpenSim computed at one knee angle.

    Parameters
    ----------
    path
        Its table.
    knee_deg
        Knee flexion [deg].

    Returns
    -------
    dict
        By hip angle [deg] and muscle [mm].

    Raises
    ------
    ReadError
        If there is no such file.

    Examples
    --------
    >>> opensim_arms(Path("nowhere.csv"), 90.0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere.csv: expected the numbers computed by OpenSim...
    """
    return {
        hip: {muscle: float(row["r_hip_mm"]) for muscle, row in rows.items()}
        for (hip, knee), rows in _table(path).items()
        if knee == knee_deg
    }


Table = dict[tuple[float, float], dict[str, dict[str, str]]]


def _table(path: Path) -> Table:
    """Rows by (hip, knee) [deg] and muscle."""
    if not path.is_file():
        todo = "Name the folder with --oracle; the other checks need none."
        raise ReadError(path, "the numbers computed by OpenSim", "no such file", todo)
    opener = gzip.open if path.suffix == ".gz" else open
    table: Table = {}
    with opener(path, "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            key = (float(row["hip_deg"]), float(row["knee_deg"]))
            table.setdefault(key, {})[row["muscle"].removesuffix("_r")] = row
    return table


def _column(table: Table, name: str, muscles: Sequence[str] = ()) -> FloatArray:
    """One column as an array of postures by muscles."""
    keys = muscles or list(body_muscles())
    return np.array([[float(rows[key][name]) for key in keys] for rows in table.values()])


def _lift_off(path: Path) -> Check:
    table = _table(path)
    keys = [key for key, row in body_muscles().items() if row.brim_point]
    hip, knee = (np.array([key[i] for key in table]) for i in (0, 1))
    _, arm_m = tendons(hip, knee, brim="obstacle")
    columns = [list(body_muscles()).index(key) for key in keys]
    wrong = MM_PER_M * arm_m[:, columns, 0] - _column(table, "r_mj", keys)
    what = "arms of psoas and iliacus free of the brim, an earlier model"
    return Check(what, float(np.abs(wrong).max()), 0.2, "mm")


def _slopes() -> list[Check]:
    """Moment arm against the slope of the length, along each angle, between the nodes."""
    checks = []
    starts: tuple[dict[str, float], ...] = (
        {},
        {"flexion": 60.0, "knee": 90.0},
        {"flexion": 90.0, "knee": 110.0},
    )
    brims: tuple[Brim, ...] = ("via", "obstacle")
    for angle, (low, high) in limits_deg().items():
        x = np.arange(low + 1, high - 1, 1.3)
        worst = 0.0
        for start in starts:
            for brim in brims:
                at = {name: np.full(len(x), start.get(name, 0.0)) for name in ANGLES}
                ends = [
                    tendons(**at | {angle: x + part}, brim=brim)[0]
                    for part in (-MIDWAY_DEG, MIDWAY_DEG)
                ]
                _, arm_m = tendons(**at | {angle: x}, brim=brim)
                slope = (ends[1] - ends[0]) / np.radians(2 * MIDWAY_DEG)
                wrong = np.abs(arm_m[..., ANGLES.index(angle)] + slope)
                worst = max(worst, MM_PER_M * float(wrong.max()))
        what = f"moment arm against the length's slope along {angle}"
        checks.append(Check(what, worst, 0.5, "mm"))
    return checks


def _passive() -> list[Check]:
    """The muscles' passive moment of the hip against two published curves."""
    near = np.arange(-20.0, 11.0)
    moments = passive_moments(near)
    against = np.abs(moments["muscles"] - moments["riener1999"])
    bent = {source: float(nm) for source, nm in passive_moments(0.0, 90.0).items()}
    spread = max(bent.values()) - min(bent.values())
    return [
        Check(
            "passive hip moment, knee 0, hip -20 to 10, Riener and Edrich",
            float(against.max()),
            3.0,
            "Nm",
        ),
        Check("spread of three passive sources at knee 90, hip 0", spread, None, "Nm"),
    ]
