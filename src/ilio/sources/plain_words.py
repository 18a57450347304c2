"""Words as they are compared: small, without accents, hyphens and signs."""

import re
import unicodedata
from collections.abc import Iterable

_SPELT = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "æ": "ae", "ł": "l", "’": "'", "`": "'"})


def plain(text: str) -> str:
    """Small letters without accents.

    Examples
    --------
    >>> plain("Course à pied"), plain("Löpning"), plain("Fractionné 10×400")
    ('course a pied', 'lopning', 'fractionne 10x400')
    """
    apart = unicodedata.normalize("NFKD", text.translate(_SPELT).replace("×", "x"))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def phrase(text: str) -> str:
    """Words with one blank between them and one on each side, so that a phrase can be sought.

    Examples
    --------
    >>> phrase("Half-Marathon: Berlin")
    ' half marathon berlin '
    """
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)?(?:[.,:][0-9]+)*", plain(text))
    return f" {' '.join(words)} "


def holds(said: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in the words, each as whole words.

    Examples
    --------
    >>> holds(phrase("Trail running"), ["trail run", "trail running"])
    True
    """
    return any(one in said for one in phrases)
