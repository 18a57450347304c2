"""What the page with the sliders shows: the picture, the sentences and the numbers of one leg."""

from dataclasses import asdict, dataclass
from typing import Any

from ilio.body import Tissue, limits_deg, picture_of, tell_picture
from ilio.knowledge import bounds, claim
from ilio.observations import LegPicture, Spread, Statement
from ilio.records.drawing.leg_drawing import leg_drawing


@dataclass(frozen=True)
class Slider:
    """One thing that can be moved.

    Parameters
    ----------
    name
        As in the address: the argument of `body_view`.
    label, unit
        For people.
    low, high, step, start
        In `unit`, or where that is empty, times the model's own.

    Examples
    --------
    >>> Slider("hip_deg", "Hip flexion", "deg", -40, 120, 1, 90).start
    90
    """

    name: str
    label: str
    unit: str
    low: float
    high: float
    step: float
    start: float


def sliders() -> tuple[Slider, ...]:
    """Everything that can be moved, with its range.

    Examples
    --------
    >>> [slider.name for slider in sliders()]
    ['hip_deg', 'knee_deg', 'tilt_deg', 'tightness', 'strength', 'deep_strength']
    """
    hip, knee = limits_deg()["flexion"], limits_deg()["knee"]
    least, most = bounds("model_strength").low, bounds("model_strength").high / 2
    return (
        Slider("hip_deg", "Hip flexion", "deg", *hip, 1, 90),
        Slider("knee_deg", "Knee flexion", "deg", *knee, 1, 90),
        Slider("tilt_deg", "Pelvic tilt, forward +", "deg", -30, 30, 1, 0),
        Slider("tightness", "Psoas and iliacus shorter by", "", -0.1, 0.2, 0.01, 0),
        Slider("strength", "Strength of all hip flexors", "", least, most, 0.05, 1),
        Slider("deep_strength", "Strength of psoas and iliacus alone", "", least, most, 0.05, 1),
    )


def body_view(
    hip_deg: float = 90.0,
    knee_deg: float = 90.0,
    tilt_deg: float = 0.0,
    tightness: float = 0.0,
    strength: float = 1.0,
    deep_strength: float = 1.0,
) -> dict[str, Any]:
    """One leg, ready to be sent as JSON.

    Parameters
    ----------
    hip_deg, knee_deg, tilt_deg
        Flexion of hip and knee; pelvic tilt from neutral, forward + [deg].
    tightness
        How much shorter psoas and iliacus are than the model's: 0.1 is a tenth.
    strength, deep_strength
        Of all hip flexors, and besides of psoas and iliacus, over the model's.

    Returns
    -------
    dict
        ``svg``, a drawing as text; ``sentences``, each with its claim, grade, status, values and
        notes; ``numbers`` and ``shares`` by name, each with value, low, high, unit and text.

    Raises
    ------
    InputError
        If no leg is like that; the message names the range.

    Examples
    --------
    >>> view = body_view(hip_deg=90)
    >>> sorted(view)
    ['beyond', 'numbers', 'sentences', 'shares', 'svg']
    >>> view["shares"]["psoas"]["text"]
    '30 % (26 to 34)'
    """
    tissue = Tissue(tightness, strength, deep_strength)
    picture = picture_of(hip_deg, knee_deg, tilt_deg, tissue)
    numbers = dict(picture.numbers) | {"deep": picture.deep}
    return {
        "svg": leg_drawing(picture, "muscles").svg(),
        "sentences": [_sentence(told) for told in tell_picture(picture)],
        "numbers": {name: _number(spread) for name, spread in numbers.items()},
        "shares": _shares(picture),
        "beyond": picture.beyond or picture.thomas_beyond,
    }


def _shares(picture: LegPicture) -> dict[str, dict[str, Any]]:
    return {muscle.key: _number(muscle.share) for muscle in picture.muscles}


def _sentence(told: Statement) -> dict[str, Any]:
    entry = claim(told.claim)
    return {
        "claim": told.claim,
        "statement": entry.claim,
        "status": entry.status,
        "grade": entry.grade,
        "evidence": entry.evidence,
        "values": [{"name": name} | _number(spread) for name, spread in told.values.items()],
        "notes": list(told.notes),
    }


def _number(spread: Spread) -> dict[str, Any]:
    return asdict(spread) | {"text": str(spread)}
