"""How quick the page measures: bytes before the model, time to the first angle, readings a second.

    python benchmarks/page.py CLIP

CLIP is shown by the fake camera of a real Chromium (ILIO_CHROMIUM, or the one on the path).
Loopback, a fresh store; the second visit has the browser's cache. Times are wall time: run it on
a machine that does nothing else.
"""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "apps" / "web"))

COUNT = """() => {
  window.readings = 0;
  new MutationObserver(() => readings++)
    .observe(document.getElementById('angle'), { childList: true });
}"""
RUN_S = 10
VISITS = 4


def main(clip: Path) -> None:
    """Print the table."""
    from browsing import Seen, browsers
    from filming import camera_film
    from serving import Clock, serving

    with (
        tempfile.TemporaryDirectory() as name,
        serving(Path(name), Clock()) as served,
        browsers() as started,
    ):
        film = camera_film(clip, Path(name) / "film.mjpeg")
        context = started.context(served.url, Seen(), camera=film)
        page = context.new_page()
        sizes: dict[str, int] = {}

        def noted(answer: Any) -> None:
            sizes[answer.url] = len(answer.body())

        page.on("response", noted)
        page.goto("/test")
        page.locator("#test[data-ready]").wait_for(state="attached")
        page.remove_listener("response", noted)
        print(f"bytes before the model     {sum(sizes.values()) / 1000:.0f} kB")
        rows = [visit(page, first=not n) for n in range(VISITS)]
        print(f"first visit, first angle   {rows[0][0]:.2f} s")
        later = [row[0] for row in rows[1:]]
        spread = f"({min(later):.2f} to {max(later):.2f})"
        print(f"later visits, first angle  {median(later):.2f} s {spread}")
        rates = [row[1] for row in rows]
        print(
            f"readings a second          {median(rates):.1f} ({min(rates):.1f} to {max(rates):.1f})"
        )


def visit(page: Any, *, first: bool) -> tuple[float, float]:
    """From the tap to the first angle [s], and readings a second after it."""
    page.goto("/test")
    page.locator("#test[data-ready]").wait_for(state="attached")
    if first:
        page.click("[data-do=safety-none]")
        page.locator("[data-step=person]:not([hidden])").wait_for()
        page.click("[data-do=person-done]")
    page.locator("[data-step=choose]:not([hidden])").wait_for()
    began = time.perf_counter()
    page.click("button[data-do=begin][data-protocol=knee-raise][data-side=right]")
    page.wait_for_function(
        "() => document.getElementById('angle').textContent !== '–'", timeout=60_000
    )
    took = time.perf_counter() - began
    page.evaluate(COUNT)
    page.wait_for_timeout(RUN_S * 1000)
    return took, page.evaluate("() => readings") / RUN_S


if __name__ == "__main__":
    main(Path(sys.argv[1]))
