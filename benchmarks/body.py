"""How fast the body model is: looking up, muscles in balance, virtual people through a test."""

from time import perf_counter

import numpy as np

from ilio.body import isometric_force, picture_of, tendons
from ilio.body.thomas_batch import hang

POSTURES, PEOPLE, PICTURES = 20_000, 100_000, 100


def main() -> None:
    rng = np.random.default_rng(6)
    hip, knee = rng.uniform(-40, 120, POSTURES), rng.uniform(0, 130, POSTURES)
    tendons(0.0)
    start = perf_counter()
    length_m, _ = tendons(hip, knee)
    told("lengths and moment arms of 29 muscles", POSTURES, "postures", start)
    start = perf_counter()
    isometric_force(length_m[:2000], 1.0)
    told("fibre and tendon of 29 muscles in balance", 2000, "postures", start)
    hang(0.0)
    tilt = rng.normal(-10, 8, PEOPLE).clip(-60, 60)
    stiffness = np.exp(rng.normal(0, 0.35, PEOPLE)).clip(0.1, 10)
    start = perf_counter()
    hang(tilt, rng.normal(0, 0.025, PEOPLE).clip(-0.3, 0.3), stiffness)
    told("Thomas test with all 29 muscles", PEOPLE, "people", start)
    picture_of(60.0)
    start = perf_counter()
    for angle in range(PICTURES):
        picture_of(float(angle), 90.0, -10.0)
    told("picture with shares, hold and Thomas angle, 144 variants", PICTURES, "pictures", start)


def told(what: str, count: int, things: str, start: float) -> None:
    took = perf_counter() - start
    print(f"{what}: {count / took:,.0f} {things} a second ({count:,} in {took:.2f} s)")


if __name__ == "__main__":
    main()
