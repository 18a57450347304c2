"""How long a plan of eight weeks takes: each search for places, and the whole plan.

Run: python benchmarks/plan.py
"""

import sys
from itertools import product
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "programmes"))

from built_plans import ASKED, FREE, RUNS, START, judgement

from ilio.programmes import Wishes, plan, solving
from ilio.programmes.board import Board, Place

CASE = judgement(("weak", "tight"), ("weak", "normal"))
SEARCHES: list[float] = []


def timed(board: Board, kept: list[Place], *, evenly: bool) -> list[Place]:
    begin = perf_counter()
    found = ORIGINAL(board, kept, evenly=evenly)
    SEARCHES.append(perf_counter() - begin)
    return found


ORIGINAL = solving._solved


def main() -> None:
    solving._solved = timed
    plan(CASE, ASKED, [], START, weeks=1)  # loads the solver
    print(f"{'runs':10} {'free':16} {'long hard':9} {'slowest search':>14} {'searches':>9}    plan")
    for runs, free, hard in product(RUNS, FREE, (False, True)):
        SEARCHES.clear()
        begin = perf_counter()
        wishes = Wishes(long_run_is_hard=hard)
        plan(CASE, ASKED, RUNS[runs], START, weeks=8, free=FREE[free], wishes=wishes)
        whole = perf_counter() - begin
        slowest = f"{max(SEARCHES):12.3f} s"
        print(f"{runs:10} {free:16} {hard!s:9} {slowest:>14} {len(SEARCHES):9} {whole:5.2f} s")


if __name__ == "__main__":
    main()
