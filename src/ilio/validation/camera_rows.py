"""What the camera measured on films with truth, as they are and made worse, next to the truth."""

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from ilio.core import Z90, ReadError
from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import threshold
from ilio.observations import AngleTrace, Recording
from ilio.observations.signals import length_s, longest, running_median, runs
from ilio.protocols import Measurement, measure
from ilio.sources.video import read_video
from ilio.validation.film_truth import FilmTruth
from ilio.validation.film_variants import VARIANTS, write_variant

AS_IT_IS = "as it is"
FAR_OFF_DEG = 10.0
NEAR_LEVEL_DEG = 3.0
"""So near to level, a degree decides on which side of it a thigh is."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One quantity of one film.

    Examples
    --------
    >>> row = Compared("thigh_drop", 3.0, -2.0, 8.0, -1.0)
    >>> row.error, row.covered
    (4.0, True)
    """

    quantity: str
    value: float
    low: float
    high: float
    true: float

    @property
    def error(self) -> float:
        """Measured minus true.

        Examples
        --------
        >>> Compared("drift", 0.5, 0.0, 1.0, 0.5).error
        0.0
        """
        return self.value - self.true

    @property
    def covered(self) -> bool:
        """Whether the interval holds the truth.

        Examples
        --------
        >>> Compared("drift", 0.5, 0.0, 1.0, 2.0).covered
        False
        """
        return self.low <= self.true <= self.high


@dataclass(frozen=True, slots=True)
class FilmRow:
    """One film, as it is or made worse.

    Parameters
    ----------
    film, variant
        File name without suffix; how it was made worse.
    near
        Whether the tested leg was the one nearer to the camera.
    compared
        All quantities that were measured and are known.
    unflagged_s
        The longest stretch in which the tested thigh was more than 10 deg off outside its own
        interval, and not given up as lost [s].
    wrong_side_s
        How long the tested thigh was told on the wrong side of level although the truth was more
        than 3 deg away from it [s].
    fault_off_s
        How far the time of the first fault lies outside of what the truth, 3 deg lower or higher,
        allows [s].

    Examples
    --------
    >>> FilmRow("a", AS_IT_IS, True, ()).of("thigh_drop") is None
    True
    """

    film: str
    variant: str
    near: bool
    compared: tuple[Compared, ...]
    unflagged_s: float = 0.0
    wrong_side_s: float = 0.0
    fault_off_s: float = 0.0

    def of(self, quantity: str) -> Compared | None:
        """One quantity, None where it was not measured.

        Examples
        --------
        >>> drop = Compared("thigh_drop", 3.0, -2.0, 8.0, -1.0)
        >>> FilmRow("a", AS_IT_IS, True, (drop,)).of("thigh_drop").error
        4.0
        """
        return next((c for c in self.compared if c.quantity == quantity), None)


def film_row(film: Path, variant: str = AS_IT_IS) -> FilmRow:
    """Read a film, or a variant of it, and hold it against its truth.

    Raises
    ------
    ReadError
        If there is no truth beside the film, or it cannot be read.

    Examples
    --------
    >>> film_row(Path("no such film.mp4"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such film.truth.json: expected the truth beside the film...
    """
    truth = FilmTruth.beside(film)
    if variant == AS_IT_IS:
        read = read_video(film, processes=0)
    else:
        with TemporaryDirectory() as folder:
            read = read_video(write_variant(film, variant, Path(folder)), processes=0)
    return row_of(truth.mirrored() if variant == "mirrored" else truth, read, variant)


def row_of(truth: FilmTruth, read: Recording, variant: str = AS_IT_IS) -> FilmRow:
    """A recording that was read, held against the truth of its film.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import AngleTrace, Source
    >>> trace = AngleTrace.of([0.0, 0.1, 0.2], [10.0, 10.0, 30.0], shared_sd_deg=2.0)
    >>> read = Recording(Source("video", "a", "video"), {("thigh_elevation", Side.LEFT): trace})
    >>> frames = [{"t": t, "L": {"thigh_elev": 10.0}} for t in (0.0, 0.1, 0.2)]
    >>> table = {"kind": "D", "test_leg": "L", "near_side": "L", "truth": frames}
    >>> row_of(FilmTruth(Path("a.mp4"), table), read).near
    True
    """
    found = truth.quantities(read)
    compared: tuple[Compared, ...] = ()
    if found is not None:
        measured, known = found
        compared = tuple(
            Compared(name, q.value, q.low, q.high, known[name])
            for name, q in measured.quantities.items()
            if name in known
        )
    raised = found[0] if found and truth.table["kind"] == "A" else None
    return FilmRow(
        truth.film.stem,
        variant,
        truth.tested is truth.near,
        compared,
        _unflagged_s(truth, read),
        _wrong_side_s(truth, raised) if raised else 0.0,
        _fault_off_s(truth, read, raised) if raised else 0.0,
    )


