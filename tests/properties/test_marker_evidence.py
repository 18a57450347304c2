"""Whatever markers are empty and however the laboratory lies: the true angle, or it is said."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marker_person import ON_THE_BACK, Y_UP, person, ramp
from scipy.spatial.transform import Rotation

from ilio.core import ReadError, Side
from ilio.observations import Recording
from ilio.sources.marker_angles import angles_of
from ilio.sources.marker_names import MarkerMap
from ilio.sources.markers import Markers

FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = ("C7", "T10", "LPSI", "RPSI", "LASI", "LANK", "RANK", "RKNE", "LSHO", "RSHO", "LHJC",
         "RHJC", "LKNM", "SACR", "CLAV")  # fmt: skip
EMPTY = st.sets(st.sampled_from(NAMES), max_size=5)
FEW_LEFT = st.sampled_from([0, 2])
TURNS = st.sampled_from([0, 90, 180, 270])
UPS = st.sampled_from(["z", "y"])


def whole(standing_knee_deg: float) -> dict[str, np.ndarray]:
    """The right leg stands, bent or straight; the left one is raised to 100 deg and held."""
    bent = np.full(60, standing_knee_deg / 2)
    found = person(left_deg=ramp(100), right_deg=bent, knee_deg=80)
    thigh = found["RKNE"] - found["RANK"]
    turn = Rotation.from_euler("y", standing_knee_deg, degrees=True)
    found["RANK"] = found["RKNE"] - turn.apply(thigh)
    for name, off in {"LSHO": (0, 150, 0), "RSHO": (0, -150, 0), "CLAV": (80, 0, -40)}.items():
        found[name] = found["C7"] + np.array(off)
    found |= {"SACR": (found["LPSI"] + found["RPSI"]) / 2, "LKNM": found["LKNE"].copy()}
    hips = {"L": [247.2, 286.4, 928.0], "R": [247.2, 113.6, 928.0]}
    return found | {f"{side}HJC": np.tile(at, (60, 1)) for side, at in hips.items()}


def read(
    markers: dict[str, np.ndarray],
    empty: set[str],
    left: int,
    matrix: np.ndarray,
    shift: list[float],
) -> Recording:
    placed = {name: (xyz + shift) @ matrix.T / 1000 for name, xyz in markers.items()}
    for name in empty:
        placed[name][left:] = np.nan
    held = Markers(np.arange(60) / 100, placed, "m", "a.trc", 100.0)
    return angles_of(held, MarkerMap.plug_in_gait())


def never_otherwise(recording: Recording, true_deg: np.ndarray) -> None:
    """Where the left thigh is told at all, and no check stops the test, it is the true angle."""
    thigh = recording.trace("thigh_elevation", Side.LEFT)
    if thigh is None or any(gate.stops for gate in recording.gates):
        return
    assert thigh.angle_deg[thigh.seen] == pytest.approx(true_deg[thigh.seen], abs=0.5)


@FEW
@given(
    empty=EMPTY,
    left=FEW_LEFT,
    turn=TURNS,
    up=UPS,
    knee_deg=st.sampled_from([0.0, 20.0, 50.0]),
    shift=st.tuples(st.floats(-3000, 3000), st.floats(-3000, 3000)),
)
def test_a_standing_person_is_never_read_as_lying(
    empty: set[str], left: int, turn: int, up: str, knee_deg: float, shift: tuple[float, float]
) -> None:
    matrix = Rotation.from_euler("z", turn, degrees=True).as_matrix()
    matrix = (Y_UP if up == "y" else np.eye(3)) @ matrix
    markers = whole(knee_deg)
    floor = -min(float(xyz[:, 2].min()) for xyz in markers.values()) + 60
    try:
        recording = read(markers, empty, left, matrix, [*shift, floor])
    except ReadError as problem:
        assert "expected markers for" in str(problem)
        return
    never_otherwise(recording, ramp(100))


@FEW
@given(empty=EMPTY, left=FEW_LEFT, turn=TURNS, up=UPS, table_mm=st.floats(300, 900))
def test_a_lying_person_is_never_read_as_standing(
    empty: set[str], left: int, turn: int, up: str, table_mm: float
) -> None:
    hang = person(left_deg=np.full(60, -12.0), right_deg=np.full(60, 115.0), knee_deg=70)
    on_table = {name: xyz @ ON_THE_BACK.T for name, xyz in hang.items()}
    lowest = min(float(xyz[:, 2].min()) for xyz in on_table.values())
    matrix = Rotation.from_euler("z", turn, degrees=True).as_matrix()
    matrix = (Y_UP if up == "y" else np.eye(3)) @ matrix
    held = {name for name in empty if name in hang}
    try:
        recording = read(on_table, held, left, matrix, [0.0, 0.0, table_mm - 300 - lowest])
    except ReadError as problem:
        assert "expected markers for" in str(problem)
        return
    never_otherwise(recording, np.full(60, 78.0))


def test_most_ways_to_lose_a_marker_still_give_the_angle() -> None:
    """The two tests above would pass a reader that refuses all; so many are read."""
    markers = whole(0.0)
    read_right = 0
    for name in NAMES:
        recording = read(markers, {name}, 0, np.eye(3), [0.0, 0.0, 0.0])
        read_right += not any(gate.stops for gate in recording.gates)
    assert read_right == len(NAMES)
