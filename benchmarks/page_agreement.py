"""How near the page's reading of a film is to Python's, and both to the truth where it is known.

    python benchmarks/page_agreement.py CLIP [CLIP ...]

Each film is read by the page in a real Chromium (every picture stepped to, the fast network
alone) and by `ilio.sources` (both networks, its own choice of pictures). Printed: the thigh nearer
to the camera, median and 95th percentile of the absolute difference [deg]. The truth is
``CLIP.truth.json`` beside the film, where there is one.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "apps" / "web"))

READ = """async () => {
  const { openFilm } = await import('/static/measure/film.js');
  const { Series } = await import('/static/measure/series.js');
  const series = new Series();
  const file = document.getElementById('film').files[0];
  await new Promise((ended, broke) => openFilm({
    file,
    onFrame: (frame) => { series.add(frame); frame.picture.close(); },
    onState: (word, sentence) => word === 'ended' ? ended() : word === 'broken' && broke(sentence),
  }).catch(broke));
  return series.text();
}"""

TRUE_SIDE = {"left": "L", "right": "R"}


def main(clips: list[Path]) -> None:
    """Print a row a clip."""
    from browsing import Seen, browsers
    from serving import Clock, serving

    print("film                       page - Python   page - truth    Python - truth")
    with (
        tempfile.TemporaryDirectory() as name,
        serving(Path(name), Clock()) as served,
        browsers() as started,
    ):
        page = started.context(served.url, Seen()).new_page()
        for clip in clips:
            page.goto("/test")
            page.set_input_files("#film", clip)
            points = Path(name) / "points.json"
            points.write_text(page.evaluate(READ))
            print(f"{clip.stem:26}", *(f"{m:5.1f} {p:5.1f}    " for m, p in compared(clip, points)))


def compared(clip: Path, points: Path) -> list[tuple[float, float]]:
    """Median and 95th percentile of the three differences."""
    from ilio.sources import read_recording

    by_page, by_python = read_recording(points), read_recording(clip, processes=0)
    near = next(note for note in by_python.notes if note.startswith("The camera saw"))
    side = near.split()[4]
    ours, theirs = (
        next(
            trace for (name, s), trace in r.traces.items() if (name, s) == ("thigh_elevation", side)
        )
        for r in (by_page, by_python)
    )
    times = theirs.time_s[np.isfinite(theirs.angle_deg)]
    page, film = (at(t.time_s, t.angle_deg, times) for t in (ours, theirs))
    found = [difference(page, film)]
    truth = clip.with_suffix(".truth.json")
    if truth.is_file():
        true = at(*true_thigh(json.loads(truth.read_text()), side), times)
        found += [difference(page, true), difference(film, true)]
    return found


def true_thigh(truth: dict[str, Any], side: str) -> tuple[np.ndarray, np.ndarray]:
    """Times and the true thigh elevation of a side."""
    frames = truth["truth"]
    angles = [frame[TRUE_SIDE[side]]["thigh_elev"] for frame in frames]
    return np.array([frame["t"] for frame in frames]), np.array(angles)


def at(time_s: np.ndarray, angle: np.ndarray, when: np.ndarray) -> np.ndarray:
    """A trace at other times; lost samples are bridged."""
    known = np.isfinite(angle)
    return np.interp(when, time_s[known], angle[known])


def difference(a: np.ndarray, b: np.ndarray) -> tuple[float, float]:
    """Median and 95th percentile of the absolute difference."""
    apart = np.abs(a - b)
    return float(np.median(apart)), float(np.percentile(apart, 95))


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
