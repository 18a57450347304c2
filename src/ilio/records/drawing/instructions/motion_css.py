"""The style rules that set the drawings of the tests in motion."""

from collections.abc import Iterator

from ilio.knowledge.drawn_steps import ProtocolFigure
from ilio.knowledge.protocol_figure import protocol_figures
from ilio.records.drawing.exercises.contact import rested
from ilio.records.drawing.instructions.moving import CHAINS, moments_of, turns_of
from ilio.records.drawing.instructions.stage import stage_of
from ilio.records.drawing.svg import number

SOON = 1.0
"""How quickly something comes and goes, in percent of the whole."""


def motion_css() -> str:
    """Style rules for all moving drawings; nobody who asks for less motion gets any.

    A box of class ``hold-still`` before the drawing's ``moving`` element stops it while ticked.

    Examples
    --------
    >>> motion_css().startswith("@media (prefers-reduced-motion: no-preference)")
    True
    """
    rules = [rule for name, figure in protocol_figures().items() for rule in _rules(name, figure)]
    held = ".hold-still:checked ~ .moving *{animation-play-state:paused}"
    return "@media (prefers-reduced-motion: no-preference){\n" + "\n".join([*rules, held]) + "\n}"


def _rules(name: str, figure: ProtocolFigure) -> Iterator[str]:
    whole_s = sum(step.rest_s + step.go_s for step in figure.steps)

    def plays(part: str, frames: str, more: str = "") -> str:
        begun = f".{name}-{part}{{{more}animation:{name}-{part} {number(whole_s)}s infinite}}"
        return f"{begun}@keyframes {name}-{part}{{{frames}}}"

    moments = moments_of(figure)
    gone = (moments[-1][1] + 100) / 2
    fades = f"0%,{_at(moments[-1][1])}{{opacity:1}}{_at(gone)}{{opacity:0}}100%{{opacity:1}}"
    yield plays("all", fades)
    for n, (reached, left) in enumerate(moments):
        yield plays(f"step-{n}", _seen(reached, left))
    for part, origin, turns in _parts(figure):
        if len(set(turns)) > 1:
            yield plays(part, _frames(moments, gone, turns), f"transform-origin:{origin};")


def _seen(reached: float, left: float) -> str:
    """Seen while its step rests, gone a moment before and after."""
    before = f"0%,{_at(reached - SOON)}{{opacity:0}}{_at(reached)}" if reached else "0%"
    return f"{before},{_at(left)}{{opacity:1}}{_at(left + SOON)},100%{{opacity:0}}"


def _frames(moments: list[tuple[float, float]], gone: float, turns: list[str]) -> str:
    """Rests at each step; goes back to the first one while nothing is seen."""
    stays = [
        f"{_at(reached)},{_at(left)}{{transform:{turn}}}"
        for (reached, left), turn in zip(moments, turns, strict=True)
    ]
    back = f"{_at(gone)}{{transform:{turns[-1]}}}{_at(gone + 0.01)},100%{{transform:{turns[0]}}}"
    return "".join(stays) + back


def _parts(figure: ProtocolFigure) -> Iterator[tuple[str, str, list[str]]]:
    """Each part with the joint that it turns about, and its turn in every step."""
    view, _, _ = stage_of(figure)
    poses = [step.pose for step in figure.steps]
    last, turned = rested(poses[-1]), [turns_of(pose) for pose in poses]
    joints = {
        f"{side}-{limb}-{n}": f"{side}_{chain[0]}"
        for side in ("near", "far")
        for limb, chains in CHAINS.items()
        for n, chain in enumerate(chains)
    }
    hips = [view.place(rested(pose)["near_hip"].centre) for pose in poses]
    for part in turned[-1]:
        x, y = view.place(last[joints.get(part, "near_hip")].centre)
        away = [f"rotate({number(t[part] - turned[-1][part])}deg)" for t in turned]
        if part == "body":
            shifts = [(hip[0] - hips[-1][0], hip[1] - hips[-1][1]) for hip in hips]
            away = [
                f"translate({number(dx)}px,{number(dy)}px) {turn}"
                for (dx, dy), turn in zip(shifts, away, strict=True)
            ]
        yield part, f"{number(x)}px {number(y)}px", away


def _at(percent: float) -> str:
    return f"{number(percent)}%"
