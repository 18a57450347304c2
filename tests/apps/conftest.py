"""Runs the program in this process, as a person would from the shell, and makes small input files."""

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from ilio.apps.cli import main

sys.path.insert(0, str(Path(__file__).parent))  # the tests import what lies beside them

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "visit" / "visit.toml"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Ilio = Callable[..., Ran]


@pytest.fixture
def ilio(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ilio:
    """Run `ilio` with these arguments, `typed` on its standard input."""

    def run(*arguments: object, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["ilio", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return Ran(int(end.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def raise_csv(tmp_path: Path) -> Path:
    """A knee raise as an angle table: 3 s standing, then 33 s at 103 deg."""
    time = np.arange(0, 38, 0.05)
    angle = np.interp(time, [0, 3, 4, 37, 38], [0, 0, 103, 103, 0])
    return write_angles(tmp_path / "raise_left.csv", time, angle)


def write_angles(path: Path, time_s: Sequence[float], angle_deg: Sequence[float]) -> Path:
    rows = [f"{t:.3f},{a:.3f}" for t, a in zip(time_s, angle_deg, strict=True)]
    path.write_text("\n".join(["time_s,angle_deg", *rows]) + "\n", encoding="utf-8")
    return path


TYPED_VISIT = """\
schema = "ilio/visit-input/1"
red_flags = []
do_not_test = []

[person]
age_years = 34

[[attempt]]
protocol = "thomas"
side = "left"
device = "inclinometer"
thigh_drop_deg = -14
hand_check = "snug"

[[attempt]]
protocol = "thomas"
side = "right"
device = "inclinometer"
thigh_drop_deg = 14
hand_check = "snug"
"""


@pytest.fixture
def typed_visit(tmp_path: Path) -> Path:
    """A visit without any recording: the left thigh hovers by 14 deg, the right one hangs by 14."""
    path = tmp_path / "visit.toml"
    path.write_text(TYPED_VISIT, encoding="utf-8")
    return path
