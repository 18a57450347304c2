"""A link as a QR code: in the terminal, and as an SVG without inline style."""

import io
from typing import TYPE_CHECKING

from ilio.core import MissingExtraError

if TYPE_CHECKING:
    import segno


def qr_svg(text: str) -> str:
    """The code as an SVG that follows the size of its frame; dark on white in every colour scheme.

    Examples
    --------
    >>> qr_svg("https://192.168.1.7:8443/link#key").startswith("<svg")
    True
    """
    out = io.BytesIO()
    _code(text).save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=3, light="#fff"
    )
    return out.getvalue().decode("utf-8").strip()


def qr_text(text: str) -> str:
    """The code in half-block characters for a terminal, of whatever colours.

    Examples
    --------
    >>> len(qr_text("https://192.168.1.7:8443/link#key").splitlines()) > 10
    True
    """
    rows = [tuple(row) for row in _code(text).matrix_iter(border=2)]
    rows += [(0,) * len(rows[0])] * (len(rows) % 2)
    # a module that is dark on paper is a gap here: terminals are mostly dark
    glyph = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join(
        "".join(glyph[top, low] for top, low in zip(upper, lower, strict=True))
        for upper, lower in pairs
    )


def _code(text: str) -> "segno.QRCode":
    try:
        import segno
    except ModuleNotFoundError:
        raise MissingExtraError("segno", "draw the code that a phone scans") from None
    return segno.make(text, error="m", micro=False)
