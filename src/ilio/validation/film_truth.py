"""What is truly so in a rendered film: the same protocols, measured on the known angles."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ilio.core import ReadError, Side
from ilio.observations import AngleTrace, FloatArray, Recording, Source
from ilio.observations.recording import Key
from ilio.protocols import Measurement, measure
from ilio.protocols.thomas.windows import find

SIDES = {"L": Side.LEFT, "R": Side.RIGHT}
PROTOCOLS = {"A": "knee-raise", "B": "thomas", "C": "running"}
"""Kind of film to protocol; a half-kneeling stretch (D) has none."""


@dataclass(frozen=True, eq=False)
class FilmTruth:
    """The truth beside a film.

    Parameters
    ----------
    film
        The film.
    table
        What its file holds.

    Examples
    --------
    >>> FilmTruth(Path("a.mp4"), {"test_leg": "L", "near_side": "R"}).tested
    <Side.LEFT: 'left'>
    """

    film: Path
    table: Mapping[str, Any]

    @classmethod
    def beside(cls, film: str | Path) -> "FilmTruth":
        """The truth of a film from the file beside it (``NAME.truth.json``).

        Raises
        ------
        ReadError
            If there is no such file.

        Examples
        --------
        >>> FilmTruth.beside("no such film.mp4")  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        ilio.core.errors.ReadError: no such film.truth.json: expected the truth beside the film...
        """
        file = Path(film).with_suffix(".truth.json")
        if not file.is_file():
            todo = "Choose films that have one."
            raise ReadError(file, "the truth beside the film", "no such file", todo)
        return cls(Path(film), json.loads(file.read_text(encoding="utf-8")))

    @property
    def tested(self) -> Side:
        """The tested side.

        Examples
        --------
        >>> FilmTruth(Path("a.mp4"), {"test_leg": "R"}).tested.value
        'right'
        """
        return SIDES[self.table["test_leg"]]

    @property
    def near(self) -> Side:
        """The side nearer to the camera.

        Examples
        --------
        >>> FilmTruth(Path("a.mp4"), {"near_side": "R"}).near.value
        'right'
        """
        return SIDES[self.table["near_side"]]

    def mirrored(self) -> "FilmTruth":
        """The truth of the same film seen in a mirror: left is right.

        Examples
        --------
        >>> frames = [{"t": 0.0, "L": {"knee_flex": 3.0}, "R": {"knee_flex": 9.0}}]
        >>> table = {"test_leg": "L", "near_side": "R", "truth": frames}
        >>> mirrored = FilmTruth(Path("a.mp4"), table).mirrored()
        >>> mirrored.tested.value, mirrored.leg_deg(Side.LEFT, "knee_flex")
        ('right', array([9.]))
        """
        other = {"L": "R", "R": "L"}
        frames = [{**frame, "L": frame["R"], "R": frame["L"]} for frame in self.table["truth"]]
        sides = {key: other[self.table[key]] for key in ("test_leg", "near_side")}
        return FilmTruth(self.film, {**self.table, **sides, "truth": frames})

    @property
    def time_s(self) -> FloatArray:
        """Times of the pictures [s].

        Examples
        --------
        >>> FilmTruth(Path("a.mp4"), {"truth": [{"t": 0.0}, {"t": 0.1}]}).time_s
        array([0. , 0.1])
        """
        return np.array([frame["t"] for frame in self.table["truth"]], dtype=np.float64)

    def leg_deg(self, side: Side, field: str, *, picture: bool = False) -> FloatArray:
        """One angle of a leg [deg].

        Parameters
        ----------
        side, field
            Which leg, and which field of the file.
        picture
            As an ideal tracker would read it in the picture, instead of as the body was.

        Examples
        --------
        >>> frames = [{"t": 0.0, "L": {"knee_flex": 3.0, "img": {"knee_flex": 4.0}}}]
        >>> FilmTruth(Path("a.mp4"), {"truth": frames}).leg_deg(Side.LEFT, "knee_flex")
        array([3.])
        """
        letter = side.value[0].upper()
        legs = [frame[letter] for frame in self.table["truth"]]
        return np.array([leg["img"][field] if picture else leg[field] for leg in legs], float)

    def recording(self, read: Recording) -> Recording:
        """The true angles, of the same channels as a recording that was read, without any error.

        Examples
        --------
        >>> leg = {"thigh_elev": 1.0, "knee_flex": 3.0}
        >>> frames = [{"t": t, "L": leg, "R": leg, "trunk_lean": 2.0} for t in (0.0, 0.1)]
        >>> table = {"truth": frames, "test_leg": "L"}
        >>> read = Recording(Source("video", "a", "video"), {("trunk_lean", None): None})
        >>> list(FilmTruth(Path("a.mp4"), table).recording(read).traces)
        [('trunk_lean', None)]
        """
        frames, legs = self.table["truth"], {"thigh_elevation": "thigh_elev"}
        legs["knee_flexion"] = "knee_flex"
        known: dict[Key, FloatArray] = {
            (name, side): self.leg_deg(side, field)
            for name, field in legs.items()
            for side in SIDES.values()
            if (name, side) in read.traces
        }
        body = {"trunk_lean": ("trunk_lean", 1), "pelvic_tilt": ("pelvis_post_tilt", -1)}
        for name, (field, sign) in body.items():
            if (name, None) in read.traces:
                values = [sign * frame[field] for frame in frames]
                known[name, None] = np.array(values, float)
        traces = {key: AngleTrace.of(self.time_s, angle) for key, angle in known.items()}
        return Recording(Source("video", self.film.name, "video"), traces)

    def quantities(self, read: Recording) -> tuple[Measurement, dict[str, float]] | None:
        """What a protocol measures on a recording that was read, and what is true.

        Returns
        -------
        measurement, truth
            None for a film that shows no protocol.

        Examples
        --------
        >>> read = Recording(Source("video", "a", "video"))
        >>> FilmTruth(Path("a.mp4"), {"kind": "D"}).quantities(read) is None
        True
        """
        if self.table["kind"] not in PROTOCOLS:
            return None
        protocol, true = PROTOCOLS[self.table["kind"]], self.recording(read)
        known = {n: q.value for n, q in measure(protocol, true, self.tested).quantities.items()}
        if protocol == "thomas":
            known |= self._pelvis(true, known.get("thigh_drop"))
        return measure(protocol, read, self.tested), known

    def _pelvis(self, true: Recording, drop_deg: float | None) -> dict[str, float]:
        """Tilt against the table and corrected extension in the test, for films of any means."""
        window = find(true, self.tested).test
        if window is None or drop_deg is None:
            return {}
        during = (self.time_s >= window[0]) & (self.time_s <= window[1])
        posterior = [frame["pelvis_post_tilt"] for frame in self.table["truth"]]
        tilt = -float(np.median(np.array(posterior, float)[during]))
        return {"pelvic_tilt": tilt, "hip_extension": drop_deg - tilt}
