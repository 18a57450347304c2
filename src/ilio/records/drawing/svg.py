"""A small SVG writer: one list of inks, a title and a description in every drawing.

Each ink is a class with its print colours written out, so that a drawing stands alone in print;
a page may recolour the classes for a dark screen. Meaning never hangs on colour alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape

Point = tuple[float, float]

INKS: dict[str, dict[str, str]] = {
    "outline": {"stroke": "#66757d", "stroke-width": "2.6", "fill": "none"},
    "outline-tested": {"stroke": "#12222b", "stroke-width": "4.4", "fill": "none"},
    "outline-assumed": {
        **{"stroke": "#12222b", "stroke-width": "3", "stroke-dasharray": "1 5", "fill": "none"},
    },
    "skin": {"fill": "#ffffff"},
    "tint": {"fill": "#cfe6e4"},
    "fan": {"fill": "#0b6e75", "fill-opacity": "0.16", "stroke": "#0b6e75", "stroke-width": "0.8"},
    "figure": {"stroke": "#12222b", "stroke-width": "3.4", "fill": "none"},
    "figure-far": {"stroke": "#7a8a92", "stroke-width": "2.4", "fill": "none"},
    "skin-far": {"fill": "#e9edee"},
    "muscle": {"fill": "#4fa3a5"},
    "muscle-edge": {"stroke": "#0b5a60", "stroke-width": "2.2", "fill": "none"},
    "wood": {"fill": "#e3ddd3", "stroke": "#66757d", "stroke-width": "1.2"},
    "soft": {"fill": "#cfd8dc", "stroke": "#66757d", "stroke-width": "1.2"},
    "rod": {"stroke": "#66757d", "stroke-width": "5", "fill": "none"},
    "elastic": {"stroke": "#0b6e75", "stroke-width": "4", "fill": "none"},
    "arrow": {"stroke": "#a8340f", "stroke-width": "3", "fill": "none"},
    "arrow-head": {"fill": "#a8340f"},
    "pain": {"fill": "#f6c9b8", "stroke": "#8f2d0c", "stroke-width": "1.8"},
    "axis": {"stroke": "#66757d", "stroke-width": "1", "fill": "none"},
    "grid": {"stroke": "#d3dbde", "stroke-width": "0.8", "fill": "none"},
    "level": {
        **{"stroke": "#12222b", "stroke-width": "1.3", "stroke-dasharray": "9 3 2 3"},
        "fill": "none",
    },
    "thin": {"stroke": "#12222b", "stroke-width": "1", "fill": "none"},
    "bold": {"stroke": "#12222b", "stroke-width": "2.2", "fill": "none"},
    "dots": {
        **{"stroke": "#12222b", "stroke-width": "1.2", "stroke-dasharray": "1 3", "fill": "none"},
    },
    "line": {"stroke": "#0b5a60", "stroke-width": "2", "fill": "none"},
    "band": {"fill": "#0b6e75", "fill-opacity": "0.2"},
    "window": {"fill": "#12222b", "fill-opacity": "0.06"},
    "solid": {"fill": "#12222b"},
    "paper": {"fill": "#ffffff", "stroke": "#12222b", "stroke-width": "1.3"},
    "hatch": {"stroke": "#66757d", "stroke-width": "0.9", "fill": "none"},
    "zone-0": {"fill": "#8fa3ab"},
    "zone-1": {"fill": "#c3d0d5"},
    "zone-2": {"fill": "#eef3f4"},
    "zone-3": {"fill": "#c3d0d5"},
    "flesh-trunk": {"stroke": "#edf1f2", "stroke-width": "66", "fill": "none"},
    "flesh-thigh": {"stroke": "#edf1f2", "stroke-width": "56", "fill": "none"},
    "flesh-shank": {"stroke": "#edf1f2", "stroke-width": "41", "fill": "none"},
    "bone": {"stroke": "#d9d2c4", "stroke-width": "9", "fill": "none"},
    "bone-flat": {"fill": "#ece7dd", "stroke": "#8b8577", "stroke-width": "1"},
    "share-0": {"stroke": "#9fb0b6", "stroke-width": "1", "fill": "none"},
    "share-1": {"stroke": "#86bcbb", "stroke-width": "2.2", "fill": "none"},
    "share-2": {"stroke": "#3f9799", "stroke-width": "3.8", "fill": "none"},
    "share-3": {"stroke": "#0b6e75", "stroke-width": "5.4", "fill": "none"},
    "share-4": {"stroke": "#063f44", "stroke-width": "7", "fill": "none"},
    "series-0": {"stroke": "#0b5a60", "stroke-width": "2.4", "fill": "none"},
    "series-1": {
        **{"stroke": "#a8340f", "stroke-width": "2.2", "stroke-dasharray": "7 4", "fill": "none"},
    },
    "series-2": {
        **{"stroke": "#12222b", "stroke-width": "1.8", "stroke-dasharray": "1 4", "fill": "none"},
    },
    "series-3": {
        **{"stroke": "#6a5a9a", "stroke-width": "2", "stroke-dasharray": "10 3 2 3"},
        "fill": "none",
    },
    "series-4": {"stroke": "#8a9aa1", "stroke-width": "1.6", "fill": "none"},
    "series-band-0": {"fill": "#0b5a60", "fill-opacity": "0.18"},
    "series-band-1": {"fill": "#a8340f", "fill-opacity": "0.15"},
    "series-band-2": {"fill": "#12222b", "fill-opacity": "0.1"},
    "series-band-3": {"fill": "#6a5a9a", "fill-opacity": "0.16"},
    "series-band-4": {"fill": "#8a9aa1", "fill-opacity": "0.2"},
    "words": {"fill": "#12222b"},
    "words-soft": {"fill": "#4d5c64"},
    "words-on-solid": {"fill": "#ffffff"},
}
"""Ink name to its print attributes."""


def number(value: float) -> str:
    """A coordinate, short: at most two decimals.

    Examples
    --------
    >>> number(12.0), number(-0.001), number(3.14159)
    ('12', '0', '3.14')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def path_of(points: list[Point], *, closed: bool = False) -> str:
    """Path data of straight lines through points.

    Examples
    --------
    >>> path_of([(0, 0), (10, 5)])
    'M0 0L10 5'
    """
    pairs = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{pairs}" + ("Z" if closed else "")


