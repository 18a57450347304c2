"""Pictures over time, whatever holds them: a film, an image, a folder of numbered images."""

from collections.abc import Iterator
from pathlib import Path

from ilio.sources.video.frames import WHOLE_FILM, Frame, Part, Shot, Wish, shots
from ilio.sources.video.images import holds_images, image_shots


def all_shots(
    path: Path,
    part: Part = WHOLE_FILM,
    wish: Wish | None = None,
    rate_hz: float | None = None,
) -> Iterator[Shot]:
    """All pictures of a part of a film or of a folder of images, in order of time.

    Parameters
    ----------
    path
        The film, an image or a folder of them.
    part, wish
        As in `shots`.
    rate_hz
        As in `image_shots`; a film says its own.

    Raises
    ------
    ReadError
        As `shots` and `image_shots`.

    Examples
    --------
    >>> list(all_shots(Path("no such image.png")))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such image.png: expected an image (PNG or JPEG), got no such...
    """
    if holds_images(path):
        return image_shots(path, part, rate_hz)
    return shots(path, part, wish)


def sampled(path: Path, rate_hz: float, *, images_hz: float | None = None) -> Iterator[Frame]:
    """The pictures of a film or of images at a rate, or every picture when the file holds fewer.

    Parameters
    ----------
    path
        The film, an image or a folder of them.
    rate_hz
        Wanted samples a second [Hz]; each is the first picture at or after its due time.
    images_hz
        Images: how many there are a second [Hz]; None for 10.

    Raises
    ------
    ReadError
        As `all_shots`.

    Examples
    --------
    >>> list(sampled(Path("no such film.mp4"), 5.0))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.mp4: expected a video file, got no such file...
    """
    due_s = 0.0
    for shot in all_shots(path, rate_hz=images_hz):
        rate = shot.film.rate_hz or rate_hz
        if shot.time_s >= due_s - 0.5 / rate:
            due_s = max(due_s + 1 / rate_hz, shot.time_s + 0.5 / rate_hz)
            yield shot.frame()
