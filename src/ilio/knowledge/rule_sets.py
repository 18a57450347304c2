"""Rule sets: how the numbers of the two tests are read. Limits stand in ``thresholds.toml``."""

from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, read_toml

Reading = Literal["interval", "value"]


class WeaknessRules(BaseModel):
    """How the knee raise is read. Limits are keys of ``thresholds.toml``; empty leaves a check out.

    Parameters
    ----------
    reading
        ``interval``: the whole 90 % interval must lie on one side; ``value``: the number decides.
    attempts
        Valid attempts that must agree.
    blocks
        What makes an attempt or the axis unreadable besides pain.
    hold
        How long the thigh is held above level.
    passive
        Passive knee to chest from which a thigh that never reached level counts.
    trunk_forward, trunk_backward
        Forward lean that is a fault; backward lean that is not valid for ``sound``.
    rounding_sems, rounding
        Standard errors that the rounding must exceed; degrees that it must have grown by.
    rounding_since
        The quantity that says how much it grew.
    share
        Posterior pelvic tilt over the raise that is a fault by itself.
    knee_easy
        Knee flexion above which the attempt cannot show ``sound``.

    Examples
    --------
    >>> rule_set("kawamoto2012").weakness.attempts
    1
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    reading: Reading
    attempts: int
    blocks: tuple[Literal["passive", "stance leg", "gates"], ...]
    hold: str
    passive: str
    trunk_forward: str
    trunk_backward: str
    rounding_sems: str
    rounding: str
    rounding_since: str
    share: str
    knee_easy: str


class TightnessRules(BaseModel):
    """How the Thomas test is read. Limits are keys of ``thresholds.toml``; empty leaves one out.

    Parameters
    ----------
    reading
        As for `WeaknessRules`.
    quantity
        The quantity that decides.
    pool
        ``mean`` of the valid trials, or the ``lowest`` of them.
    trials
        Trials asked for.
    blocks
        What makes a trial unreadable besides pain.
    tight, limited, long
        Limits of the bands.
    chance_tight, chance_not_tight
        Chance of lying under `tight` from which, and up to which, it is called.
    sem_most
        Standard error beyond which nothing is called.
    trials_differ, trials_range
        Two trials that ask for a third; three trials that cannot be read.

    Examples
    --------
    >>> rule_set("ilio").tightness.quantity
    'hip_extension'
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    reading: Reading
    quantity: Literal["hip_extension", "thigh_drop"]
    pool: Literal["mean", "lowest"]
    trials: str
    blocks: tuple[Literal["gates"], ...]
    tight: str
    limited: str
    long: str
    chance_tight: str
    chance_not_tight: str
    sem_most: str
    trials_differ: str
    trials_range: str


class RuleSet(Entry):
    """One way to read both tests.

    Parameters
    ----------
    title, meaning
        For people.
    weakness, tightness
        The two axes.

    Examples
    --------
    >>> rule_set("kawamoto2012").source
    'kawamoto2012'
    """

    title: str
    meaning: str
    weakness: WeaknessRules
    tightness: TightnessRules


@cache
def rule_sets() -> dict[str, RuleSet]:
    """All rule sets by name.

    Examples
    --------
    >>> sorted(rule_sets())
    ['ilio', 'kawamoto2012']
    """
    folder = resources.files("ilio.knowledge").joinpath("rules")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return {
        name.removesuffix(".toml"): RuleSet.model_validate(read_toml("rules", name))
        for name in names
    }


def rule_set(name: str) -> RuleSet:
    """One rule set by its name.

    Raises
    ------
    UnknownNameError
        If there is no such rule set.

    Examples
    --------
    >>> rule_set("ilio").weakness.reading
    'interval'
    """
    if name not in rule_sets():
        raise UnknownNameError("rule set", name, rule_sets())
    return rule_sets()[name]