@dataclass
class Drawing:
    """A drawing under construction.

    Parameters
    ----------
    name
        Unique on its page; ids start with it.
    width, height
        Of the view box.
    title, desc
        For people who hear the page instead of seeing it.

    Examples
    --------
    >>> drawing = Drawing("level", 20, 10, "A line", "One level line.")
    >>> drawing.line([(0, 5), (20, 5)], "thin")
    >>> drawing.svg().count("<path")
    1
    """

    name: str
    width: float
    height: float
    title: str
    desc: str
    parts: list[str] = field(default_factory=list)

    def path(self, data: str, ink: str) -> None:
        """Add a path in an ink.

        Examples
        --------
        >>> drawing = Drawing("d", 9, 9, "t", "d")
        >>> drawing.path("M0 0L9 9", "band")
        >>> drawing.parts
        ['<path class="i-band" fill="#0b6e75" fill-opacity="0.2" d="M0 0L9 9"/>']
        """
        self.parts.append(f'<path {_ink(ink)} d="{data}"/>')

    def shape(self, data: str, edge: str, inside: str) -> None:
        """Add pieces as one shape: the edge drawn first, then the inside over its inner lines.

        Examples
        --------
        >>> drawing = Drawing("d", 9, 9, "t", "d")
        >>> drawing.shape("M0 0L9 9Z", "figure", "skin")
        >>> 'class="i-figure i-skin"' in drawing.parts[0], drawing.parts[0].count("fill=")
        (True, 1)
        """
        both = _attributes(INKS[edge] | INKS[inside] | {"paint-order": "stroke"})
        self.parts.append(f'<path class="i-{edge} i-{inside}"{both} d="{data}"/>')

    def line(self, points: list[Point], ink: str, *, closed: bool = False) -> None:
        """Add straight lines through points.

        Examples
        --------
        >>> drawing = Drawing("d", 9, 9, "t", "d")
        >>> drawing.line([(0, 0), (9, 0)], "thin")
        >>> len(drawing.parts)
        1
        """
        self.path(path_of(points, closed=closed), ink)

    def box(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        """Add a rectangle.

        Examples
        --------
        >>> drawing = Drawing("d", 9, 9, "t", "d")
        >>> drawing.box(0, 0, 9, 9, "window")
        >>> drawing.parts[0].endswith('d="M0 0L9 0L9 9L0 9Z"/>')
        True
        """
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.line(corners, ink, closed=True)

    def circle(self, centre: Point, radius: float, ink: str) -> None:
        """Add a circle.

        Examples
        --------
        >>> drawing = Drawing("d", 9, 9, "t", "d")
        >>> drawing.circle((4, 4), 3, "solid")
        >>> drawing.parts[0].startswith('<circle class="i-solid"')
        True
        """
        x, y = centre
        self.parts.append(
            f'<circle {_ink(ink)} cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"/>'
        )

    def text(
        self,
        at: Point,
        words: str,
        *,
        anchor: str = "start",
        size: float = 13,
        ink: str = "words",
        strong: bool = False,
        turn_deg: float = 0.0,
    ) -> None:
        """Add words; `anchor` is ``start``, ``middle`` or ``end``, `turn_deg` is clockwise.

        Examples
        --------
        >>> drawing = Drawing("d", 9, 9, "t", "d")
        >>> drawing.text((1, 2), "under < 0")
        >>> drawing.parts[0].endswith(">under &lt; 0</text>")
        True
        """
        x, y = number(at[0]), number(at[1])
        weight = ' font-weight="700"' if strong else ""
        turn = f' transform="rotate({number(turn_deg)} {x} {y})"' if turn_deg else ""
        self.parts.append(
            f'<text {_ink(ink)} x="{x}" y="{y}" text-anchor="{anchor}" '
            f'font-size="{number(size)}"{weight}{turn}>{escape(words)}</text>'
        )

    def clipped(self, data: str, lines: list[tuple[Point, Point]], ink: str) -> None:
        """Add lines that show only inside a path: hatching.

        Examples
        --------
        >>> drawing = Drawing("d", 9, 9, "t", "d")
        >>> drawing.clipped("M0 0L9 0L9 9Z", [((0, 0), (9, 9))], "hatch")
        >>> 'clip-path="url(#d-clip0)"' in drawing.parts[0]
        True
        """
        mark = f"{self.name}-clip{len(self.parts)}"
        strokes = "".join(path_of(list(pair)) for pair in lines)
        self.parts.append(
            f'<clipPath id="{mark}"><path d="{data}"/></clipPath>'
            f'<path {_ink(ink)} clip-path="url(#{mark})" d="{strokes}"/>'
        )

    @contextmanager
    def group(self, kind: str, *, shown: bool = True) -> Iterator[None]:
        """Draw what follows inside a group that style rules can move or show.

        Parameters
        ----------
        kind
            Class of the group.
        shown
            Whether it is seen without style rules.

        Examples
        --------
        >>> drawing = Drawing("d", 9, 9, "t", "d")
        >>> with drawing.group("knee"):
        ...     drawing.line([(0, 0), (9, 0)], "thin")
        >>> drawing.parts[0], drawing.parts[-1]
        ('<g class="knee">', '</g>')
        """
        self.parts.append(f'<g class="{kind}"' + ("" if shown else ' opacity="0"') + ">")
        yield
        self.parts.append("</g>")

    def svg(self) -> str:
        """The whole drawing as an SVG element.

        Examples
        --------
        >>> Drawing("d", 9, 9, "A title", "Words.").svg().split(">")[1]
        '<title id="d-title"'
        """
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(self.width)} '
            f'{number(self.height)}" role="img" aria-labelledby="{self.name}-title '
            f'{self.name}-desc" font-family="system-ui, sans-serif" '
            'stroke-linecap="round" stroke-linejoin="round">'
        )
        words = (
            f'<title id="{self.name}-title">{escape(self.title)}</title>'
            f'<desc id="{self.name}-desc">{escape(self.desc)}</desc>'
        )
        return head + words + "".join(self.parts) + "</svg>"


def _ink(name: str) -> str:
    return f'class="i-{name}"{_attributes(INKS[name])}'


def _attributes(ink: dict[str, str]) -> str:
    return "".join(f' {key}="{value}"' for key, value in ink.items())
