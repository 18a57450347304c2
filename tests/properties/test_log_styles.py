"""A log in whatever style it was saved gives the same angle."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from phone_logs import lift, up_on_thigh

from ilio.sources import read_recording

FEW = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ASKEW = np.linalg.qr(np.array([[0.3, 0.8, -0.5], [0.9, -0.1, 0.4], [0.2, 0.6, 0.7]]))[0]
TIME, ELEVATION = lift()
UP = up_on_thigh(ELEVATION, ASKEW)

HEADERS = {
    "phyphox": ("Time (s)", "Acceleration x (m/s^2)", "Acceleration y (m/s^2)", "Acceleration z (m/s^2)"),
    "phyphox 1.2": ("Time (s)", "X (m/s^2)", "Y (m/s^2)", "Z (m/s^2)"),
    "phyphox German": ("Zeit (s)", "Beschleunigung x (m/s^2)", "Beschleunigung y (m/s^2)", "Beschleunigung z (m/s^2)"),
    "Physics Toolbox": ("time", "gFx", "gFy", "gFz"),
    "Sensor Logger": ("seconds_elapsed", "x", "y", "z"),
    "AndroSensor": ("Time since start in ms", "ACCELEROMETER X (m/s²)", "ACCELEROMETER Y (m/s²)", "ACCELEROMETER Z (m/s²)"),
    "SensorLog": ("timestamp", "accelerometerAccelerationX(G)", "accelerometerAccelerationY(G)", "accelerometerAccelerationZ(G)"),
    "MetaWear": ("elapsed (s)", "x-axis (g)", "y-axis (g)", "z-axis (g)"),
    "plain": ("time_s", "ax", "ay", "az"),
    "spelled": ("Time_ms", "Acc_X", "Acc_Y", "Acc_Z"),
    "gravity": ("t [s]", "Gravity X [m/s²]", "Gravity Y [m/s²]", "Gravity Z [m/s²]"),
    "milli": ("time", "accel x [mg]", "accel y [mg]", "accel z [mg]"),
}  # fmt: skip
ONE_G = {"Physics Toolbox": 1.0, "SensorLog": 1.0, "MetaWear": 1.0, "milli": 1000.0}
IN_MS = ("AndroSensor", "spelled")


@st.composite
def styles(draw: st.DrawFn) -> dict[str, object]:
    separator = draw(st.sampled_from([",", ";", "\t", "|"]))
    comma = draw(st.booleans())
    quotes = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]))
    return {
        "kind": draw(st.sampled_from(sorted(HEADERS))),
        "separator": separator,
        "comma": comma,
        "quotes": quotes,
        "coding": draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])),
        "ends": draw(st.sampled_from(["\n", "\r\n", "\r"])),
        "says_separator": draw(st.booleans()),
        "title": draw(st.sampled_from(["", "My recording", "# phone 3", "// Version 2\n// Rate: 50", "\n\n"])),
        "empty_end": draw(st.booleans()),
        "words": draw(st.booleans()),
        "digits": draw(st.sampled_from([5, 9])),
        "decimals": draw(st.booleans()),
        "shuffled": draw(st.booleans()),
    }  # fmt: skip


def written(path: Path, style: dict[str, object]) -> Path:
    """A raise to 100 deg in a style."""
    kind = str(style["kind"])
    names = list(HEADERS[kind])
    columns = [TIME * (1000 if kind in IN_MS else 1), *(ONE_G.get(kind, 9.81) * UP.T)]
    texts = [[number(value, style) for value in column] for column in columns]
    if style["words"]:
        names.append("what")
        texts.append(["still"] * len(TIME))
    if style["shuffled"]:
        order = [2, 0, *range(3, len(names)), 1]
        names, texts = [names[i] for i in order], [texts[i] for i in order]
    if style["empty_end"]:
        names.append("")
        texts.append([""] * len(TIME))
    out = io.StringIO()
    if style["says_separator"]:
        out.write(f"sep={style['separator']}\n")
    if style["title"]:
        out.write(f"{style['title']}\n")
    how = {"delimiter": style["separator"], "quoting": style["quotes"], "lineterminator": "\n"}
    writer = csv.writer(out, **how)
    writer.writerow(names)
    writer.writerows(zip(*texts, strict=True))
    path.write_bytes(out.getvalue().replace("\n", str(style["ends"])).encode(str(style["coding"])))
    return path


def number(value: float, style: dict[str, object]) -> str:
    text = f"{value:.{style['digits']}f}"
    if not style["decimals"]:
        text = f"{value:.{style['digits']}g}"  # 0 and 3 stand without decimals
    return text.replace(".", ",") if style["comma"] else text


@FEW
@given(style=styles())
def test_every_style_gives_the_same_angle(tmp_path: Path, style: dict[str, object]) -> None:
    found = read_recording(written(tmp_path / "a.csv", style))
    thigh = found.trace("thigh_elevation")
    assert len(thigh.time_s) == len(TIME)
    assert float(thigh.time_s[-1]) == pytest.approx(TIME[-1] - TIME[0], abs=0.01)
    assert float(np.median(thigh.angle_deg[-50:])) == pytest.approx(100, abs=0.1)
