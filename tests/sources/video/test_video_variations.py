"""Films in the ways of phones, cameras and programs: every picture at its own time, or a refusal."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from ilio.core import ReadError
from ilio.sources.video.frames import Shot, shots

TICKS = Fraction(1, 90_000)
EVEN = [i / 20 for i in range(40)]
STEPS = np.random.default_rng(1).choice([1 / 60, 1 / 30, 1 / 15, 0.2], 60)


@dataclass
class Kind:
    """How a film is written."""

    name: str
    times: Sequence[float] = field(default_factory=lambda: EVEN)
    codec: str = "libx264"
    pixels: str = "yuv420p"
    size: tuple[int, int] = (160, 96)
    options: dict[str, str] = field(default_factory=dict)
    container: dict[str, str] = field(default_factory=dict)
    aspect: Fraction | None = None
    sound_s: float = 0.0

    def write(self, folder: Path) -> Path:
        """A dark film with a white corner at the top left."""
        path = folder / self.name
        with av.open(str(path), "w", options=self.container) as out:
            try:
                stream: Any = out.add_stream(self.codec, rate=30, options=self.options)
            except (ValueError, av.error.FFmpegError):
                pytest.skip(f"this FFmpeg cannot write {self.codec}")
            stream.width, stream.height = self.size
            stream.pix_fmt, stream.codec_context.time_base = self.pixels, TICKS
            if self.aspect:
                stream.codec_context.sample_aspect_ratio = self.aspect
            sound: Any = out.add_stream("aac", rate=44_100) if self.sound_s else None
            for number, time_s in enumerate(self.times):
                frame = av.VideoFrame.from_ndarray(self._picture(number), format="rgb24")
                frame.pts, frame.time_base = round(time_s / TICKS), TICKS
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
            if sound is not None:
                self._silence(out, sound)
        return path

    def _picture(self, number: int) -> np.ndarray:
        picture = np.full((self.size[1], self.size[0], 3), 40 + number % 60, dtype=np.uint8)
        picture[: self.size[1] // 3, : self.size[0] // 3] = 255
        return picture

    def _silence(self, out: Any, sound: Any) -> None:
        for number in range(int(self.sound_s * 44_100 / 1024)):
            frame = av.AudioFrame.from_ndarray(
                np.zeros((1, 1024), dtype=np.float32), format="fltp", layout="mono"
            )
            frame.sample_rate, frame.pts = 44_100, 1024 * number
            frame.time_base = Fraction(1, 44_100)
            out.mux(sound.encode(frame))
        out.mux(sound.encode(None))


def started(at_s: float) -> list[float]:
    return [at_s + time_s for time_s in EVEN]


VP9 = {"cpu-used": "8", "deadline": "realtime"}
HDR = "log-level=none:pools=1:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"
KINDS = {
    "variable rate": Kind("a.mp4", np.cumsum(STEPS).tolist()),
    "variable rate in Matroska": Kind("a.mkv", np.cumsum(STEPS).tolist()),
    "variable rate in WebM": Kind("a.webm", np.cumsum(STEPS).tolist(), "libvpx-vp9", options=VP9),
    "pictures out of order": Kind("a.mp4", options={"bf": "3"}),
    "a stream that begins at 1.4 s": Kind("a.ts", started(1.4), options={"bf": "2"}),
    "a stream whose clock turns over": Kind("a.ts", started(95_443.0)),
    "a start at 5 s": Kind("a.mkv", started(5.0)),
    "fragments": Kind("a.mp4", container={"movflags": "frag_keyframe+empty_moov"}),
    "odd sizes": Kind("a.mkv", codec="ffv1", size=(161, 97)),
    "full colour": Kind("a.mp4", pixels="yuv444p"),
    "grey": Kind("a.mkv", codec="ffv1", pixels="gray"),
    "RGB": Kind("a.mkv", codec="libx264rgb", pixels="rgb24"),
    "high dynamic range": Kind("a.mkv", codec="libx265", pixels="yuv420p10le", options={"x265-params": HDR}),
    "ProRes": Kind("a.mov", codec="prores_ks", pixels="yuv422p10le"),
    "Windows Media": Kind("a.wmv", codec="wmv2"),
    "Flash": Kind("a.flv", codec="flv"),
    "3GP": Kind("a.3gp", codec="h263", size=(176, 144)),
    "interlaced": Kind("a.mp4", options={"flags": "+ildct+ilme", "x264-params": "interlaced=1"}),
    "portrait": Kind("a.mp4", size=(96, 160)),
    "sound that goes on": Kind("a.mp4", sound_s=8.0),
    "sound that goes on in Matroska": Kind("a.mkv", sound_s=8.0),
    "one picture a second": Kind("a.mp4", [float(i) for i in range(20)]),
    "240 a second": Kind("a.mp4", [i / 240 for i in range(240)]),
    "nothing for four seconds": Kind("a.mp4", [*EVEN, *started(6.0)]),
    "one picture": Kind("a.mp4", [0.0]),
    "two pictures": Kind("a.mp4", [0.0, 0.5]),
    "three pictures": Kind("a.mp4", [0.0, 0.5, 0.7]),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_every_picture_comes_at_its_own_time(tmp_path: Path, name: str) -> None:
    kind = KINDS[name]
    found = list(shots(kind.write(tmp_path)))
    true_s = np.array(kind.times) - kind.times[0]
    assert [shot.time_s for shot in found] == pytest.approx(true_s, abs=0.002)
    check_corner(found[0])


def check_corner(shot: Shot) -> None:
    image = shot.frame().image[1:-1, 1:-1, :3]
    high, wide = image.shape[:2]
    assert image[4 : high // 4, 4 : wide // 4].min() > 200
    assert image[high // 2 :, wide // 2 :].max() < 120


@pytest.mark.parametrize(("aspect", "wide"), [(Fraction(2), 320), (Fraction(1, 2), 80)])
def test_pixels_that_are_no_squares_are_stretched_to_squares(
    tmp_path: Path, aspect: Fraction, wide: int
) -> None:
    """Else every angle would be wrong."""
    shot = next(shots(Kind("a.mp4", aspect=aspect).write(tmp_path)))
    assert (shot.film.width, shot.film.height) == (wide, 96)
    check_corner(shot)


def cut(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def renamed(path: Path) -> None:
    path.write_bytes(b"GIF89a" + bytes(900))


@pytest.mark.parametrize(
    ("kind", "change", "message"),
    [
        (Kind("a.mp4"), cut, "a video file, got"),
        (Kind("a.mkv"), cut, "a video file, got a file"),
        (
            Kind("a.webm", codec="libvpx-vp9", options=VP9),
            cut,
            "a file that was cut off or damaged",
        ),
        (Kind("a.flv", codec="flv"), cut, "a file that was cut off or damaged"),
        (Kind("a.mkv", sound_s=8.0), cut, "a file that was cut off or damaged"),
        (Kind("a.mp4"), renamed, "something that is not a video"),
        (Kind("a.mp4", size=(16, 2000)), lambda path: None, "got pictures of 16 x 2000 pixels"),
    ],
)
def test_what_is_no_whole_film_of_a_person_is_refused(
    tmp_path: Path, kind: Kind, change: Callable[[Path], None], message: str
) -> None:
    path = kind.write(tmp_path)
    change(path)
    with pytest.raises(ReadError, match=rf"a\.\w+: .*{message}"):
        list(shots(path))
