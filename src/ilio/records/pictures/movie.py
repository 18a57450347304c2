"""The film again, with the body, its angles, the trace and the faults drawn on it."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ilio.core import OutputError
from ilio.records.pictures.body import FAULT, draw_body
from ilio.records.pictures.canvas import Canvas, Pixels
from ilio.records.pictures.lettering import FONT_PX, cell_width
from ilio.records.pictures.scene import Scene
from ilio.records.pictures.sheet import Picture
from ilio.records.pictures.strip import NOW, TALL_PX, Strip
from ilio.records.writing import whole_file

if TYPE_CHECKING:
    import av

TICKS = 90_000
"""Parts of a second in which the film keeps its times."""

SHOWN_S = 4.0
"""How long a fault is told."""

ENCODER = {"crf": "23", "preset": "veryfast"}


def write_movie(scene: Scene, pictures: Iterable[Picture], path: str | Path) -> Path:
    """Write an MP4 (H.264, 4:2:0, index first) that browsers play.

    Parameters
    ----------
    scene
        What is drawn.
    pictures
        The film, in order of time.
    path
        Where to.

    Raises
    ------
    OutputError
        If it cannot be written, PyAV has no H.264 encoder, or there is no picture.
    """
    import av
    from av.error import FFmpegError

    with whole_file(path) as part:
        strip: Strip | None = None
        try:
            options = {"movflags": "+faststart"}
            with av.open(str(part), "w", format="mp4", options=options) as out:
                for time, pixels in pictures:
                    if strip is None:
                        strip = Strip(scene, pixels.shape[1] // 2 * 2)
                        stream = _stream(out, strip.width, pixels.shape[0] // 2 * 2 + TALL_PX)
                    frame = av.VideoFrame.from_ndarray(_drawn(scene, strip, time, pixels), "rgb24")
                    frame.time_base, frame.pts = Fraction(1, TICKS), round(time * TICKS)
                    out.mux(stream.encode(frame))
                if strip is not None:
                    out.mux(stream.encode(None))
        except (FFmpegError, ValueError) as error:
            raise OutputError(path, f"the encoder gave up ({error})") from None
        if strip is None:
            raise OutputError(path, "there was no picture to draw on")
    return Path(path)


def _stream(out: "av.container.OutputContainer", width: int, height: int) -> "av.VideoStream":
    stream = out.add_stream("h264", rate=30, options=ENCODER)
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    stream.codec_context.time_base = Fraction(1, TICKS)
    return stream


def _drawn(scene: Scene, strip: Strip, time_s: float, pixels: Pixels) -> Pixels:
    height = pixels.shape[0] // 2 * 2
    whole = np.empty((height + TALL_PX, strip.width, 3), dtype=np.uint8)
    whole[:height] = pixels[:height, : strip.width]
    canvas = Canvas(whole[:height])
    draw_body(canvas, scene, time_s)
    _words(canvas, scene, time_s)
    whole[height:] = strip.at(time_s)
    return whole


def _words(canvas: Canvas, scene: Scene, time_s: float) -> None:
    m = scene.measurement
    canvas.text(8, 6, f"{m.protocol}, {m.side}   {time_s:5.1f} s", NOW)
    lean = scene.angle("trunk_lean", time_s)
    if np.isfinite(lean):
        canvas.text(8, 6 + 1.3 * FONT_PX, f"trunk {round(lean):+d}°", NOW)
    start = scene.curve.start_s if scene.curve else 0.0
    shown = [
        f"{number} {fault.text}"
        for number, fault in enumerate(m.faults, 1)
        if 0 <= time_s - start - fault.time_s < SHOWN_S
    ]
    fits = (canvas.width - 16) // cell_width(FONT_PX)
    lines = [line for words in shown for line in _broken(words, fits)]
    for i, line in enumerate(lines):
        canvas.text(8, canvas.height - (len(lines) - i) * 1.4 * FONT_PX - 4, line, FAULT)


def _broken(words: str, fits: int) -> list[str]:
    """A sentence in lines of at most `fits` letters."""
    lines = [""]
    for word in words.split():
        joined = f"{lines[-1]} {word}".strip()
        lines[-1:] = [joined] if len(joined) <= fits else [lines[-1], word]
    return lines
