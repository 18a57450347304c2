"""Environments of Python that hold a few packages of this one, and no more."""

import os
import shutil
import subprocess
import venv
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path


def environment(folder: Path, packages: Iterable[str], *, with_pip: bool = False) -> Path:
    """The Python of a new environment to which files of packages of this one were linked."""
    venv.create(folder, with_pip=with_pip, symlinks=True)
    python = folder / "bin" / "python"
    told = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.check_output([python, "-c", told], text=True).strip())
    for name in packages:
        package = metadata.distribution(name)
        for file in package.files or ():
            if "__pycache__" not in file.parts:
                link(Path(str(package.locate_file(file))), Path(os.path.normpath(site / file)))
    return python


def link(file: Path, to: Path) -> None:
    """The same file in another place, by copying where it cannot be linked."""
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(file, to)
    except OSError:
        shutil.copy2(file, to)
