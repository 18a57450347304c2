"""`ilio measure` and `ilio judge`: one attempt to numbers, numbers to a verdict."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ilio.apps.clearing import nothing_to_come
from ilio.apps.cli import clock
from ilio.apps.cli.camera_film import filmed
from ilio.apps.cli.film_options import (
    Exact,
    Fast,
    Keep,
    Landmarks,
    Level,
    RateHz,
    Seconds,
    Size,
    chosen_effort,
    parsed_size,
)
from ilio.apps.cli.still_pictures import is_one_image, picture_json, picture_view
from ilio.apps.cli.voice import Json, progress_bar, say, say_json
from ilio.apps.seen_on import seen_on

if TYPE_CHECKING:
    from ilio.core import Side
    from ilio.observations import Answers
    from ilio.protocols.measurement import Measurement


def protocol_keys() -> list[str]:
    """What may be measured.

    Examples
    --------
    >>> protocol_keys()[0]
    'knee-raise'
    """
    from ilio.knowledge import protocol_cards

    return list(protocol_cards())


def measure(
    protocol: Annotated[
        str,
        typer.Argument(
            help="Which test; pressing Tab lists them.",
            autocompletion=protocol_keys,
        ),
    ],
    file: Annotated[
        Path,
        typer.Argument(
            help="Clip, folder of numbered images, points, markers, angles or phone log of one "
            "attempt; one image; or a camera, as camera:0."
        ),
    ],
    side: Annotated[
        str | None,
        typer.Option(
            help="The tested side, left or right; none where both are tested at once.",
            autocompletion=lambda: ["left", "right"],
        ),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="TOML file that says which marker is which.")
    ] = None,
    rest: Annotated[
        str, typer.Option(help="Phone logs: the pose at the start, standing or lying.")
    ] = "standing",
    landmarks: Landmarks = None,
    rate_hz: RateHz = None,
    size: Size = None,
    level: Level = None,
    fast: Fast = False,
    exact: Exact = False,
    seconds: Seconds = 40.0,
    keep: Keep = None,
    as_json: Json = False,
) -> None:
    """Measure one attempt of one test: angles and times with their 90 % intervals.

    Example: ilio measure thomas left.mp4 --side left
    """
    from ilio import core, records
    from ilio.apps.cli.views import measurement_view
    from ilio.knowledge import protocol_card
    from ilio.observations import Recording
    from ilio.wiring import measure as measure_attempt
    from ilio.wiring import read

    card = protocol_card(protocol)
    which = card.side_of(side)
    if is_one_image(file):
        _measure_picture(file, which, level, as_json)
        return
    with filmed(file, seconds, keep) as shown, progress_bar() as progress:
        progress(f"Reading {file.name}", 0)
        recording = read(
            shown,
            mapping=mapping,
            rest=rest,
            segment=card.phone_on,
            landmarks=landmarks,
            rate_hz=rate_hz,
            size=parsed_size(size),
            level_deg=level,
            effort=chosen_effort(fast, exact),
            progress=lambda share: progress(f"Reading {file.name}", share),
        )
        if not isinstance(recording, Recording):
            raise core.ReadError(
                file,
                "a recording of one attempt",
                "a visit file",
                f"Type: ilio assess {file}",
            )
        progress("Measuring", 1)
        result = measure_attempt(protocol, recording, which)
    if as_json:
        say_json(records.measurement_to_json(result))
    else:
        say(*measurement_view(result))


def _measure_picture(file: Path, which: "Side", level: float | None, as_json: bool) -> None:
    from ilio.sources.video import angles_in_picture

    found = angles_in_picture(file, level_deg=level)
    if as_json:
        say_json(picture_json(found, which))
    else:
        say(*picture_view(found, which))


def judge(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Measurements as JSON (from ilio measure --json), and at most one answers file."
        ),
    ],
    rules: Annotated[
        str, typer.Option(help="Rule set: ilio, or kawamoto2012 (the article, literally).")
    ] = "ilio",
    as_json: Json = False,
) -> None:
    """Judge measurements and answers: a verdict per side, with its reasons.

    Example: ilio judge hold.json thomas.json answers.toml
    """
    from ilio import records
    from ilio.apps.cli.views import judgement_view
    from ilio.wiring import judge as judge_all

    measurements, answers = _read_for_judging(files)
    judgement = judge_all(measurements, answers=answers, rules=rules)
    if not judgement.refer:
        nothing_to_come(answers, clock.today())
    done = seen_on(records.Visit(judgement, tuple(measurements), answers), clock.today())
    if as_json:
        say_json(records.judgement_to_json(done.judgement))
    else:
        say(*judgement_view(done))


def _read_for_judging(files: list[Path]) -> "tuple[list[Measurement], Answers]":
    from ilio.core import ReadError
    from ilio.observations import Answers
    from ilio.records import measurement_from_json
    from ilio.sources.visit_file import read_visit

    measurements: list[Measurement] = []
    answers: Answers | None = None
    for file in files:
        if file.suffix == ".json":
            measurements.append(measurement_from_json(_read_json(file)))
        elif answers is None:
            answers = read_visit(file).answers
        else:
            raise ReadError(
                file, "at most one answers file", "a second one", "Put all answers into one file."
            )
    return measurements, answers or Answers()


def _read_json(file: Path) -> Any:
    from ilio.core import ReadError

    todo = "Make it anew with: ilio measure ... --json"
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ReadError(file, "a file to read", str(error.strerror), todo) from None
    except ValueError as error:
        raise ReadError(file, "a measurement as JSON", f"broken JSON ({error})", todo) from None
