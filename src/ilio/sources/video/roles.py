"""Which leg is which over the whole clip: the network's left and right can swap, bodies cannot."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilio.observations import FloatArray
from ilio.sources.video.exchanges import exchanged
from ilio.sources.video.skeleton import LEG, wrapped

SWAP_COST_DEG = 3.0
"""What it costs to overrule a label in one picture: as much as this many degrees of jump."""

FIRM_DEG = 30.0
"""The same for a label of the strong network, which rarely mixes the legs up."""

MOST_COST_DEG = 60.0
"""A jump costs no more than this, so that one lost picture cannot turn all that follow."""

CARRY = 0.8
"""Share of the last step that is expected again: legs neither stop dead nor fly on."""

APART_DEG = 15.0
"""Legs this far apart can be told apart by their labels."""

ALONE_DEG = 20.0
"""A picture this far from both its neighbours, which agree far better with each other, tells
nothing: both legs were put on one, and would seem to cross."""


@dataclass(frozen=True, eq=False)
class Roles:
    """Which label belongs to which leg.

    Parameters
    ----------
    swapped
        ``(n,)`` True where the label was overruled.
    sureness
        Share of the pictures with legs clearly apart in which the label agreed; 1 when the legs
        never were apart.

    Examples
    --------
    >>> Roles(np.array([False]), 1.0).sureness
    1.0
    """

    swapped: NDArray[np.bool_]
    sureness: float


def assign(
    angles: FloatArray,
    time_s: FloatArray | None = None,
    firm: NDArray[np.bool_] | None = None,
) -> Roles:
    """Decide over the whole clip in which pictures the labels are swapped.

    Of all ways to swap or keep the labels picture by picture, the one is taken in which the legs
    move most steadily (thigh and shank directions against a damped constant-speed motion) with
    the fewest overruled labels: an exact search (Viterbi) over pairs of neighbouring states.
    Single pictures that stand alone follow the one before. Then legs that changed places in mid-air
    change back.

    Parameters
    ----------
    angles
        ``(n, 2, k)`` directions by frame, leg as labelled, segment [deg]; NaN where lost.
    time_s
        ``(n,)`` [s]; None for an even spacing.
    firm
        ``(n,)`` True where the labels come from the strong network; None for nowhere.

    Examples
    --------
    >>> up, down = [90.0, 0.0], [0.0, 0.0]
    >>> legs = np.array([[up, down]] * 4 + [[down, up]] + [[up, down]] * 4)
    >>> assign(legs).swapped.nonzero()[0]
    array([4])
    """
    n = len(angles)
    swapped = np.zeros(n, dtype=bool)
    seen = np.flatnonzero(np.isfinite(angles).all(axis=(1, 2)))
    known = seen[~_alone(angles[seen])]
    if len(known) >= 2:
        time = np.arange(n, dtype=np.float64) if time_s is None else time_s
        costs = (
            np.full(n, SWAP_COST_DEG) if firm is None else np.where(firm, FIRM_DEG, SWAP_COST_DEG)
        )
        swapped[known] = _steadiest(angles[known], time[known], costs[known])
        kept = np.where(swapped[known, None, None], angles[known, ::-1], angles[known])
        swapped[known] ^= exchanged(kept, time[known])
        before = np.maximum(np.searchsorted(known, seen, side="right") - 1, 0)
        swapped[seen] = swapped[known[before]]
    apart = np.abs(wrapped(angles[known, 0, 0] - angles[known, 1, 0], -180.0)) > APART_DEG
    overruled = swapped[known][apart]
    share = float(overruled.mean()) if len(overruled) else 0.0
    # The many name the legs: if most labels were overruled, the naming itself was the swap.
    if share > 0.5:
        swapped[seen] = ~swapped[seen]
        share = 1 - share
    return Roles(swapped, 1 - share)


def _alone(angles: FloatArray) -> NDArray[np.bool_]:
    """Pictures that fit neither neighbour, however the legs are named, where those fit another."""
    out = np.zeros(len(angles), dtype=bool)
    if len(angles) < 3:
        return out
    to_next, across = _apart(angles[:-1], angles[1:]), _apart(angles[:-2], angles[2:])
    nearer = np.minimum(to_next[:-1], to_next[1:])
    out[1:-1] = (nearer > ALONE_DEG) & (across < nearer / 2)
    return out


def _apart(one: FloatArray, other: FloatArray) -> FloatArray:
    """Largest turn of a thigh, with the legs named in the way that makes it smaller [deg]."""
    ways = [
        np.abs(wrapped(one[:, :, 0] - named[:, :, 0], -180.0)).max(axis=1)
        for named in (other, other[:, ::-1])
    ]
    return np.asarray(np.minimum(*ways), dtype=np.float64)


def _steadiest(angles: FloatArray, time_s: FloatArray, costs: FloatArray) -> NDArray[np.bool_]:
    both = np.stack([angles, angles[:, ::-1]])  # state, frame, leg, segment
    n = len(angles)
    own = np.stack([np.zeros(n), costs], axis=1)
    cost = own[0][:, None] + own[1][None, :] + _jump(both[:, None, 1], both[None, :, 0], 0.0).T
    came_from = np.zeros((n, 2, 2), dtype=int)
    passed_s = np.diff(time_s)
    carried = CARRY * passed_s[1:] / passed_s[:-1]
    for i in range(2, n):
        # oldest state a, middle state b, newest state c
        step = wrapped(both[None, :, i - 1] - both[:, None, i - 2], -180.0)
        expected = carried[i - 2] * step[:, :, None]
        jump = _jump(both[None, None, :, i], both[None, :, None, i - 1], expected)
        total = cost[:, :, None] + jump + own[i]
        came_from[i] = np.argmin(total, axis=0)
        cost = np.min(total, axis=0)
    states = np.zeros(n, dtype=int)
    states[-2], states[-1] = np.unravel_index(int(np.argmin(cost)), (2, 2))
    for i in range(n - 1, 1, -1):
        states[i - 2] = came_from[i, states[i - 1], states[i]]
    return states.astype(bool)


def _jump(new: FloatArray, old: FloatArray, expected: FloatArray | float) -> FloatArray:
    """Summed misfit of both legs' directions, each capped [deg]."""
    misfit = np.abs(wrapped(new - old - expected, -180.0))
    return np.asarray(np.minimum(misfit, MOST_COST_DEG).sum(axis=(-1, -2)), dtype=np.float64)


def relabelled(values: FloatArray, swapped: NDArray[np.bool_]) -> FloatArray:
    """Joint arrays ``(n, 33, ...)`` with left and right exchanged where the labels were swapped.

    Examples
    --------
    >>> xy = np.zeros((1, 33)); xy[0, 25] = 1
    >>> relabelled(xy, np.array([True]))[0, 26]
    np.float64(1.0)
    """
    left, right = LEG[:, 0], LEG[:, 1]
    out = values.copy()
    rows = np.flatnonzero(swapped)[:, None]
    out[rows, left], out[rows, right] = values[rows, right], values[rows, left]
    return out
