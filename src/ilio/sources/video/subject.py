"""Whom to follow: the one person whom the detector keeps finding, not whoever came first."""

import math

from ilio.sources.video.anchors import Person
from ilio.sources.video.regions import Region

LOOK_AGAIN_S = 2.0
"""The detector looks for persons this often, besides when the person was lost."""

DOUBTFUL_S = 0.4
"""It looks this often while it does not find the person who is followed: a poster, a ball or a
statue keeps the joints' network busy, but the detector seldom takes it for a person twice."""

EARLY_S = 0.01
"""Times of pictures are rounded: what is due this soon is due now."""

CLEARLY_LARGER = 1.5
"""Somebody this much larger than the followed person is taken instead."""

NEAR_ENOUGH = 0.5
"""A detection within this share of the region's side is the followed person."""

SURELY = 0.8
MISSES = 2
"""Somebody found with this score is taken instead of a person who was missed in so many looks."""


class Subject:
    """The followed person: when to look for persons, and whom to choose.

    Attributes
    ----------
    number
        Counts up with each new person; whoever comes back to the place where he was last seen
        gets his number again.
    persons
        How many persons the detector saw when it last looked.

    Examples
    --------
    >>> man = Person(0.6, (50.0, 50.0), (50.0, 10.0), (0, 0, 1, 1))
    >>> woman = Person(0.9, (300.0, 60.0), (300.0, 20.0), (0, 0, 1, 1))
    >>> subject = Subject((400, 100))
    >>> region = subject.choose(0.0, [man], None)
    >>> [subject.choose(at, found, region).x for at, found in ((2.0, []), (2.4, [woman]))]
    [50.0, 300.0]
    >>> subject.number
    2
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self.number = self.persons = 0
        self._size = size
        self._looked_s, self._misses, self._most = -math.inf, 0, 0
        self._last_seen: dict[int, Region] = {}

    def due(self, time_s: float, region: Region | None) -> bool:
        """Whether to look for persons in the picture at a time [s].

        Examples
        --------
        >>> Subject((400, 100)).due(0.0, None)
        True
        """
        wait = LOOK_AGAIN_S if self._misses == 0 else DOUBTFUL_S
        return region is None or time_s - self._looked_s >= wait - EARLY_S

    def choose(self, time_s: float, found: list[Person], region: Region | None) -> Region | None:
        """Where to look for the joints; None if nobody was found and nobody followed.

        Parameters
        ----------
        time_s
            Of the picture [s].
        found
            All persons in it.
        region
            Where the followed person should be; None when nobody is followed.

        Examples
        --------
        >>> small = Person(0.9, (10.0, 10.0), (10.0, 5.0), (0, 0, 1, 1))
        >>> large = Person(0.6, (60.0, 60.0), (60.0, 30.0), (0, 0, 1, 1))
        >>> Subject((120, 120)).choose(0.0, [small, large], None).side
        75.0
        """
        self._looked_s, self.persons = time_s, len(found)
        seen = [(person.score, Region.around(person.centre, person.reach)) for person in found]
        if region is None:
            best = max(seen, key=lambda s: self._worth(*s), default=None)
            return self._taken(*best) if best else None
        self._last_seen[self.number] = region
        others = [(score, r) for score, r in seen if not same_place(r, region)]
        self._misses = 0 if len(others) < len(seen) else self._misses + 1
        larger = [s for s in others if s[1].side > CLEARLY_LARGER * region.side]
        surer = [s for s in others if s[0] >= SURELY and self._misses >= MISSES]
        better = max(larger + surer, key=lambda s: self._worth(*s), default=None)
        return self._taken(*better) if better else region

    def _worth(self, score: float, region: Region) -> float:
        """Size above all, then the detector's sureness and a place near the middle."""
        width, height = self._size
        off = max(abs(2 * region.x / width - 1), abs(2 * region.y / height - 1))
        return region.side * score / (1 + 0.5 * min(off, 1.0))

    def _taken(self, score: float, region: Region) -> Region:
        # Whoever is not surely a person has to be found again soon.
        self._misses = 0 if score >= SURELY else 1
        again = [n for n, last in self._last_seen.items() if same_place(region, last)]
        if again:
            self.number = again[-1]
        else:
            self._most += 1
            self.number = self._most
        self._last_seen[self.number] = region
        return region


def same_place(one: Region, other: Region) -> bool:
    """Whether two regions hold the same person: near each other, and about as large.

    Examples
    --------
    >>> same_place(Region(0, 0, 100, 0), Region(20, 20, 120, 0))
    True
    >>> same_place(Region(0, 0, 100, 0), Region(0, 0, 200, 0))
    False
    """
    away = math.hypot(one.x - other.x, one.y - other.y)
    larger, smaller = max(one.side, other.side), min(one.side, other.side)
    return away < NEAR_ENOUGH * larger and larger < CLEARLY_LARGER * smaller
