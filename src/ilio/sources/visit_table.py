"""One table of a visit file, read strictly: faults are noted with their place."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ilio.core import InputError, UnknownNameError
from ilio.knowledge import bounds


@dataclass
class Faults:
    """What is wrong with a file, collected so that all of it can be told at once.

    Parameters
    ----------
    lines
        One sentence a fault.

    Examples
    --------
    >>> faults = Faults()
    >>> faults.note("person", InputError("a number", "'old'", "Write 34."))
    >>> faults.lines
    ["person: expected a number, got 'old'. Write 34."]
    """

    lines: list[str] = field(default_factory=list)

    def note(self, place: str, error: InputError) -> None:
        """Keep the message of an error with the place where it arose.

        Examples
        --------
        >>> faults = Faults()
        >>> faults.note("", InputError("a table", "a list", "Use [person]."))
        >>> faults.lines
        ['Expected a table, got a list. Use [person].']
        """
        text = str(error)
        self.lines.append(f"{place}: {text[0].lower()}{text[1:]}" if place else text)


@dataclass
class Table:
    """A table read key by key; a value of the wrong kind is a fault and counts as absent.

    Parameters
    ----------
    values
        Key to value as the file gave it.
    place
        Where the table stands, empty for the top of the file.
    faults
        Where faults are noted.

    Examples
    --------
    >>> table = Table({"age_years": 34}, "person", Faults())
    >>> table.number("age_years"), table.text("label")
    (34.0, '')
    """

    values: Mapping[str, object]
    place: str
    faults: Faults

    def at(self, key: str) -> str:
        """The place of a key.

        Examples
        --------
        >>> Table({}, "person", Faults()).at("label")
        'person.label'
        """
        return f"{self.place}.{key}" if self.place else key

    def fault(self, key: str, expected: str, todo: str) -> None:
        """Note that a key holds something else than expected.

        Examples
        --------
        >>> table = Table({"label": 3}, "person", Faults())
        >>> table.fault("label", "a text", "Put it in quotes.")
        >>> table.faults.lines
        ['person.label: expected a text, got 3. Put it in quotes.']
        """
        error = InputError(expected, shown(self.values[key]), todo)
        self.faults.note(self.at(key), error)

    def only(self, known: Iterable[str]) -> None:
        """Note every key that is not one of the known ones, with the nearest that is.

        Examples
        --------
        >>> table = Table({"lable": "R."}, "person", Faults())
        >>> table.only(["label", "age_years"])
        >>> table.faults.lines
        ["person: expected a key (age_years, label), got 'lable'. Did you mean 'label'?"]
        """
        names = tuple(known)
        for key in self.values:
            if key not in names:
                self.faults.note(self.place, UnknownNameError("key", key, names))

    def text(self, key: str) -> str:
        """A text, empty when absent.

        Examples
        --------
        >>> Table({"label": "R."}, "person", Faults()).text("label")
        'R.'
        """
        value = self.values.get(key, "")
        if isinstance(value, str):
            return value
        self.fault(key, "a text", "Put it in quotes.")
        return ""

    def word(self, key: str, allowed: Iterable[str], kind: str = "word") -> str | None:
        """One of the allowed words, None when absent.

        Examples
        --------
        >>> table = Table({"hug": "lihgt"}, "attempt 1", Faults())
        >>> table.word("hug", ["light", "full"])
        >>> table.faults.lines
        ["attempt 1.hug: expected a word (full, light), got 'lihgt'. Did you mean 'light'?"]
        """
        if key not in self.values:
            return None
        value, names = self.values[key], tuple(allowed)
        if not isinstance(value, str):
            self.fault(key, f"one of {', '.join(names)}", "Put one of them in quotes.")
        elif value in names:
            return value
        else:
            self.faults.note(self.at(key), UnknownNameError(kind, value, names))
        return None

    def yes_no(self, key: str) -> bool | None:
        """True or false, None when absent.

        Examples
        --------
        >>> table = Table({"pain": "no"}, "attempt 1", Faults())
        >>> table.yes_no("pain")
        >>> table.faults.lines
        ["attempt 1.pain: expected true or false, got 'no'. Write it without quotes."]
        """
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.fault(key, "true or false", "Write it without quotes.")
        return None

    def number(self, key: str, name: str = "") -> float | None:
        """A number within its plausible range, None when absent.

        Parameters
        ----------
        key
            Key of the table.
        name
            Name of the range in ``knowledge/ranges.toml``, if it is not the key.

        Examples
        --------
        >>> table = Table({"age_years": 340}, "person", Faults())
        >>> table.number("age_years")
        >>> table.faults.lines
        ['person.age_years: expected 1 to 120 years, got 340. Write the age in years.']
        """
        value = self.values.get(key)
        if value is None:
            return None
        try:
            return plausible(value, name or key)
        except InputError as error:
            self.faults.note(self.at(key), error)
            return None

    def names(self, key: str, allowed: Iterable[str], kind: str) -> frozenset[str] | None:
        """A list of known names, None when absent.

        Examples
        --------
        >>> Table({"red_flags": []}, "", Faults()).names("red_flags", ["fever"], "red flag")
        frozenset()
        """
        if key not in self.values:
            return None
        value, known = self.values[key], tuple(allowed)
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            self.fault(key, "a list of names", "Write [] when none holds.")
            return None
        for name in value:
            if name not in known:
                self.faults.note(self.at(key), UnknownNameError(kind, name, known))
        return frozenset(value)

    def table(self, key: str) -> "Table":
        """A table inside this one, empty when absent.

        Examples
        --------
        >>> Table({"person": {"label": "R."}}, "", Faults()).table("person").text("label")
        'R.'
        """
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.fault(key, "a table", f"Write it as [{self.at(key)}].")
            value = {}
        return Table(value, self.at(key), self.faults)


LONG_BITS = 333
"""A whole number with more bits has more than a hundred digits."""


def plausible(value: object, name: str) -> float:
    """A number within its plausible range.

    Parameters
    ----------
    value
        As typed.
    name
        Key of ``knowledge/ranges.toml``; the unit stands there.

    Raises
    ------
    InputError
        If it is no finite number, or lies outside the range.

    Examples
    --------
    >>> plausible(12, "thigh_drop")
    12.0
    """
    limit = bounds(name)
    expected = f"{limit.low:g} to {limit.high:g} {limit.unit}"
    number = finite(value)
    if number is None:
        raise InputError(f"a number, {expected}", shown(value), "Write it bare, without its unit.")
    if not limit.low <= number <= limit.high:
        raise InputError(expected, f"{number:g}", limit.todo)
    return number


def finite(value: object) -> float | None:
    """A number as a float; None for what is none, and for one that no float can hold.

    Examples
    --------
    >>> finite(3), finite("3"), finite(10**400)
    (3.0, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if math.isfinite(value) else None
    except OverflowError:
        return None


def shown(value: object) -> str:
    """A value as it is shown in a message: kinds that can be long by their kind.

    Examples
    --------
    >>> shown({"a": 1}), shown("old"), shown(True)
    ('a table', "'old'", 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, int) and value.bit_length() > LONG_BITS:
        return "a number of hundreds of digits"
    return "a list" if isinstance(value, list) else repr(value)
