"""What the signs in the exercise pictures stand for, each with a small sample."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from ilio.records.drawing.exercises.things import draw_arrow
from ilio.records.drawing.limbs import taper
from ilio.records.drawing.svg import Drawing, Point

WIDTH, HEIGHT = 40.0, 20.0
LEFT: Point = (9, 10)
RIGHT: Point = (31, 10)


@dataclass(frozen=True)
class Sign:
    """One sign of the pictures.

    Parameters
    ----------
    svg
        A sample of it.
    words
        What it stands for.

    Examples
    --------
    >>> Sign("<svg/>", "the other side").words
    'the other side'
    """

    svg: str
    words: str


@cache
def picture_signs() -> tuple[Sign, ...]:
    """The legend of all exercise pictures.

    Examples
    --------
    >>> [sign.words for sign in picture_signs()][:2]
    ['the side that works', 'the other side']
    """
    return (
        _sign("the side that works", _limb("figure", "skin")),
        _sign("the other side", _limb("figure-far", "skin-far")),
        _sign("what works or is stretched", _muscle),
        _sign("which way to move or press", lambda d: draw_arrow(d, [(4, 10), RIGHT])),
        _sign("the band", lambda d: d.line([(4, 10), (36, 10)], "elastic")),
    )


def _sign(words: str, sample: Callable[[Drawing], None]) -> Sign:
    drawing = Drawing(f"sign-{words.replace(' ', '-')}", WIDTH, HEIGHT, words, "A sample.")
    sample(drawing)
    return Sign(drawing.svg(), words)


def _limb(outline: str, inside: str) -> Callable[[Drawing], None]:
    return lambda drawing: drawing.shape(taper(LEFT, 6, RIGHT, 4.5), outline, inside)


def _muscle(drawing: Drawing) -> None:
    drawing.shape(taper(LEFT, 5, RIGHT, 4), "muscle-edge", "muscle")
