"""MOT and STO in the ways of programs, spreadsheets and people; the numbers of one known lift."""

from pathlib import Path

import numpy as np
import pytest

from ilio.core import ReadError
from ilio.protocols import measure
from ilio.sources import read_recording

COUNT = 600
EASE = np.linspace(0, 1, 100)
ELEVATION = np.concatenate([np.zeros(200), 100 * (3 * EASE**2 - 2 * EASE**3), np.full(300, 100.0)])
TIME = np.arange(COUNT) / 100
LIFT = {
    "pelvis_tilt": np.full(COUNT, -5.0),
    "pelvis_tx": np.full(COUNT, 0.5),
    "hip_flexion_r": ELEVATION + 5,
    "knee_angle_r": -0.9 * ELEVATION,
}
RADIANS = {name: c if name == "pelvis_tx" else np.radians(c) for name, c in LIFT.items()}
HEAD = ["Coordinates", "version=1", "nRows=600", "nColumns=5", "inDegrees=yes", "endheader"]
ABOVE_S = 3.2


def text_of(
    columns: dict[str, np.ndarray] = LIFT,
    head: list[str] = HEAD,
    time: np.ndarray = TIME,
    *,
    part: str = "\t",
    form: str = "{:.8f}",
    name: str = "time",
) -> str:
    table = zip(time, *columns.values(), strict=True)
    rows = [part.join(form.format(cell) for cell in row) for row in table]
    return "\n".join([*head, part.join([name, *columns]), *rows, ""])


def check(path: Path, abs_s: float = 0.07) -> None:
    recording = read_recording(path)
    assert not [gate for gate in recording.gates if gate.stops]
    found = measure("knee-raise", recording, "right").quantities
    assert found["thigh_elevation_peak"].value == pytest.approx(100, abs=0.1)
    assert found["time_above_90"].value == pytest.approx(ABOVE_S, abs=abs_s)


def said(words: str) -> list[str]:
    return ["Coordinates", words, "endheader"]


PATHS = {f"/jointset/hip_r/{name}/value": column for name, column in RADIANS.items()}
SPEEDS = {f"/jointset/hip_r/{name}/speed": np.gradient(c, 0.01) for name, c in RADIANS.items()}
GAPS = LIFT | {"hip_flexion_r": np.where(np.arange(COUNT) % 50 == 7, np.nan, ELEVATION + 5)}
UNEVEN = np.random.default_rng(1).uniform(-0.004, 0.004, COUNT)

VARIATIONS = {
    "radians": text_of(RADIANS, said("inDegrees=no")),
    "radians in words": text_of(RADIANS, said("Angles are in radians.")),
    "degrees under a header of radians": text_of(LIFT, said("inDegrees=no")),
    "a header that says both": text_of(LIFT, ["inDegrees=no", "Angles are in degrees.", "endheader"]),
    "capital letters": text_of(LIFT, ["Coordinates", "INDEGREES=YES", "EndHeader"], name="Time"),
    "paths of OpenSim 4": text_of(PATHS, said("inDegrees=no\nDataType=double\nOpenSimVersion=4.5")),
    "states with speeds": text_of(PATHS | SPEEDS, said("inDegrees=no\nnum_states=12")),
    "spaces": text_of(part="    "),
    "commas": text_of(part=","),
    "semicolons and decimal commas": text_of(part=";").replace(".", ","),
    "tabs and decimal commas": text_of().replace(".", ","),
    "exponents": text_of(form="{:.8E}"),
    "tabs at the ends": text_of().replace("\n", "\t\n"),
    "another start": text_of(time=TIME + 1234.5),
    "an uneven clock": text_of(time=TIME + UNEVEN),
    "each row twice": text_of({n: np.repeat(c, 2) for n, c in LIFT.items()}, time=np.repeat(TIME, 2)),
    "gaps": text_of(GAPS),
    "gaps of Windows": text_of(GAPS).replace("nan", "-1.#IND"),
    "counts that disagree": text_of(head=said("nRows=60\nnColumns=3\ninDegrees=yes")),
    "milliseconds with fractions": text_of(time=1000 * TIME + 0.25),
    "milliseconds by name": text_of(time=1000 * TIME, name="time_ms", form="{:.12g}"),
    "a knee that bends upwards": text_of(LIFT | {"knee_angle_r": 0.9 * ELEVATION}),
}  # fmt: skip


@pytest.mark.parametrize("name", VARIATIONS)
@pytest.mark.parametrize("suffix", ["mot", "sto"])
def test_a_variation_gives_the_numbers_of_the_lift(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text(VARIATIONS[name])
    check(path)


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_any_encoding_and_line_end(tmp_path: Path, coding: str, end: str) -> None:
    (tmp_path / "a.mot").write_bytes(text_of().replace("\n", end).encode(coding))
    check(tmp_path / "a.mot")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (text_of(time=np.arange(600.0)), "may be seconds or milliseconds or ticks of 10 ms"),
        (text_of(time=np.arange(600.0) * 10), "may be milliseconds or ticks of 10 ms or ticks of 0.1"),
        (text_of(RADIANS), r"a header that says degrees over numbers that move by 1\.7"),
        (text_of(LIFT | {"hip_flexion_r": 60 * ELEVATION}), "angles of up to 200 deg, got up to 6,000"),
        (text_of(head=["walk_Kinematics_u", *HEAD[1:]]), "joint angles, got 'walk_Kinematics_u'"),
        (text_of(head=["PositionErrors", *HEAD[1:]]), "joint angles, got 'PositionErrors'"),
        (text_of(name="t"), "a first column 'time', got 't'"),
    ],
)  # fmt: skip
def test_what_may_be_something_else_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.mot").write_text(text)
    with pytest.raises(ReadError, match=rf"a.mot: .*{message}"):
        read_recording(tmp_path / "a.mot")
