"""A film made worse in known ways, so that few films with truth speak for many."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ilio.core import UnknownNameError

Picture = NDArray[np.uint8]
"""``(height, width, 3)`` red, green, blue."""

NOISE_SD, DARK, BLUR_PX, SEED = 12.0, 0.25, 5, 7
SQUEEZED_CRF, USUAL_CRF = 40, 20
"""Quality of H.264: the first shows blocks, the second nothing."""


def mirrored(picture: Picture) -> Picture:
    """Left for right.

    Examples
    --------
    >>> mirrored(np.arange(6, dtype=np.uint8).reshape(1, 2, 3))[0, 0].tolist()
    [3, 4, 5]
    """
    return picture[:, ::-1]


def cropped(picture: Picture) -> Picture:
    """A border taken off, more at one side: the person is larger and off the middle.

    Examples
    --------
    >>> cropped(np.zeros((100, 200, 3), dtype=np.uint8)).shape
    (92, 180, 3)
    """
    height, width = picture.shape[:2]
    return picture[
        height // 20 : height - 3 * height // 100, width // 50 : width - 8 * width // 100
    ]


def blurred(picture: Picture) -> Picture:
    """A mean over a square of pixels.

    Examples
    --------
    >>> blurred(np.full((8, 8, 3), 9, dtype=np.uint8)).max()
    np.uint8(9)
    """
    out = picture.astype(np.float32)
    for axis in (0, 1):
        steps = range(-(BLUR_PX // 2), BLUR_PX // 2 + 1)
        out = np.mean([np.roll(out, step, axis) for step in steps], axis=0)
    return out.astype(np.uint8)


def noisy(picture: Picture) -> Picture:
    """Grain as of a small sensor in poor light.

    Examples
    --------
    >>> bool(noisy(np.full((64, 64, 3), 100, dtype=np.uint8)).std() > 8)
    True
    """
    grain = np.random.default_rng(SEED + int(picture[0, 0, 0])).normal(0, NOISE_SD, picture.shape)
    return np.clip(picture + grain, 0, 255).astype(np.uint8)


def darker(picture: Picture) -> Picture:
    """A quarter of the light.

    Examples
    --------
    >>> darker(np.full((2, 2, 3), 200, dtype=np.uint8)).max()
    np.uint8(50)
    """
    return (picture * DARK).astype(np.uint8)


def smaller(picture: Picture) -> Picture:
    """Every second pixel.

    Examples
    --------
    >>> smaller(np.zeros((100, 200, 3), dtype=np.uint8)).shape
    (50, 100, 3)
    """
    return picture[::2, ::2]


def same(picture: Picture) -> Picture:
    """The picture as it is; the file is squeezed.

    Examples
    --------
    >>> same(np.zeros((2, 2, 3), dtype=np.uint8)).shape
    (2, 2, 3)
    """
    return picture


VARIANTS: Mapping[str, Callable[[Picture], Picture]] = {
    "mirrored": mirrored,
    "cropped": cropped,
    "blurred": blurred,
    "noisy": noisy,
    "darker": darker,
    "smaller": smaller,
    "squeezed": same,
}
"""Ways to make a film worse, by name."""


def write_variant(film: Path, name: str, folder: Path) -> Path:
    """Write one variant of a film into another folder, at the film's own times.

    Parameters
    ----------
    film
        The film.
    name
        Of the variant.
    folder
        Where to; the file keeps the film's name.

    Raises
    ------
    UnknownNameError
        If there is no such variant; the nearest name is offered.

    Examples
    --------
    >>> write_variant(Path("a.mp4"), "dark", Path("."))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.UnknownNameError: ... Did you mean 'darker'?
    """
    import av

    if name not in VARIANTS:
        raise UnknownNameError("variant", name, VARIANTS)

    out = folder / film.name
    crf = SQUEEZED_CRF if name == "squeezed" else USUAL_CRF
    with av.open(str(film)) as source, av.open(str(out), "w") as target:
        pictures = source.streams.video[0]
        stream = target.add_stream("libx264", rate=pictures.average_rate)
        stream.options = {"crf": str(crf), "preset": "ultrafast"}
        stream.pix_fmt = "yuv420p"
        for frame in source.decode(pictures):
            made = VARIANTS[name](np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8))
            made = np.ascontiguousarray(made[: len(made) // 2 * 2, : made.shape[1] // 2 * 2])
            if not stream.codec_context.is_open:
                stream.height, stream.width = made.shape[:2]
            picture = av.VideoFrame.from_ndarray(made, format="rgb24")
            picture.pts, picture.time_base = frame.pts, frame.time_base
            target.mux(stream.encode(picture))
        target.mux(stream.encode(None))
    return out
