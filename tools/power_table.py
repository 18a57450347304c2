"""Make src/ilio/knowledge/body/test_power.toml anew: `make power-table`."""

from datetime import UTC, datetime
from pathlib import Path

from ilio.validation.powers import both_powers

TARGET = Path(__file__).parent.parent / "src/ilio/knowledge/body/test_power.toml"
MEANINGS = {
    "tilt": "Over the pelvic tilt that nobody corrected, as a standard deviation",
    "error": "Over the error of the measured thigh, as a standard deviation",
    "cut": "Over the limit that a result must not fall short of",
}


def main() -> None:
    """Simulate all curves and write the table."""
    lines = ["# What both tests tell of virtual people; made by `make power-table`, not by hand."]
    for powers in both_powers():
        unit = "s" if powers.test == "hold" else "deg"
        lines += [
            "",
            f"[{powers.test}.{powers.varied}]",
            f'meaning = "{MEANINGS[powers.varied]}"',
            f"x = {list(powers.x)}",
            f'unit = "{unit}"',
        ]
        for name, (low, high) in powers.shares.items():
            lines.append(f"{name} = {[[round(v, 1) for v in low], [round(v, 1) for v in high]]}")
        today = datetime.now(UTC).date().isoformat()
        lines += ['source = "ilio2026"', 'grade = "C"', f"checked = {today}"]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
