"""Films for the fake camera: Chromium shows an MJPEG file at 30 pictures a second, over and over."""

from fractions import Fraction
from pathlib import Path

import av

RATE_HZ = 30
QUALITY = 4  # of the JPEG pictures, 2 best to 31 worst


def camera_film(clip: Path, out: Path, *, first_s: float = 0, last_s: float | None = None) -> Path:
    """Write a clip, or a part of it, as what the fake camera shows; a made film is kept."""
    if out.is_file():
        return out
    unfinished = out.with_suffix(f".{id(clip)}.part")
    with av.open(str(clip)) as source, av.open(str(unfinished), "w", format="mjpeg") as target:
        stream = source.streams.video[0]
        film = target.add_stream("mjpeg", rate=RATE_HZ)
        film.width, film.height = stream.width // 2 * 2, stream.height // 2 * 2
        film.pix_fmt = "yuvj420p"
        film.codec_context.qmin = film.codec_context.qmax = QUALITY
        shown = 0
        for frame in source.decode(stream):
            at_s = float(frame.time or 0)
            if at_s < first_s:
                continue
            if last_s is not None and at_s > last_s:
                break
            picture = frame.reformat(film.width, film.height, "yuvj420p")
            while (
                shown <= (at_s - first_s) * RATE_HZ
            ):  # once, twice or not at all: the rate is fixed
                picture.pts, picture.time_base = shown, Fraction(1, RATE_HZ)
                target.mux(film.encode(picture))
                shown += 1
        target.mux(film.encode(None))
    unfinished.rename(out)
    return out
