"""`ilio measure` on a camera of this machine: a film of so many seconds first."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def filmed(file: Path, seconds: float, keep: Path | None) -> Iterator[Path]:
    """The file itself, or the film that a camera such as ``camera:0`` just gave.

    Parameters
    ----------
    file
        What was typed.
    seconds
        For how long a camera films [s].
    keep
        Where its film stays (.mp4); None deletes it afterwards.

    Raises
    ------
    InputError
        If a place to keep it is given for what is no camera, or exists, or is no .mp4.
    ReadError
        If there is no such camera, or it stops.

    Examples
    --------
    >>> with filmed(Path("left.mp4"), 40.0, None) as film:
    ...     film.name
    'left.mp4'
    """
    from ilio.apps.cli.voice import note, progress_bar
    from ilio.core import InputError
    from ilio.sources.video.camera import device_named, is_camera, record

    if not is_camera(file):
        if keep is not None:
            got, todo = f"{file.name}, which is no camera", "Leave --keep away."
            raise InputError("a camera such as camera:0", got, todo)
        yield file
        return
    if keep is not None and (keep.suffix.lower() != ".mp4" or keep.exists()):
        raise InputError("a new file ending in .mp4", str(keep), "Choose another name.")
    device = device_named(file)
    with TemporaryDirectory() as folder:
        place = keep or Path(folder, "camera.mp4")
        note(f"Filming {seconds:g} s: stand still first, then begin.")
        with progress_bar() as progress:
            record(device, seconds, place, progress=lambda share: progress("Filming", share))
        yield place
