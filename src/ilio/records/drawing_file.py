"""A drawing as a file of its own."""

from pathlib import Path

from ilio.core import UnknownNameError
from ilio.records.drawing.svg import Drawing
from ilio.records.writing import check_place, write_whole


def write_drawing(drawing: Drawing, path: str | Path) -> Path:
    """Write a drawing as SVG, whole or not at all.

    Parameters
    ----------
    drawing
        What to write.
    path
        Where to; it must end in .svg.

    Raises
    ------
    UnknownNameError
        If the ending is another one.
    OutputError
        If the folder is missing or may not be written to.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_drawing(Drawing("d", 9, 9, "A title", "Words."), f"{folder}/d.svg").name
    'd.svg'
    """
    target = Path(path)
    ending = target.suffix.lower().removeprefix(".")
    if ending != "svg":
        raise UnknownNameError("picture ending", ending, ["svg"], target.name)
    check_place(target)
    return write_whole(target, drawing.svg().encode())
