"""Commas in numbers: before decimals, or between thousands."""

import re
from collections.abc import Iterable

_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")


def decimal_commas(cells: Iterable[str]) -> bool:
    """Whether the commas within cells stand before decimals, and not between thousands.

    Examples
    --------
    >>> decimal_commas(["-5,25"]), decimal_commas(["0,125"]), decimal_commas(["1,250"])
    (True, True, False)
    """
    commas = (cell for cell in cells if "," in cell)
    return any(
        not _THOUSANDS.fullmatch(cell) or cell.lstrip("+-").startswith("0") for cell in commas
    )


def number_of(cell: str, decimal_comma: bool) -> str:
    """A cell in the way in which Python writes numbers.

    Examples
    --------
    >>> number_of("1.234,5", True), number_of("1,234.5", False), number_of("0.5", True)
    ('1234.5', '1234.5', '0.5')
    """
    if "," not in cell:
        return cell
    return cell.replace(".", "").replace(",", ".") if decimal_comma else cell.replace(",", "")