def _unflagged_s(truth: FilmTruth, read: Recording) -> float:
    trace = read.traces["thigh_elevation", truth.tested]
    known = np.interp(trace.time_s, truth.time_s, truth.leg_deg(truth.tested, "thigh_elev"))
    clip = math.hypot(trace.trial_sd_deg, trace.shared_sd_deg)
    off = np.abs(trace.angle_deg - known)
    with np.errstate(invalid="ignore"):
        wrong = (off > FAR_OFF_DEG) & (off > Z90 * np.hypot(trace.sd_deg, clip))
    return length_s(longest(runs(wrong, trace.time_s)))


def _wrong_side_s(truth: FilmTruth, measured: Measurement) -> float:
    curve = measured.curves[0]
    time, read = np.array(curve.time_s), np.array(curve.angle_deg, dtype=np.float64)
    # the running median that the time above level is counted from
    window_s = threshold("knee_raise.median_window").value
    angle, _ = running_median(AngleTrace.of(time, read), window_s)
    known = np.interp(time, truth.time_s, truth.leg_deg(truth.tested, "thigh_elev"))
    clear = np.isfinite(angle) & (np.abs(known - HORIZONTAL_DEG) > NEAR_LEVEL_DEG)
    wrong = clear & ((angle > HORIZONTAL_DEG) != (known > HORIZONTAL_DEG))
    return float(np.gradient(time)[wrong].sum())


def _fault_off_s(truth: FilmTruth, read: Recording, measured: Measurement) -> float:
    """Within 3 deg of level nobody can say when a thigh crosses it; clear of that, time counts."""
    true, key = truth.recording(read), ("thigh_elevation", truth.tested)
    found = [measured]
    for by in (-NEAR_LEVEL_DEG, NEAR_LEVEL_DEG):
        thigh = replace(true.traces[key], angle_deg=true.traces[key].angle_deg + by)
        moved = replace(true, traces={**true.traces, key: thigh})
        found.append(measure("knee-raise", moved, truth.tested))
    faults = [m.quantities.get("time_to_first_fault") for m in found]
    times = [fault.value for fault in faults if fault]
    if len(times) < len(found):
        return math.inf
    first, *allowed = times
    return max(min(allowed) - first, first - max(allowed), 0.0)


def film_rows(folder: Path, *, variants: bool = True, workers: int = 1) -> Iterator[FilmRow]:
    """A row for every film with truth below a folder, and for its variants.

    Parameters
    ----------
    folder
        Where the films are, at any depth.
    variants
        Whether to make the films worse, too.
    workers
        Processes.

    Raises
    ------
    ReadError
        If there is no film with truth.

    Examples
    --------
    >>> list(film_rows(Path("no such folder")))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: no such folder: expected films with their truth beside them...
    """
    films = sorted(f for f in folder.rglob("*.mp4") if f.with_suffix(".truth.json").is_file())
    if not films:
        expected = "films with their truth beside them (NAME.truth.json)"
        raise ReadError(folder, expected, "none", "Choose the folder of the validation data.")
    names = [AS_IT_IS, *(VARIANTS if variants else ())]
    jobs = [(film, name) for name in names for film in films]
    # fresh processes: one forked after a film was read here may wait for threads it has not got
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(film_row, *zip(*jobs, strict=True))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well the intervals of one quantity hold.

    Parameters
    ----------
    quantity
        Its name.
    count
        Films and variants in which it was measured.
    covered
        Share of them whose 90 % interval holds the truth.
    others_cover
        The same, had the interval been made from the errors of all other films alone.
    rms
        Root of the mean squared error.
    half_width
        Median half-width of the intervals; infinite for open ones.

    Examples
    --------
    >>> Coverage("drift", 4, 1.0, 0.75, 0.1, 0.2).covered
    1.0
    """

    quantity: str
    count: int
    covered: float
    others_cover: float
    rms: float
    half_width: float


def coverages(rows: Sequence[FilmRow]) -> tuple[Coverage, ...]:
    """One line a quantity, in the order in which they come.

    Examples
    --------
    >>> drop = Compared("thigh_drop", 3.0, -2.0, 8.0, -1.0)
    >>> rows = [FilmRow(film, AS_IT_IS, True, (drop,)) for film in ("a", "b")]
    >>> coverages(rows)[0].covered, coverages(rows)[0].others_cover
    (1.0, 1.0)
    """
    names = dict.fromkeys(c.quantity for row in rows for c in row.compared)
    return tuple(_coverage(name, rows) for name in names)


def _coverage(name: str, rows: Sequence[FilmRow]) -> Coverage:
    pairs = [(row.film, c) for row in rows if (c := row.of(name)) is not None]
    films = np.array([film for film, _ in pairs])
    errors = np.array([c.error for _, c in pairs])
    inside = np.zeros(len(pairs), dtype=bool)
    for film in set(films):
        other = errors[films != film]
        usual = float(np.sqrt(np.mean(other**2))) if len(other) else math.inf
        inside[films == film] = np.abs(errors[films == film]) <= Z90 * usual
    return Coverage(
        name,
        len(pairs),
        float(np.mean([c.covered for _, c in pairs])),
        float(inside.mean()),
        float(np.sqrt(np.mean(errors**2))),
        float(np.median([(c.high - c.low) / 2 for _, c in pairs])),
    )
