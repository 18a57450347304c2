"""How the page leads through an attempt, as data: what it asks for, watches and times."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from ilio.knowledge.limits import threshold

Limit = float | str
"""A number, or the key of a threshold."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GuideStep(_Frozen):
    """A pose in which the person keeps still before the next cue.

    Parameters
    ----------
    ask, then
        What is said when the step begins, and when it has been kept.
    still_s, spare_s
        How long it is kept: what Python looks for, and some time to spare [s].
    within
        What the angle stays within meanwhile [deg].
    over, under, size_under
        Where it is meanwhile: over, under, or as far from zero as this at most [deg].
    after_s
        Nothing counts before [s].

    Examples
    --------
    >>> GuideStep(ask="Be still.", still_s=2, within=4).after_s
    0.0
    """

    ask: str = ""
    then: str = ""
    still_s: Limit
    spare_s: float = 0.0
    within: Limit
    over: Limit | None = None
    under: Limit | None = None
    size_under: Limit | None = None
    after_s: float = 0.0


class GuideSeen(_Frozen):
    """The question that a watched hold answers by itself.

    Examples
    --------
    >>> GuideSeen(question="thigh_seen", over="clearly above", under="below").over
    'clearly above'
    """

    question: str
    over: str
    under: str


class GuideHold(_Frozen):
    """What is held at the end, against a clock.

    Parameters
    ----------
    ask
        What is said where a clock alone runs.
    done, down
        What is said when the time is over, and when it ended before.
    target_s
        For how long [s].
    level, raised, dip_s
        The angle that counts as held, the one under which it is over [deg], and the break that is
        forgiven [s]; None where only the clock tells.
    seen
        What the hold answers; None where nothing is watched.

    Examples
    --------
    >>> GuideHold(ask="Hold.", done="Done.", down="Rest.", target_s=30).level is None
    True
    """

    ask: str
    done: str
    down: str
    target_s: Limit
    level: Limit | None = None
    raised: Limit | None = None
    dip_s: Limit | None = None
    seen: GuideSeen | None = None


class Guide(_Frozen):
    """All of one test.

    Parameters
    ----------
    ways
        How the page can measure it.
    thigh
        Which of the two thighs it reads while it watches.
    reading
        How it shows the angle, and whether it draws the level line in the picture.
    rest
        The pose at the start of a phone's log.
    notes
        What stands beside the picture with a ``phone`` on the leg, one on the ``pelvis``, or
        ``other``.
    points, phone, pelvis
        The steps by what is watched: the body, a phone on the leg, a phone on the pelvis. The last
        is offered where it has steps.
    hold
        What is held after them; None where nothing is.

    Examples
    --------
    >>> Guide(ways=["questions"], thigh="highest", reading="from down", level_line=True,
    ...       rest="standing", notes={}).hold is None
    True
    """

    ways: tuple[Literal["camera", "phone", "film", "questions"], ...]
    thigh: Literal["highest", "lowest"]
    reading: Literal["from down", "from level"]
    level_line: bool
    rest: Literal["standing", "lying"]
    notes: dict[Literal["phone", "pelvis", "other"], str]
    points: tuple[GuideStep, ...] = ()
    phone: tuple[GuideStep, ...] = ()
    pelvis: tuple[GuideStep, ...] = ()
    hold: GuideHold | None = None

    def in_numbers(self) -> dict[str, object]:
        """All of it as plain values, each limit as its number: what the browser goes by.

        Examples
        --------
        >>> from ilio.knowledge import guide_of
        >>> guide_of("knee-raise").in_numbers()["hold"]["target_s"]
        30.0
        """
        plain = self.model_dump(exclude_none=True)
        for kind in ("points", "phone", "pelvis"):
            plain[kind] = [_numbered(step) for step in plain[kind]]
        if self.hold:
            plain["hold"] = _numbered(plain["hold"])
        return plain


LIMITS = (
    "still_s", "within", "over", "under", "size_under", "target_s", "level", "raised", "dip_s",
)  # fmt: skip


def _numbered(table: dict[str, object]) -> dict[str, object]:
    return {
        key: float(threshold(value).value) if key in LIMITS and isinstance(value, str) else value
        for key, value in table.items()
    }
