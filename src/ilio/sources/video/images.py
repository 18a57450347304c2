"""Images as a film: one picture, or a folder of numbered ones."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ilio.core import InputError, ReadError
from ilio.sources.video.film import MOST_PIXELS, Film, check_length, check_pixels, shrunk
from ilio.sources.video.frames import LEAST_PART_S, WHOLE_FILM, Part, Shot
from ilio.sources.video.image_heads import EXPECTED, EXPORT_AGAIN, MOST_BYTES, head_of

IMAGES = (".png", ".jpg", ".jpeg")

USUAL_HZ = 10.0
"""Rate of numbered images when nobody says it."""

LEAST_HZ, MOST_HZ = 0.1, 1000.0


def holds_images(path: Path) -> bool:
    """Whether it is an image, or a folder with images in it.

    Examples
    --------
    >>> holds_images(Path("left.JPG")), holds_images(Path("left.mp4"))
    (True, False)
    """
    if path.is_dir():
        return any(file.suffix.lower() in IMAGES for file in path.iterdir())
    return path.suffix.lower() in IMAGES


def numbered(folder: Path) -> list[tuple[int, Path]]:
    """The images of a folder with the last number in each name, in order of the numbers.

    Raises
    ------
    ReadError
        If a name holds no number, or two hold the same one.

    Examples
    --------
    >>> numbered(Path("no such folder"))
    []
    """
    files = [f for f in sorted(folder.glob("*")) if f.suffix.lower() in IMAGES]
    found: dict[int, Path] = {}
    for file in files:
        digits = re.findall(r"\d+", file.stem)
        if not digits:
            todo = "Number the images in the order of time, such as 001.png."
            raise ReadError(file, "an image with a number in its name", f"'{file.name}'", todo)
        number = int(digits[-1])
        if number in found:
            got = f"{found[number].name} and {file.name}"
            raise ReadError(folder, "one image for each number", got, "Take one of them out.")
        found[number] = file
    return sorted(found.items())


def image_shots(
    path: Path, part: Part = WHOLE_FILM, rate_hz: float | None = None
) -> Iterator[Shot]:
    """The pictures of an image, or of a part of a folder of numbered ones, in order of time.

    A number that is missing is a picture that is missing: the others keep their times.

    Parameters
    ----------
    path
        The image or the folder.
    part
        Which part of it.
    rate_hz
        Pictures a second [Hz]; None for 10.

    Raises
    ------
    ReadError
        If an image is broken, too small or too large, or not as large as the first; or if the
        folder holds none.
    InputError
        If the rate is none that a camera has.

    Examples
    --------
    >>> list(image_shots(Path("no such image.png")))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such image.png: expected an image (PNG or JPEG), got no such...
    """
    rate = USUAL_HZ if rate_hz is None else rate_hz
    if not LEAST_HZ <= rate <= MOST_HZ:
        got = f"{rate_hz:g}"
        raise InputError(f"{LEAST_HZ:g} to {MOST_HZ:g} pictures a second", got, "Correct the rate.")
    files = numbered(path) if path.is_dir() else [(0, path)]
    if not files:
        raise ReadError(path, "a folder of images (PNG or JPEG)", "none", "Check the folder.")
    start, length_s = files[0][0], (files[-1][0] - files[0][0] + 1) / rate
    check_length(path, length_s)
    of = max(1, min(part.of, int(length_s / LEAST_PART_S)))
    if part.number >= of:
        return
    film = replace(read_image(files[0][1]).film, rate_hz=rate, length_s=length_s)
    begin, end = (len(files) * n // of for n in (part.number, part.number + 1))
    for number, file in files[begin:end]:
        shot = read_image(file)
        if (shot.film.width, shot.film.height) != (film.width, film.height):
            todo = "Take out what does not belong to the film."
            raise ReadError(file, "images of one size", "one of another size or turn", todo)
        own = replace(film, turned_deg=shot.film.turned_deg, mirrored=shot.film.mirrored)
        yield Shot((number - start) / rate, shot.picture, own)


def read_image(path: Path) -> Shot:
    """One image as a picture at time 0.

    Raises
    ------
    ReadError
        If it is missing, no PNG or JPEG, broken, too small or too large.

    Examples
    --------
    >>> read_image(Path("no such image.png"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such image.png: expected an image (PNG or JPEG), got no such...
    """
    import av
    from av.error import FFmpegError
    from av.video.codeccontext import VideoCodecContext

    if not path.is_file():
        raise ReadError(path, EXPECTED, "no such file", "Check the name and the folder.")
    if path.stat().st_size > MOST_BYTES:
        raise ReadError(path, EXPECTED, "a file of more than 256 MB", EXPORT_AGAIN)
    content = path.read_bytes()
    head = head_of(path, content)
    check_pixels(path, head.width, head.height)
    codec = av.CodecContext.create(head.codec, "r")
    assert isinstance(codec, VideoCodecContext)
    codec.thread_count = 1
    codec.options = {"err_detect": "explode", "max_pixels": str(MOST_PIXELS)}
    try:
        pictures = codec.decode(av.Packet(content)) + codec.decode(None)
    except FFmpegError:
        pictures = []
    if not pictures:
        raise ReadError(path, EXPECTED, "a damaged or cut one", EXPORT_AGAIN)
    small, turn = shrunk(head.width, head.height), head.turn
    size = small[::-1] if turn.lies else small
    film = Film(*size, USUAL_HZ, 0.0, 90 * turn.quarters, turn.mirrored)
    return Shot(0.0, pictures[0], film)
