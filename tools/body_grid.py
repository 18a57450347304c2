"""Compute the muscles' lengths and moment arms anew; Ilio ships the file that this writes."""

from pathlib import Path

from ilio.apps.cli.voice import note, progress_bar
from ilio.body.grid import FILE
from ilio.body.gridding import write_grid

PLACE = Path(__file__).resolve().parents[1] / "src" / "ilio" / "body" / FILE

if __name__ == "__main__":
    with progress_bar() as progress:
        write_grid(PLACE, progress)
    note(f"Written: {PLACE}")
