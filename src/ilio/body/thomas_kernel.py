"""The balance of many virtual hips, compiled by numba; only `thomas_batch` opens this file."""

import numpy as np
from numba import njit

from ilio.observations import FloatArray

KNEE_HALVINGS = 18
HIP_HALVINGS = 20
"""Each one halves the doubt about an angle; after these it is below a thousandth of a degree."""


@njit
def _at(table: FloatArray, place: float) -> float:
    """Value of a table between its nodes, by proportion."""
    node = min(max(int(place), 0), len(table) - 2)
    part = place - node
    return table[node] * (1 - part) + table[node + 1] * part


@njit
def _at2(table: FloatArray, row: float, column: float) -> float:
    node = min(max(int(row), 0), len(table) - 2)
    part = row - node
    return _at(table[node], column) * (1 - part) + _at(table[node + 1], column) * part


@njit
def balance(
    people: FloatArray,
    hip: FloatArray,
    knee: FloatArray,
    rest_hip: FloatArray,
    rest_knee: FloatArray,
    deep_m: FloatArray,
    arm_m: FloatArray,
    force_n: FloatArray,
    length_m: FloatArray,
) -> FloatArray:
    """Thigh drop, knee flexion and whether the balance lies beyond the model, for each person.

    Parameters
    ----------
    people
        Tilt [deg], shortening, stiffness and the two parts of the leg's weight [Nm], shape (n, 5).
    hip, knee
        First node and step of the tables below [deg].
    rest_hip, rest_knee
        Passive moment of all but the deep muscles [Nm], hip by knee.
    deep_m, arm_m
        Length and moment arm of psoas and iliacus by hip angle, shape (2, hips) [m].
    force_n
        Their passive force by length, shape (2, lengths) [N].
    length_m
        First node and step of `force_n` for both, shape (2, 2) [m].

    Returns
    -------
    FloatArray
        Shape (n, 3): [deg], [deg], 0 or 1.

    Examples
    --------
    >>> flat = np.zeros((2, 2))
    >>> person = np.array([[0.0, 0.0, 1.0, 30.0, 10.0]])
    >>> axes = np.array([-40.0, 100.0]), np.array([0.0, 130.0])
    >>> dead = balance(person, *axes, flat, flat, flat + 1, flat, flat, flat + 1)
    >>> float(dead[0, 0]), bool(dead[0, 2])
    (40.0, True)
    """
    found = np.zeros((len(people), 3))
    last = hip[0] + hip[1] * (len(rest_hip) - 1)
    for row in range(len(people)):
        tilt, shortening, stiffness, thigh_nm, shank_nm = people[row]
        low, high = hip[0], last  # of hip flexion: the deeper it bends, the more the weight wins
        flexion = low
        bend = 0.0
        beyond = 0.0
        for step in range(HIP_HALVINGS + 2):
            flexion = low if step == 0 else last if step == 1 else (low + high) / 2
            place = (flexion - hip[0]) / hip[1]
            thigh = np.radians(90.0 - (tilt - flexion))
            straight, bent = knee[0], knee[0] + knee[1] * (rest_knee.shape[1] - 1)
            for _ in range(KNEE_HALVINGS):
                bend = (straight + bent) / 2
                turning = stiffness * _at2(rest_knee, place, (bend - knee[0]) / knee[1])
                if turning + shank_nm * np.sin(thigh - np.radians(bend)) > 0:
                    straight = bend
                else:
                    bent = bend
            lifting = _at2(rest_hip, place, (bend - knee[0]) / knee[1])
            for muscle in range(2):
                length = _at(deep_m[muscle], place) / (1 - shortening)
                force = _at(force_n[muscle], (length - length_m[0, muscle]) / length_m[1, muscle])
                lifting += force * _at(arm_m[muscle], place)
            surplus = stiffness * lifting - thigh_nm * np.sin(thigh)
            surplus -= shank_nm * np.sin(thigh - np.radians(bend))
            if step < 2:
                beyond = 1.0 if (surplus < 0) == (step == 0) else 0.0
                if beyond:
                    break
            elif surplus > 0:
                low = flexion
            else:
                high = flexion
        found[row] = tilt - flexion, bend, beyond
    return found
