"""How long a film takes to read, next to merely decoding it; both in two processes.

Makes its own film, 30 s of 1080p at 30 pictures a second (H.264, grain added), out of any clip:

    python benchmarks/camera.py CLIP [--runs 3] [--seconds 30]

Decoding and reading take turns in one run. Wall time needs an idle machine; the ratio of processor
seconds, printed beside it, hardly depends on what else runs.
Budgets: default 1.5 x at 16 Mb/s and 2.2 x at 4 Mb/s; exact 3 x and 5 x; memory 600 MB in all.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

WIDTH, HEIGHT, RATE_HZ = 1920, 1080, 30
GRAIN = 6.0
FILMS = {"16 Mb/s": (16, {"bf": "0"}), "4 Mb/s": (4, {"bf": "2"})}
DECODE = """
import sys, av
path, start, end = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
with av.open(path) as film:
    stream = film.streams.video[0]
    stream.codec_context.thread_count = 1
    film.seek(int(start / stream.time_base), stream=stream)
    for picture in film.decode(stream):
        if picture.time >= end:
            break
"""
READ = """
import sys
from ilio.sources.video import read_video
if __name__ == "__main__":
    read_video(sys.argv[1], effort=sys.argv[2])
"""


def make_film(clip: Path, film: Path, megabits: int, options: dict[str, str], seconds: int) -> None:
    """Scale a clip up, loop it, add grain, encode it as a phone would."""
    rng = np.random.default_rng(1)
    grain = [
        np.clip(rng.normal(0, GRAIN, (HEIGHT, WIDTH)), -60, 60).astype(np.int16) for _ in "abc"
    ]
    with av.open(str(film), "w") as out:
        stream = out.add_stream("libx264", rate=RATE_HZ)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.bit_rate = megabits * 1_000_000
        # One key frame a second, as phones do it; grain would look like a new scene otherwise.
        stream.options = {"preset": "veryfast", "g": str(RATE_HZ), "sc_threshold": "0", **options}
        for number, picture in enumerate(looped(clip, seconds)):
            small = picture.reformat(width=WIDTH, height=HEIGHT, format="yuv420p").to_ndarray()
            noise = np.roll(grain[number % 3], int(rng.integers(WIDTH)), axis=1)
            small[:HEIGHT] = np.clip(small[:HEIGHT] + noise, 0, 255)
            frame = av.VideoFrame.from_ndarray(small, format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, RATE_HZ)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def looped(clip: Path, seconds: int):
    """Pictures of the clip at 30 Hz, each held as long as it lasts, from the start again."""
    given = 0
    while True:
        start_s = given / RATE_HZ
        with av.open(str(clip)) as source:
            for picture in source.decode(source.streams.video[0]):
                rate = float(source.streams.video[0].average_rate)
                while given / RATE_HZ < start_s + picture.time + 1 / rate - 1e-6:
                    if given == seconds * RATE_HZ:
                        return
                    yield picture
                    given += 1


def spent() -> tuple[float, float]:
    """Wall seconds now, and processor seconds of all processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter(), used.ru_utime + used.ru_stime


def decode(film: Path, seconds: int) -> tuple[float, float]:
    """Wall and processor seconds of two processes that decode half of the film each."""
    start, half = spent(), seconds // 2
    parts = [(0, half), (half, seconds + 1)]
    running = [
        subprocess.Popen([sys.executable, "-c", DECODE, str(film), str(a), str(b)])
        for a, b in parts
    ]
    if any(process.wait() for process in running):
        raise SystemExit("decoding failed")
    return since(start)


def since(start: tuple[float, float]) -> tuple[float, float]:
    wall, processor = spent()
    return wall - start[0], processor - start[1]


def read(film: Path, effort: str) -> tuple[float, float]:
    """Wall and processor seconds of a fresh process that reads the film."""
    start = spent()
    subprocess.run([sys.executable, "-c", READ, str(film), effort], check=True)
    return since(start)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("clip", type=Path)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--seconds", type=int, default=30)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, (megabits, options) in FILMS.items():
            film = Path(folder) / f"{megabits}.mp4"
            make_film(given.clip, film, megabits, options, given.seconds)
            ratios = {"fast": [], "default": [], "exact": []}
            for _ in range(given.runs):
                bare = decode(film, given.seconds)
                for effort, found in ratios.items():
                    found.append(np.divide(read(film, effort), bare))
            print(f"{name}: decoding {bare[0]:.1f} s")
            for effort, found in ratios.items():
                wall, processor = np.median(found, axis=0)
                print(f"    {effort}: {wall:.2f} x, processor {processor:.2f} x")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process {largest:.0f} MB")


if __name__ == "__main__":
    main()
