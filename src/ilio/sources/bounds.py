"""How much a recording may hold: what no test needs is refused before it takes memory or time."""

from ilio.core import ReadError
from ilio.knowledge import threshold
from ilio.observations import Recording

MOST_ROWS = 360_000
"""An hour at 100 Hz, or three minutes at 2,000."""

MOST_LOG_BYTES = 40_000_000
MOST_JSON_BYTES = 30_000_000
"""Values of Python take ten times as much memory as their text."""

CUT = "Cut it down to one test."


def check_rows(count: int, path: object) -> None:
    """Refuse a table of more rows than any test has.

    Raises
    ------
    ReadError
        If it is.

    Examples
    --------
    >>> check_rows(3000, "a.csv")
    """
    if count > MOST_ROWS:
        raise ReadError(path, f"at most {MOST_ROWS} rows", f"{count}", CUT)


def check_bytes(count: int, most: int, path: object) -> None:
    """Refuse a text that is larger than any of its kind needs to be.

    Raises
    ------
    ReadError
        If it is.

    Examples
    --------
    >>> check_bytes(3000, MOST_LOG_BYTES, "a.csv")
    """
    if count > most:
        raise ReadError(path, f"at most {most / 1e6:.0f} MB of text", f"{count / 1e6:.0f} MB", CUT)


def check_recording(recording: Recording, path: object) -> Recording:
    """The same recording, once it is known to be of a length and a number of samples that may be.

    Raises
    ------
    ReadError
        If it is too long, or holds too many samples.

    Examples
    --------
    >>> from ilio.observations import AngleTrace, Source
    >>> lift = AngleTrace.of([0.0, 7200.0], [0.0, 5.0])
    >>> source = Source("phone", "a.csv", "phone", 1.0)
    >>> check_recording(Recording(source, {("thigh_elevation", None): lift}), "a.csv")
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: a.csv: expected at most 30 minutes, got 120. Cut it down to one...
    """
    longest = threshold("times.longest").value
    for trace in recording.traces.values():
        check_rows(len(trace.time_s), path)
        length_s = float(trace.time_s[-1] - trace.time_s[0])
        if length_s > longest:
            raise ReadError(
                path, f"at most {longest / 60:.0f} minutes", f"{length_s / 60:.0f}", CUT
            )
    return recording
