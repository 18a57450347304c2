"""Make src/ilio/knowledge/simulated_visits.toml anew: `make visits-table`."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from ilio.validation import simulated_visits

VISITS, SEED = 1000, 2012
TARGET = Path(__file__).parent.parent / "src/ilio/knowledge/simulated_visits.toml"


def main() -> None:
    """Simulate all rows and write the table."""
    told = lambda sentence, share: print(f"{share:4.0%} {sentence}", file=sys.stderr)  # noqa: E731
    rows = simulated_visits(VISITS, seed=SEED, workers=os.cpu_count() or 1, progress=told)
    lines = [
        "# How simulated visits ended; made by `make visits-table`, not by hand.",
        f"visits = {VISITS}",
        f"seed = {SEED}",
        'unit = "1"',
        'meaning = "Two trials a visit, every error drawn, all gates on, rules ilio"',
        'source = "ilio2026"',
        'grade = "C"',
        f"checked = {datetime.now(UTC).date().isoformat()}",
    ]
    for row in rows:
        lines += [
            "",
            "[[row]]",
            f'thigh = "{row.thigh}"',
            f'pelvis = "{row.pelvis}"',
            f"extension_deg = {row.extension_deg}",
            f"tight = {row.tight}",
            f"not_tight = {row.not_tight}",
            f"cannot_tell = {row.cannot_tell}",
        ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
