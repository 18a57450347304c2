"""A film read in parts, each in a process of its own, and put together again."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from ilio.sources.in_child import Told, in_child
from ilio.sources.video.effort import EFFORTS, Effort
from ilio.sources.video.film import Film
from ilio.sources.video.following import Sighting
from ilio.sources.video.frames import Part, Shot, Wish
from ilio.sources.video.pacing import paced
from ilio.sources.video.sampling import all_shots
from ilio.sources.video.subject import same_place

Seen = tuple[Film | None, list[Sighting]]

AT_ONCE = 4
"""More processes than this take memory and hardly save time."""


def sight(
    path: Path,
    effort: Effort,
    *,
    rate_hz: float | None = None,
    processes: int | None = None,
    told: Told | None = None,
) -> tuple[Film, list[Sighting]]:
    """What was seen in all pictures that were looked at.

    Parameters
    ----------
    path
        The film, an image or a folder of them.
    effort
        How closely to look.
    rate_hz
        Images: pictures a second [Hz]; None for 10.
    processes
        Child processes to share the work; 0 reads here; None takes one a processor.
    told
        Called with the share done, 0 to 1.

    Raises
    ------
    ReadError
        If the file is no video, damaged or cut off, or makes its reader break off.

    Examples
    --------
    >>> from ilio.sources.video.effort import DEFAULT
    >>> sight(Path("no such film.mp4"), DEFAULT, processes=0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    if processes is None:
        processes = min(AT_ONCE, processors())
    if processes == 0:
        seen = [sight_part(path, effort.name, Part(), rate_hz, told=told)]
    else:
        seen = _in_children(path, effort, rate_hz, processes, told)
    films = [film for film, _ in seen if film]
    return films[0], joined([sightings for _, sightings in seen])


def processors() -> int:
    """How many processors this process may use.

    Examples
    --------
    >>> processors() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_children(
    path: Path, effort: Effort, rate_hz: float | None, of: int, told: Told | None
) -> list[Seen]:
    shares = [0.0] * of

    def read(number: int) -> Seen:
        def note(share: float) -> None:
            shares[number] = share
            if told:
                told(min(1.0, sum(shares)))

        given = (path, effort.name, Part(number, of), rate_hz)
        seen: Seen = in_child(path, sight_part, *given, told=note if told else None)
        return seen

    with ThreadPoolExecutor(of) as pool:
        reading = pool.map(read, range(of))
        # What the caller needs next loads while the children look at pictures.
        import_module("ilio.sources.video.settling")
        return list(reading)


def sight_part(
    path: Path,
    effort: str,
    part: Part,
    rate_hz: float | None = None,
    *,
    told: Told | None = None,
) -> Seen:
    """What was seen in one part of a film; nothing, and no film, if it has no such part.

    Parameters
    ----------
    path, rate_hz, told
        As in `sight`; the share is that of the whole film.
    effort
        Its name.
    part
        Which part.

    Examples
    --------
    >>> sight_part(Path("no such film.mp4"), "fast", Part())  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    film: Film | None = None
    sightings: list[Sighting] = []
    wish = Wish(every=False, smooth=not EFFORTS[effort].hurries)

    def noted() -> Iterator[Shot]:
        nonlocal film
        for shot in all_shots(path, part, wish, rate_hz):
            film = film or shot.film
            yield shot

    for sighting in paced(noted(), EFFORTS[effort], wish):
        sightings.append(sighting)
        if told and film and film.length_s:
            told(min(1.0, (sighting.time_s - sightings[0].time_s) / film.length_s))
    return film, sightings


def joined(parts: Sequence[Sequence[Sighting]]) -> list[Sighting]:
    """The sightings of all parts; whoever goes on across a cut keeps the number.

    Examples
    --------
    >>> first, second = Sighting(0.0, None, None, 1, 1), Sighting(0.2, None, None, 1, 1)
    >>> [s.subject for s in joined([[first], [second]])]
    [1, 2]
    """
    found: list[Sighting] = []
    for part in parts:
        most = max((s.subject for s in found), default=0)
        last = next(((s.subject, s.best.next_region()) for s in reversed(found) if s.best), None)
        first = next(((s.subject, s.best.next_region()) for s in part if s.best), None)
        goes_on = last and first and same_place(last[1], first[1])
        renamed = {first[0]: last[0]} if goes_on and first and last else {}
        found += [replace(s, subject=renamed.get(s.subject, s.subject + most)) for s in part]
    return found
