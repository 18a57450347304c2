"""Mutated films of every container: all their pictures are read, or each is refused.

Run it alone for as long as wanted, on films of its own or on those of a folder:

    python tests/sources/film_fuzz.py --seconds 600 --kind mp4 [--data FOLDER]
"""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import av
import numpy as np
from fuzzing import Files, main

from ilio.sources.video.ending import states_its_end
from ilio.sources.video.frames import shots

KINDS = {
    "mp4": ("mp4", "libx264"),
    "mov": ("mov", "mjpeg"),
    "mkv": ("matroska", "mpeg4"),
    "webm": ("webm", "libvpx"),
    "avi": ("avi", "mpeg4"),
    "wmv": ("asf", "wmv2"),
    "ts": ("mpegts", "mpeg2video"),
    "flv": ("flv", "flv"),
}


def corpus(folder: Path) -> Files:
    """A film of two seconds of each kind."""
    av.logging.set_level(None)
    return {kind: [(f"a.{kind}", film(folder / f"a.{kind}", *KINDS[kind]))] for kind in KINDS}


def film(path: Path, container: str, codec: str) -> bytes:
    with av.open(str(path), "w", format=container) as out:
        stream: Any = out.add_stream(codec, rate=25)
        stream.width, stream.height = 96, 96
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        for number in range(50):
            picture = np.full((96, 96, 3), 40 + number, dtype=np.uint8)
            picture[:32, number : number + 32] = 255
            out.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        out.mux(stream.encode(None))
    return path.read_bytes()


def opened(kind: str, path: Path) -> None:
    """Make every picture, as whoever looks at them does."""
    for shot in shots(path):
        shot.frame()
    states_its_end(path)


if __name__ == "__main__":
    sys.exit(main(corpus, opened))
