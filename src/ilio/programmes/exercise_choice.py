"""Which exercise fills a dose: the first that the person's answers allow."""

from collections.abc import Iterable

from ilio.knowledge import Dose, exercise


def choices(dose: Dose, bans: Iterable[str]) -> tuple[str, ...]:
    """Exercises of a dose that nothing speaks against, the first choice first.

    Parameters
    ----------
    dose
        What is to be filled.
    bans
        Keys of ``do_not_test.toml`` that the person answered yes.

    Examples
    --------
    >>> from ilio.knowledge import dose
    >>> choices(dose("length.after_run"), ())[0]
    'half_kneeling_stretch'
    """
    banned = frozenset(bans)
    return tuple(key for key in dose.exercises if allowed(key, banned))


def allowed(key: str, bans: Iterable[str]) -> bool:
    """Whether nothing that the person answered rules an exercise out.

    Raises
    ------
    UnknownNameError
        If there is no such exercise.

    Examples
    --------
    >>> allowed("half_kneeling_stretch", ())
    True
    """
    return not set(exercise(key).contraindications) & set(bans)


def easier(key: str) -> str:
    """The next easier exercise; the same one when there is none.

    Examples
    --------
    >>> easier("banded_hip_flexion_standing")
    'standing_march_band'
    """
    return next(iter(exercise(key).regression), key)
