"""Where a server puts what has to be a file for a moment: one folder, which the next start sweeps.

A program that is killed cleans nothing up; what it left behind may be about a person.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ilio.core import OutputError


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """A folder of this process for all of its temporary files, gone at the end.

    What other processes left there that run no more goes first. Child processes are told by
    the environment.

    Parameters
    ----------
    folder
        Of all processes; made where needed, readable by this user only.

    Raises
    ------
    OutputError
        If nothing can be made there.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as home:
    ...     with scratch(Path(home, "scratch")) as own:
    ...         tempfile.gettempdir() == str(own)
    ...     own.exists()
    True
    False
    """
    own = folder / str(os.getpid())
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        sweep(folder)
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir(mode=0o700)
    except OSError as error:
        raise OutputError(folder, error.strerror or str(error)) from error
    before, told = tempfile.tempdir, os.environ.get("TMPDIR")
    tempfile.tempdir = os.environ["TMPDIR"] = str(own)
    try:
        yield own
    finally:
        tempfile.tempdir = before
        os.environ.pop("TMPDIR")
        if told is not None:
            os.environ["TMPDIR"] = told
        shutil.rmtree(own, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Delete what processes left in a folder that run no more.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as home:
    ...     Path(home, "999999999").mkdir()
    ...     sweep(Path(home))
    ...     os.listdir(home)
    []
    """
    for left in folder.iterdir():
        if not (left.name.isdigit() and _runs(int(left.name))):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name != "posix":  # there the system itself keeps what another process has open
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (ProcessLookupError, OverflowError):
        return False
    return True
