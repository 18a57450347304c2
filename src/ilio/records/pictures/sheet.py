"""A contact sheet: the decisive pictures side by side, with what was measured in each."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from ilio.core import OutputError
from ilio.records.pictures.body import draw_body
from ilio.records.pictures.canvas import Canvas, Pixels
from ilio.records.pictures.decisive import decisive
from ilio.records.pictures.png import png
from ilio.records.pictures.scene import Scene
from ilio.records.pictures.strip import GROUND, NOW, QUIET, Strip
from ilio.records.wording import protocol_name
from ilio.records.writing import check_place, write_whole

Picture = tuple[float, Pixels]
"""Time [s] and pixels."""

WIDEST_PX = 1500
GAP_PX, HEAD_PX, CAPTION_PX = 10, 58, 44
MARGIN = 0.12
"""Room about the body, as a share of its larger extent."""


def write_sheet(scene: Scene, pictures: Iterable[Picture], path: str | Path) -> Path:
    """Write the decisive pictures as one PNG.

    Parameters
    ----------
    scene
        What is drawn.
    pictures
        The film, in order of time; only the decisive pictures are kept in memory.
    path
        Where to.

    Raises
    ------
    OutputError
        If it cannot be written, or there is no picture to show.
    """
    check_place(path)
    moments = decisive(scene.measurement)
    found = _nearest(pictures, [time for time, _ in moments])
    if not found:
        raise OutputError(path, "the film has no picture that decides")
    left, top, right, bottom = _window(scene, found[0][1].shape)
    tiles = []
    for (time, pixels), (_, name) in zip(found, moments, strict=True):
        canvas = Canvas(pixels.copy())
        draw_body(canvas, scene, time)
        tiles.append(_captioned(canvas.pixels[top:bottom, left:right], scene, time, name))
    return write_whole(path, png(_arranged(tiles, scene)))


def _nearest(pictures: Iterable[Picture], times: list[float]) -> list[Picture]:
    best: dict[int, Picture] = {}
    for time, pixels in pictures:
        for i, wanted in enumerate(times):
            if i not in best or abs(time - wanted) < abs(best[i][0] - wanted):
                best[i] = time, pixels
    return [best[i] for i in sorted(best)]


def _window(scene: Scene, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of the part of the picture that the body ever reaches [px]."""
    xy = scene.landmarks.xy.reshape(-1, 2)
    xy = xy[np.isfinite(xy).all(axis=1)]
    low, high = np.percentile(xy, 0.5, axis=0), np.percentile(xy, 99.5, axis=0)
    room = MARGIN * float((high - low).max()) + 20
    left, top = np.clip(low - room, 0, (shape[1], shape[0])).astype(int)
    right, bottom = np.clip(high + room, 0, (shape[1], shape[0])).astype(int)
    # words in a caption need some width
    left = max(0, min(left, right - 230))
    return int(left), int(top), int(min(shape[1], max(right, left + 230))), int(bottom)


def _captioned(pixels: Pixels, scene: Scene, time_s: float, name: str) -> Pixels:
    height, width = pixels.shape[:2]
    canvas = Canvas(np.full((height + CAPTION_PX, width, 3), GROUND, dtype=np.uint8))
    canvas.pixels[:height] = pixels
    canvas.text(6, height + 4, f"{name}, {time_s:.1f} s", NOW, halo=False)
    angles = [
        f"{label} {round(value)}°"
        for label, value in (
            ("thigh", scene.angle("thigh_elevation", time_s, scene.side)),
            ("knee", scene.angle("knee_flexion", time_s, scene.side)),
            ("trunk", scene.angle("trunk_lean", time_s)),
        )
        if np.isfinite(value)
    ]
    canvas.text(6, height + 24, " ".join(angles) or "lost", QUIET, size=13, halo=False)
    return canvas.pixels


def _arranged(tiles: list[Pixels], scene: Scene) -> Pixels:
    tall, wide = tiles[0].shape[:2]
    rows = -(-len(tiles) // max(1, WIDEST_PX // (wide + GAP_PX)))
    columns = -(-len(tiles) // rows)
    width = max(columns * (wide + GAP_PX) + GAP_PX, 480)
    strip = Strip(scene, width - 2 * GAP_PX).at(None)
    height = HEAD_PX + rows * (tall + GAP_PX) + len(strip) + GAP_PX
    canvas = Canvas(np.full((height, width, 3), GROUND, dtype=np.uint8))
    m = scene.measurement
    title = f"{protocol_name(m.protocol)}, {m.side} side"
    canvas.text(GAP_PX, 8, title, NOW, size=17, halo=False)
    canvas.text(GAP_PX, 32, scene.landmarks.source[:60], QUIET, size=13, halo=False)
    for i, tile in enumerate(tiles):
        x = GAP_PX + (i % columns) * (wide + GAP_PX)
        y = HEAD_PX + (i // columns) * (tall + GAP_PX)
        canvas.pixels[y : y + tall, x : x + wide] = tile
    canvas.pixels[height - len(strip) - GAP_PX : height - GAP_PX, GAP_PX : width - GAP_PX] = strip
    return canvas.pixels
