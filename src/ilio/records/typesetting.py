"""Pages set by Typst, with its own fonts: the same on every machine."""

from collections.abc import Mapping
from typing import Literal


def typeset(
    page: str, format: Literal["pdf", "png"] = "pdf", given: Mapping[str, str] | None = None
) -> bytes:
    """A page as PDF, or as a picture with one pixel per point.

    Parameters
    ----------
    page
        In Typst's language.
    format
        Of the file.
    given
        Texts that the page reads by name from ``sys.inputs``.

    Examples
    --------
    >>> typeset("#sys.inputs.word", given={"word": "Hips"})[:5]
    b'%PDF-'
    """
    import typst

    made: bytes = typst.compile(
        page.encode(),
        format=format,
        ppi=72.0,
        ignore_system_fonts=True,
        sys_inputs=dict(given or {}),
    )
    return made
