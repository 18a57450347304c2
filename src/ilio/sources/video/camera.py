"""A camera on this machine: so many seconds of it written to a film, which is then read as any."""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.core import InputError, ReadError

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame

NAME = re.compile(r"camera:(\d{1,2})")

LEAST_S, MOST_S = 2.0, 600.0

WISHES: tuple[dict[str, str], ...] = (
    {"video_size": "1280x720", "framerate": "30", "input_format": "mjpeg"},
    {"video_size": "1280x720", "framerate": "30"},
    {"framerate": "30"},
    {},
)
"""What a camera is asked for, best first; most cameras do 720p at 30 Hz as JPEG only."""

TICKS = 90_000
"""Parts of a second in which the film keeps its times."""

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Device:
    """A camera as FFmpeg names it.

    Parameters
    ----------
    kind
        Input format, for example ``v4l2``.
    name
        Which one of that kind.
    told
        For messages.

    Examples
    --------
    >>> Device("v4l2", "/dev/video0", "camera 0").kind
    'v4l2'
    """

    kind: str
    name: str
    told: str


def is_camera(name: str | Path) -> bool:
    """Whether it names a camera: ``camera:0`` and so on.

    Examples
    --------
    >>> is_camera("camera:0"), is_camera("left.mp4")
    (True, False)
    """
    return NAME.fullmatch(str(name)) is not None


def device_named(name: str | Path, system: str = sys.platform) -> Device:
    """The camera of a name such as ``camera:0`` on this kind of system.

    Raises
    ------
    InputError
        If it is no such name.
    ReadError
        If this machine has no such camera.

    Examples
    --------
    >>> device_named("camera:1", "darwin")
    Device(kind='avfoundation', name='1:none', told='camera 1')
    """
    match = NAME.fullmatch(str(name))
    if match is None:
        raise InputError("a camera as camera:0", f"'{name}'", "Count cameras from 0.")
    number, told = int(match[1]), f"camera {int(match[1])}"
    if system == "darwin":
        return Device("avfoundation", f"{number}:none", told)
    if system == "win32":
        from av.device import enumerate_input_devices

        cameras = [d for d in enumerate_input_devices("dshow") if "video" in d.media_types]
        if number >= len(cameras):
            raise _no_camera(told, [d.description for d in cameras])
        return Device("dshow", f"video={cameras[number].name}", told)
    file = Path(f"/dev/video{number}")
    if not file.exists():
        raise _no_camera(told, sorted(str(f) for f in file.parent.glob("video*")))
    return Device("v4l2", str(file), told)


def _no_camera(told: str, others: list[str]) -> ReadError:
    got = f"none there; this machine has {', '.join(others)}" if others else "no camera at all"
    return ReadError(told, "a camera", got, "Plug it in, close what else uses it, or give a film.")


def record(
    device: Device, seconds: float, path: str | Path, *, progress: Progress | None = None
) -> Path:
    """Write so many seconds of a camera to an MP4 file (H.264), each picture with its true time.

    Parameters
    ----------
    device
        From `device_named`.
    seconds
        How long [s], from the first picture.
    path
        Where to.
    progress
        Called with the share done, 0 to 1.

    Raises
    ------
    InputError
        If the time is under 2 s or over 10 min.
    ReadError
        If the camera cannot be opened, or stops early.

    Examples
    --------
    >>> record(Device("v4l2", "/dev/no such", "camera 7"), 5.0, "a.mp4")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: camera 7: expected a camera that gives pictures, got...
    """
    import av

    if not LEAST_S <= seconds <= MOST_S:
        got = f"{seconds:g} s"
        raise InputError(f"{LEAST_S:g} to {MOST_S:g} s", got, "Film one attempt at a time.")
    last_s, path = 0.0, Path(path)
    with _opened(device) as source, av.open(str(path), "w", format="mp4") as film:
        seen = source.streams.video[0]
        rate = seen.average_rate or Fraction(30)
        out = film.add_stream("libx264", rate=rate, options={"preset": "ultrafast", "crf": "20"})
        out.codec_context.time_base, out.pix_fmt = Fraction(1, TICKS), "yuv420p"
        # An even size, which the coder needs.
        out.width, out.height = seen.width // 2 * 2, seen.height // 2 * 2
        for time_s, picture in _timed(source, device):
            if time_s >= seconds:
                break
            last_s = time_s
            even = picture.reformat(width=out.width, height=out.height, format="yuv420p")
            even.pts, even.time_base = round(time_s * TICKS), Fraction(1, TICKS)
            film.mux(out.encode(even))
            if progress:
                progress(min(1.0, time_s / seconds))
        film.mux(out.encode(None))
    if last_s < seconds - 1.0:
        todo = "Check the plug, and try again."
        raise ReadError(device.told, f"{seconds:g} s of pictures", f"{last_s:.1f} s", todo)
    return path


def _opened(device: Device) -> "InputContainer":
    import av
    from av.error import FFmpegError

    why = "nothing"
    for wish in WISHES:
        try:
            return av.open(device.name, format=device.kind, options=wish)
        except (FFmpegError, ValueError) as error:
            why = str(getattr(error, "strerror", None) or error)
    todo = "Plug it in, close what else uses it, and allow this program to use the camera."
    raise ReadError(device.told, "a camera that gives pictures", why, todo)


def _timed(source: "InputContainer", device: Device) -> "Iterator[tuple[float, VideoFrame]]":
    """Pictures with the time since the first one [s]; no time comes twice."""
    from av.error import FFmpegError

    first, last = None, -1.0
    try:
        for picture in source.decode(source.streams.video[0]):
            if picture.time is None:
                continue
            first = picture.time if first is None else first
            if picture.time - first > last:
                last = picture.time - first
                yield last, picture
    except FFmpegError as error:
        why = f"it stopped after {max(last, 0):.1f} s ({error.strerror})"
        raise ReadError(device.told, "pictures", why, "Check the plug, and try again.") from None
