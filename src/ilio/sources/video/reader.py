"""The video source's verbs: a film of a person from the side to landmarks, and to a Recording."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.core import ReadError
from ilio.sources.video.effort import effort_named
from ilio.sources.video.file_end import UNKNOWN_END
from ilio.sources.video.images import IMAGES
from ilio.sources.video.parts import sight

if TYPE_CHECKING:
    from ilio.observations import Landmarks, Recording
    from ilio.sources.video.film import Film

Progress = Callable[[float], None]


def read_video(
    path: str | Path,
    *,
    effort: str = "default",
    rate_hz: float | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
    edits: str | Path | None = None,
    level_deg: float | None = None,
) -> "Recording":
    """Read a side-view film of one person as angle traces.

    Pure by path and picklable, so that several files can be read in several processes.

    Parameters
    ----------
    path, effort, rate_hz, processes, progress
        As in `watch`.
    edits
        A file of points corrected by hand (``ilio/landmark-edits/1``); None for none.
    level_deg
        As in `recording_from`.

    Returns
    -------
    Recording
        ``thigh_elevation`` and ``knee_flexion`` of both legs and ``trunk_lean`` [deg], with
        gates, facts and notes; a picture that cannot be trusted is NaN or has a wider error.

    Raises
    ------
    ReadError
        If the file is no video, damaged or cut off, too short, or shows no person; or if the
        edits cannot be read or do not fit the film.

    Examples
    --------
    >>> read_video("no such film.mp4")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    from ilio.sources.landmarks import corrected, read_edits

    given = read_edits(edits) if edits is not None else None
    landmarks = watch(path, effort=effort, rate_hz=rate_hz, processes=processes, progress=progress)
    if given:
        landmarks = corrected(landmarks, given)
    from ilio.sources.video.recording import recording_from

    return recording_from(landmarks, level_deg=level_deg)


def watch(
    path: str | Path,
    *,
    effort: str = "default",
    rate_hz: float | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
) -> "Landmarks":
    """Follow one person through a film: where the joints were, left and right settled.

    Parameters
    ----------
    path
        Any film that FFmpeg opens: MP4, MOV, WebM ...; or a folder of numbered images.
    effort
        ``"default"`` looks at 5 pictures a second of a hold, 10 of a raise, all of running;
        ``"exact"`` at all; ``"fast"`` at few.
    rate_hz
        Images: pictures a second [Hz]; None for 10. A film says its own.
    processes
        Child processes to share the work; 0 reads here; None takes one a processor.
    progress
        Called with the share done, 0 to 1.

    Returns
    -------
    Landmarks
        In pixels of the small upright pictures, the hips at the joint; NaN where nobody was seen.
        Two stickers on the waistband, and the ends of the table's edge, are points more.

    Raises
    ------
    ReadError
        If the file is no video, damaged or cut off, too short, or shows no person.
    UnknownNameError
        If there is no such effort.

    Examples
    --------
    >>> watch("no such film.mp4")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    file, chosen = Path(path), effort_named(effort)
    if file.suffix.lower() in IMAGES and not file.is_dir():
        todo = "For its angles type: ilio measure ... with this image, or call angles_in_picture."
        raise ReadError(file, "a film or a folder of numbered images", "one image", todo)
    film, sightings = sight(file, chosen, rate_hz=rate_hz, processes=processes, told=progress)
    from ilio.sources.video.settling import landmarks_seen

    landmarks = landmarks_seen(file, film, sightings)
    if not file.is_dir():
        return _with_gravity(_with_end(landmarks, file), file, film)
    told = f"{film.rate_hz:g} pictures a second, as "
    told += "given" if rate_hz else "nothing says otherwise (--rate-hz)"
    return replace(landmarks, facts=(*landmarks.facts, ("rate of the images", told)))


def _with_end(landmarks: "Landmarks", file: Path) -> "Landmarks":
    from ilio.sources.video.ending import states_its_end

    if states_its_end(file):
        return landmarks
    return replace(landmarks, notes=(*landmarks.notes, UNKNOWN_END))


def _with_gravity(landmarks: "Landmarks", file: Path, film: "Film") -> "Landmarks":
    from ilio.sources.video.film_gravity import gravity_in_film

    gravity = gravity_in_film(file, film.turn)
    if gravity is None:
        return landmarks
    facts = (*landmarks.facts, ("gravity in the file", gravity.told))
    return replace(landmarks, gravity_level_deg=gravity.level_deg, facts=facts)
