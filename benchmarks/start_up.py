"""How long it takes to import Ilio and to show its help: medians over fresh processes.

Budgets: ``import ilio`` under 0.3 s, ``ilio --help`` under 0.5 s.
"""

import statistics
import subprocess
import sys
import time

RUNS = 9
HELP = "import sys; sys.argv = ['ilio', '--help']; from ilio.apps.cli import main; main()"
CASES = {"bare Python": "pass", "import ilio": "import ilio", "ilio --help": HELP}


def seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    for name, code in CASES.items():
        print(f"{name:12} {statistics.median(seconds(code) for _ in range(RUNS)):.3f} s")
