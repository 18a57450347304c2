"""Writes all exercise pictures on one page: tools/exercise_sheet.py OUT.html [left|right]."""

import sys
from pathlib import Path

from ilio.knowledge import exercises
from ilio.records.drawing.exercises import exercise_svg, screen_css

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Exercises</title>
<style>{css}
body {{ margin: 1rem; font: 14px system-ui, sans-serif; color: var(--figure-ink);
  background: var(--figure-paper); }}
main {{ display: grid; grid-template-columns: repeat(auto-fill, minmax(24rem, 1fr)); gap: 1rem; }}
figure {{ margin: 0; break-inside: avoid; }}
</style><h1>Exercises</h1><main>{pictures}</main></html>
"""


def main(out: str, side: str = "right") -> None:
    """Write the page."""
    pictures = "".join(
        f"<figure><figcaption><b>{e.title}</b> ({key})<br>{e.dose.in_words}</figcaption>"
        f"{exercise_svg(e, side='left' if side == 'left' else 'right')}</figure>\n"
        for key, e in exercises().items()
    )
    Path(out).write_text(PAGE.format(css=screen_css("figure"), pictures=pictures), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
