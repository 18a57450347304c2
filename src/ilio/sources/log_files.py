"""The logs that a file holds: one as text, several as an archive, a spreadsheet or JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ilio.core import ReadError
from ilio.sources.archive import files_in, names_in
from ilio.sources.log_json import sensors_in
from ilio.sources.log_table import LogTable, log_of, read_log_table, settled_log
from ilio.sources.opening import plain_suffix, text_of
from ilio.sources.sheets import SHEETS, texts_of_sheets

TEXTS = (".csv", ".txt", ".tsv")
PACKED = (".zip",)

_RANKS = (
    ("grav",),
    ("totalacc",),
    ("accelerometer", "acceleration", "raw data", "rawdata", "g-force", "gforce"),
    ("orient", "inclin", "attitude", "quaternion"),
)
"""What the names of logs hold that are likely to tell the direction of gravity, best first."""

_LAST = ("linear", "without", "uncalibrated", "gyro", "magnet", "ohne", "wrist", "watch", "headph")
"""What the names of logs hold that do not tell it, or that of another place on the body."""


@dataclass(frozen=True)
class Choice:
    """One log of a file.

    Parameters
    ----------
    name
        Within the file.
    read
        Reads it.

    Examples
    --------
    >>> Choice("Gravity.csv", lambda: LogTable(None, {}, "a")).rank
    0
    """

    name: str
    read: Callable[[], LogTable]

    @property
    def rank(self) -> int:
        """How likely it is to tell the direction of gravity, 0 for the most likely.

        Examples
        --------
        >>> [Choice(name, None).rank for name in ("Raw Data.csv", "device.csv", "Gyroscope.csv")]
        [2, 4, 5]
        """
        low = Path(self.name).name.lower()
        if any(word in low for word in _LAST):
            return len(_RANKS) + 1
        ranks = (rank for rank, words in enumerate(_RANKS) if any(word in low for word in words))
        return next(ranks, len(_RANKS))


def logs_in(path: str | Path) -> list[Choice]:
    """The logs of a file, those that are likely to show a direction first.

    Parameters
    ----------
    path
        CSV or text, a zip archive of such, a spreadsheet, or JSON of Sensor Logger.

    Raises
    ------
    ReadError
        If it cannot be opened, or holds no log.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import zipfile
    >>> with TemporaryDirectory() as folder:
    ...     with zipfile.ZipFile(Path(folder) / "a.zip", "w") as packed:
    ...         packed.writestr("meta/time.csv", "event,note")
    ...         packed.writestr("Gravity.csv", "time_s,x,y,z")
    ...     [log.name for log in logs_in(Path(folder) / "a.zip")]
    ['Gravity.csv', 'meta/time.csv']
    """
    suffix = plain_suffix(path)
    if suffix == ".json":
        found = [Choice(name, partial(settled_log, columns, "", f"{path}, {name}"))
                 for name, columns in sensors_in(path).items()]  # fmt: skip
    elif suffix in SHEETS:
        found = [Choice(name, partial(log_of, text, f"{path}, {name}"))
                 for name, text in texts_of_sheets(path).items()]  # fmt: skip
    elif suffix in PACKED:
        found = [Choice(name, partial(_packed_log, path, name))
                 for name in names_in(path) if plain_suffix(name) in TEXTS]  # fmt: skip
    else:
        return [Choice(Path(path).name, partial(read_log_table, path))]
    if not found:
        expected = f"a log ({' '.join(TEXTS)}) in it"
        raise ReadError(path, expected, "none", "Pack the exported logs, or give one of them.")
    return sorted(found, key=lambda choice: choice.rank)


def _packed_log(path: str | Path, name: str) -> LogTable:
    place = f"{path}, {name}"
    return log_of(text_of(files_in(path, [name])[name], place), place)
