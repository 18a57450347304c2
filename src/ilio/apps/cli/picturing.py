"""`ilio picture`: a film with its angles drawn on it, and its points in the forms of others."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli.film_options import Landmarks, Level, RateHz, Size, parsed_size
from ilio.apps.cli.measuring import protocol_keys
from ilio.apps.cli.voice import Json, note, progress_bar, say_json

if TYPE_CHECKING:
    from ilio import observations

DRAWN = (".mp4", ".png")
"""Endings for which the test must be known: its angles are drawn."""

LEAST_RATE_HZ, MOST_RATE_HZ = 15.0, 30.0
"""The drawn film shows at least and at most so many pictures a second."""


def picture(
    file: Annotated[
        Path, typer.Argument(help="Clip or images of one attempt, or points as JSON, .nc.")
    ],
    out: Annotated[
        list[Path],
        typer.Option(
            "--out",
            "-o",
            help="Where to: .mp4 (film), .png (decisive pictures), .csv or .parquet (table), .nc "
            "(movement), .json or a new folder (OpenPose), .trc. May be given several times.",
        ),
    ],
    protocol: Annotated[
        str | None,
        typer.Option(
            help="For .mp4 and .png: which test.",
            autocompletion=protocol_keys,
        ),
    ] = None,
    side: Annotated[
        str | None, typer.Option(help="For .mp4 and .png: the tested side, left or right.")
    ] = None,
    landmarks: Landmarks = None,
    height_m: Annotated[
        float | None,
        typer.Option(min=0.5, max=2.5, help="For .trc in metres: height of the person [m]."),
    ] = None,
    model: Annotated[
        Path | None,
        typer.Option(help="Films: an ONNX pose model of your own (RTMPose), in place of Ilio's."),
    ] = None,
    rate_hz: RateHz = None,
    size: Size = None,
    level: Level = None,
    as_json: Json = False,
) -> None:
    """Draw the angles on a film, or write its points for other programs.

    Example: ilio picture left.mp4 --protocol knee-raise --side left -o left.png -o drawn.mp4
    """
    from ilio.records.writing import check_place
    from ilio.sources.points import read_points
    from ilio.sources.video import recording_from

    _check(file, out, protocol, side)
    for path in out:
        check_place(path)
    with progress_bar() as progress:
        progress(f"Reading {file.name}", 0)
        points = read_points(
            file, edits=landmarks, rate_hz=rate_hz, size=parsed_size(size), model=model
        )
        recording = recording_from(points, level_deg=level)
        for path in out:
            progress(f"Writing {path.name}", 0.5)
            if path.suffix.lower() in DRAWN:
                _draw(file, path, points, recording, str(protocol), str(side), rate_hz)
            else:
                _writers(points, recording, height_m)[path.suffix.lower()](path)
    if as_json:
        say_json({"written": [str(path) for path in out]})
        return
    for path in out:
        note(f"Written: {path}")


def _check(file: Path, out: list[Path], protocol: str | None, side: str | None) -> None:
    from ilio.core import InputError, Side, UnknownNameError
    from ilio.knowledge import protocol_card
    from ilio.sources.points import shows_pictures

    known = (*DRAWN, ".csv", ".parquet", ".nc", ".json", ".trc", "")
    for path in out:
        suffix = path.suffix.lower()
        if suffix not in known:
            raise UnknownNameError("ending", suffix, [k for k in known if k], path.name)
        if path.resolve() == file.resolve():
            raise InputError("another file than the input", str(path), "Choose another name.")
        if suffix not in DRAWN:
            continue
        if not shows_pictures(file):
            got, todo = f"points without pictures ({file.name})", "Give the film itself."
            raise InputError("a film to draw on", got, todo)
        if protocol is None or side is None:
            todo = "Add for example: --protocol knee-raise --side left"
            raise InputError("a protocol and a side to draw", "none", todo)
    card = protocol_card(protocol) if protocol is not None else None  # an unknown one stops here
    if side is not None:
        _ = card.side_of(side) if card else Side.parse(side)


def _writers(
    points: "observations.Landmarks", recording: "observations.Recording", height_m: float | None
) -> dict[str, Callable[[Path], Path]]:
    from ilio.records.frame_table import write_frame_table, write_parquet
    from ilio.records.landmark_files import write_netcdf, write_openpose, write_trc

    return {
        ".csv": lambda path: write_frame_table(points, recording, path),
        ".parquet": lambda path: write_parquet(points, recording, path),
        ".nc": lambda path: write_netcdf(points, path),
        ".json": lambda path: write_openpose(points, path),
        "": lambda path: write_openpose(points, path),
        ".trc": lambda path: write_trc(points, path, height_m=height_m),
    }


def _draw(
    file: Path,
    path: Path,
    points: "observations.Landmarks",
    recording: "observations.Recording",
    protocol: str,
    side: str,
    images_hz: float | None,
) -> None:
    from ilio.records.pictures import Scene, write_movie, write_sheet
    from ilio.sources.points import pictures
    from ilio.wiring import measure

    scene: Scene = Scene(points, recording, measure(protocol, recording, side))
    looked_hz = recording.source.rate_hz or LEAST_RATE_HZ
    if path.suffix.lower() == ".png":
        write_sheet(scene, pictures(file, looked_hz, images_hz=images_hz), path)
    else:
        rate = min(MOST_RATE_HZ, max(LEAST_RATE_HZ, looked_hz))
        write_movie(scene, pictures(file, rate, images_hz=images_hz), path)
