"""Where this machine keeps what `ilio serve` saves, unless another store is named."""

import os
import sys
from pathlib import Path

FILE = "ilio.sqlite"


def data_folder() -> Path:
    """The folder for Ilio's data: ILIO_HOME, else the usual place of the system.

    Examples
    --------
    >>> from unittest.mock import patch
    >>> with patch.dict(os.environ, {"ILIO_HOME": "/data/ilio"}):
    ...     data_folder().as_posix()
    '/data/ilio'
    """
    if chosen := os.environ.get("ILIO_HOME"):
        return Path(chosen)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Ilio"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Ilio"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "ilio"


def store_address(named: str | None) -> str:
    """The address of the store: the named one, else the file in the data folder.

    Examples
    --------
    >>> store_address("sqlite:////data/ilio.db")
    'sqlite:////data/ilio.db'
    >>> store_address(None).startswith("sqlite:///")
    True
    """
    return named or f"sqlite:///{data_folder() / FILE}"
