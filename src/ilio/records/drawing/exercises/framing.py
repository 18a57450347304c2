"""How much room the figure takes with all that stands around it."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ilio.knowledge.exercise_figure import Prop
from ilio.records.drawing.exercises.body_points import Body
from ilio.records.drawing.exercises.figure import View
from ilio.records.drawing.exercises.things import corners


@dataclass(frozen=True)
class Seen:
    """Outline of a scene as shares of the figure's height.

    Parameters
    ----------
    left, right
        Along the page.
    tall
        Over the floor.

    Examples
    --------
    >>> Seen(-0.2, 0.4, 1.0).middle
    0.1
    """

    left: float
    right: float
    tall: float

    @property
    def wide(self) -> float:
        """From edge to edge.

        Examples
        --------
        >>> round(Seen(-0.2, 0.4, 1.0).wide, 3)
        0.6
        """
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Half-way between the edges.

        Examples
        --------
        >>> Seen(-0.2, 0.4, 1.0).middle
        0.1
        """
        return (self.left + self.right) / 2


def seen_of(
    turn: float,
    bodies: Iterable[Body],
    props: Iterable[Prop],
    ties: Iterable[tuple[float, float]] = (),
) -> Seen:
    """Outline of all poses and things together, so that they can share one scale.

    Parameters
    ----------
    turn
        How far the figure turns its front to the viewer [deg].
    bodies, props
        What is seen.
    ties
        Where bands are tied.

    Examples
    --------
    >>> seen_of(16, (), [Prop(kind="rod", x=0.2, top=0.5)]).tall
    0.5
    """
    view = View(turn, 1, 1, (0, 0))
    balls = [ball for body in bodies for ball in body.values()]
    xs = [view.across(b.centre) + sign * b.radius for b in balls for sign in (-1, 1)]
    tops = [float(b.centre[1]) + b.radius for b in balls]
    flat = [np.array([x, y, -prop.aside]) for prop in props for x, y in corners(prop)]
    flat += [np.array([*tie, 0.0]) for tie in ties]
    xs += [view.across(place) for place in flat]
    tops += [float(place[1]) for place in flat]
    return Seen(min(xs), max(xs), max(tops))
