"""Write examples/study.csv: a made study of 20 people whose errors are known.

Corrected hip extension by phone and stickers: two raters, two sessions, both hips. Rater B reads
1.5 deg more; an angle errs by 2.3 deg (SD) and moves by 2.5 deg from day to day, and the two hips
of a person share most of both. Holds by stop watch: one rater, two sessions, an error of 18 %.
"""

import csv
from pathlib import Path

import numpy as np

OUT = Path(__file__).resolve().parents[1] / "examples" / "study.csv"
PEOPLE, SIDES = 20, ("left", "right")
HEAD = ("person", "side", "rater", "device", "session", "protocol", "quantity", "unit", "value")
RATERS = {"A": 0.0, "B": 1.5}
BETWEEN_DEG, ALIKE = 8.6, 0.85
ERROR_DEG, DAY_DEG, SHARED = 2.3, 2.5, 0.7
HOLD_S, HOLD_LOG, HOLD_ERROR = 38.0, 0.45, 0.18


def two_hips(rng: np.random.Generator, sd: float, alike: float) -> np.ndarray:
    both = np.array([[1.0, alike], [alike, 1.0]])
    return rng.multivariate_normal([0.0, 0.0], sd**2 * both)


def rows(rng: np.random.Generator) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for number in range(1, PEOPLE + 1):
        person = f"P{number:02}"
        true_deg = 10.6 + two_hips(rng, BETWEEN_DEG, ALIKE)
        true_log = np.log(HOLD_S) + two_hips(rng, HOLD_LOG, ALIKE)
        for session in ("1", "2"):
            day = two_hips(rng, DAY_DEG, 1.0)
            for rater, reads_more in RATERS.items():
                read = true_deg + day + reads_more + two_hips(rng, ERROR_DEG, SHARED)
                what = ("phone + stickers", session, "thomas", "hip_extension", "deg")
                found += [
                    (person, side, rater, *what, f"{value:.1f}")
                    for side, value in zip(SIDES, read, strict=True)
                ]
            held = np.exp(true_log + two_hips(rng, HOLD_ERROR, SHARED))
            what = ("stop watch", session, "knee-raise", "hold_time", "s")
            found += [
                (person, side, "A", *what, f"{value:.1f}")
                for side, value in zip(SIDES, held, strict=True)
            ]
    return found


def main() -> None:
    with OUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows(rows(np.random.default_rng(1979)))
    print(f"Written: {OUT}")


if __name__ == "__main__":
    main()
