"""One angle over time, with its error in three parts."""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from ilio.core import InputError
from ilio.core.signs import DECIMALS

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class AngleTrace:
    """An angle over time.

    Parameters
    ----------
    time_s
        ``(n,)`` strictly rising [s].
    angle_deg
        ``(n,)`` [deg]; NaN where the sample was lost.
    sd_deg
        ``(n,)`` frame noise, standard deviation [deg]: independent from sample to sample.
    trial_sd_deg
        Error of the whole clip that a new attempt draws anew (repositioning) [deg].
    shared_sd_deg
        Error that every attempt of the visit shares (device, camera place, model bias) [deg].
    change_sd_deg
        Error of a change within the clip, where the clip-wide parts mostly cancel [deg].
    standing_sd_deg
        Error of the angle once it is counted from the person's own standing pose [deg]; None for
        a source that gains nothing by that.

    Raises
    ------
    InputError
        If the arrays differ in length, hold fewer than two samples, or time does not rise.

    Examples
    --------
    >>> trace = AngleTrace.of([0.0, 0.1, 0.2], [1.0, 2.0, 4.0], sd_deg=0.5)
    >>> trace.rate_hz
    10.0
    """

    time_s: FloatArray
    angle_deg: FloatArray
    sd_deg: FloatArray
    trial_sd_deg: float = 0.0
    shared_sd_deg: float = 0.0
    change_sd_deg: float = 0.0
    standing_sd_deg: float | None = None

    def __post_init__(self) -> None:
        lengths = {len(self.time_s), len(self.angle_deg), len(self.sd_deg)}
        if len(lengths) != 1:
            raise InputError(
                "time, angle and sd of one length",
                f"lengths {sorted(lengths)}",
                "Check the source.",
            )
        if len(self.time_s) < 2:
            raise InputError(
                "at least 2 samples", f"{len(self.time_s)}", "Record at least one second."
            )
        if not np.all(np.diff(self.time_s) > 0):
            raise InputError(
                "time that rises from sample to sample",
                "a step back or a repeated time",
                "Sort the samples by time and drop the repeated ones.",
            )

    @classmethod
    def of(
        cls,
        time_s: object,
        angle_deg: object,
        *,
        sd_deg: object = 0.0,
        trial_sd_deg: float = 0.0,
        shared_sd_deg: float = 0.0,
        change_sd_deg: float = 0.0,
        standing_sd_deg: float | None = None,
    ) -> Self:
        """Build from anything array-like; a single `sd_deg` holds for every sample.

        Examples
        --------
        >>> AngleTrace.of([0, 1], [10, 20], sd_deg=2).sd_deg
        array([2., 2.])
        """
        time = np.asarray(time_s, dtype=np.float64)
        angle = np.asarray(angle_deg, dtype=np.float64)
        sd = np.broadcast_to(np.asarray(sd_deg, dtype=np.float64), angle.shape).copy()
        clip = (trial_sd_deg, shared_sd_deg, change_sd_deg, standing_sd_deg)
        return cls(time, angle, sd, *clip)

    @property
    def rate_hz(self) -> float:
        """Median sampling rate [Hz].

        Examples
        --------
        >>> AngleTrace.of([0.0, 0.5, 1.0], [0, 0, 0]).rate_hz
        2.0
        """
        return float(round(1.0 / float(np.median(np.diff(self.time_s))), DECIMALS))

    @property
    def seen(self) -> NDArray[np.bool_]:
        """``(n,)`` True where the sample was not lost.

        Examples
        --------
        >>> AngleTrace.of([0, 1], [10, float("nan")]).seen
        array([ True, False])
        """
        return np.isfinite(self.angle_deg)

    def between(self, start_s: float, end_s: float) -> Self | None:
        """The samples from `start_s` to `end_s`, ends included; None if fewer than two.

        Examples
        --------
        >>> AngleTrace.of([0, 1, 2, 3], [5, 6, 7, 8]).between(1, 2).angle_deg
        array([6., 7.])
        """
        keep = (self.time_s >= start_s) & (self.time_s <= end_s)
        if int(keep.sum()) < 2:
            return None
        return replace(
            self,
            time_s=self.time_s[keep],
            angle_deg=self.angle_deg[keep],
            sd_deg=self.sd_deg[keep],
        )
