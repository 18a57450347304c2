"""A drawing with its words, for every page and paper."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A drawing with its caption.

    Parameters
    ----------
    svg, alt
        The drawing and its description in words, for whoever hears the report.
    title, caption
        One line above, plain sentences below.
    lines
        Further lines below: what the numbered flags mean.

    Examples
    --------
    >>> Picture("<svg/>", "A person.", "Knee raise", "Solid lines were measured.").lines
    ()
    """

    svg: str
    alt: str
    title: str
    caption: str
    lines: tuple[str, ...] = ()
