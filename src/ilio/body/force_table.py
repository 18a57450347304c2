"""Forces of the muscles read from tables: for pictures that must follow a hand."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from ilio.body.grid import shipped_grid
from ilio.body.muscle import isometric_force
from ilio.body.thomas import RANGES, deep_flexors
from ilio.knowledge import body_muscles, bounds
from ilio.observations import FloatArray

NODES = 600


@dataclass(frozen=True)
class ForceTable:
    """Force over length of all muscles, at rest and all out, by one set of curves.

    Parameters
    ----------
    first_m, step_m
        First length and step of each muscle, shape (29,) [m].
    force_n
        At rest and all out, shape (2, nodes, 29) [N].

    Examples
    --------
    >>> force_table("millard").force_n.shape
    (2, 600, 29)
    """

    first_m: FloatArray
    step_m: FloatArray
    force_n: FloatArray

    def at(self, length_m: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Forces at rest and all out.

        Parameters
        ----------
        length_m
            Shape (..., 29) [m]; beyond the table its end counts.

        Returns
        -------
        tuple
            Two arrays of that shape [N].

        Examples
        --------
        >>> table = force_table("millard")
        >>> resting, out = table.at(table.first_m + table.step_m)
        >>> bool((out >= resting).all())
        True
        """
        place = np.clip((length_m - self.first_m) / self.step_m, 0, NODES - 1)
        node = np.minimum(place.astype(int), NODES - 2)
        part = place - node
        muscle = np.arange(length_m.shape[-1])
        low, high = self.force_n[:, node, muscle], self.force_n[:, node + 1, muscle]
        resting, out = low * (1 - part) + high * part
        return resting, out


@cache
def force_table(curves: str) -> ForceTable:
    """The table of one set of curves; made once, in half a second.

    Raises
    ------
    UnknownNameError
        If there is no such set.

    Examples
    --------
    >>> force_table("degroote") is force_table("degroote")
    True
    """
    least, most = _lengths()
    length_m = np.linspace(least, most, NODES)
    forces = [isometric_force(length_m, activation, curves) for activation in (0.0, 1.0)]
    return ForceTable(least, (most - least) / (NODES - 1), np.stack(forces))


def _lengths() -> tuple[FloatArray, FloatArray]:
    """Shortest and longest each muscle gets in the grid, made shorter or longer as a hip may be."""
    keys = list(body_muscles())
    least, most = np.full(len(keys), np.inf), np.zeros(len(keys))
    for block in shipped_grid().values():
        columns = [keys.index(key) for key in block.muscles]
        length_m = block.values[..., 0].reshape(-1, len(columns))
        least[columns] = np.minimum(least[columns], length_m.min(axis=0))
        most[columns] = np.maximum(most[columns], length_m.max(axis=0))
    limits, deep = bounds(RANGES["shortening"]), deep_flexors()
    return (
        np.where(deep, least / (1 - limits.low), least),
        np.where(deep, most / (1 - limits.high), most),
    )
