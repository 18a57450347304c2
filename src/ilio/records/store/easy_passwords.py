"""Passwords that are among the first that anybody would try."""

import re

FEWEST = 5
"""So many different characters at least."""

WORDS = """
password passwort passw0rd p@ssword p@ssw0rd kennwort letmein welcome willkommen iloveyou
ichliebedich sunshine princess football baseball superman batman dragon monkey shadow master
trustno qwerty qwertz azerty asdfgh zxcvbn yxcvbn changeme default secret geheim admin
administrator login guest test hallo hello ilio iliopsoas hipflexor physio running runner coach
clinic praxis abc abcdef abcdefgh starwars whatever jesus michael jennifer
"""
"""What passwords in every leaked list begin with; alone, or with digits and signs after."""

ROWS = ("01234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm")
ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def easy(password: str, name: str = "") -> str | None:
    """Why a password is easy to guess, None if nothing is known against it.

    Parameters
    ----------
    password
        What was typed.
    name
        What its owner logs in with.

    Examples
    --------
    >>> easy("aaaaaaaaaa"), easy("kim kim kim", "Kim")
    ('a few characters over and over', 'your own name')
    >>> easy("Password123!"), easy("1234567890")
    ('one that every list begins with', 'a row of keys')
    >>> easy("a sentence only I know", "Kim")
    """
    plain = "".join(password.casefold().split())
    bare = "".join(name.casefold().split())
    if bare and len(plain.replace(bare, "")) < FEWEST:
        return "your own name"
    if len(set(plain)) < FEWEST or re.fullmatch(r"(.{1,4})\1+.{0,3}", plain):
        return "a few characters over and over"
    if any(plain in row * 3 for row in _rows()):
        return "a row of keys"
    words = "|".join(map(re.escape, WORDS.split()))
    if re.fullmatch(rf"({words})+[\d\W_]*", plain):
        return "one that every list begins with"
    return None


def _rows() -> tuple[str, ...]:
    both = (*ROWS, ALPHABET, "".join(ROWS[1:5]))
    return (*both, *(row[::-1] for row in both))
