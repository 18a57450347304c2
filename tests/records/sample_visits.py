"""Visits of invented people, for the records room: decided by hand, not by the rules."""

import math

from ilio.core import Measured, Side
from ilio.observations import Answers, AttemptAnswers, Gate, Source
from ilio.protocols.measurement import Curve, Fault, Measurement
from ilio.records.visit import Visit
from ilio.verdicts import judge
from ilio.verdicts.verdict import Axis, Judgement, Reason, TightnessAxis, Verdict, axes_of

LEFT, RIGHT = Side.LEFT, Side.RIGHT
CLIP = Source("video", "knee_raise_left.mp4", "video", 25.0, (("direction", "faces left, found"),))


def deg(value: float, half: float, shared_sd: float = 0.0) -> Measured:
    return Measured(value, value - half, value + half, "deg", shared_sd)


def raise_curve(hold_deg: float, sink_deg: float, up_s: float = 3.0, end_s: float = 36.0) -> Curve:
    """A raise from standing, a hold that sinks in its second half, the leg put down."""
    times = [round(0.25 * i, 2) for i in range(int(end_s / 0.25) + 1)]
    angles: list[float | None] = []
    for t in times:
        rise = min(max((t - up_s + 1.0) / 1.0, 0.0), 1.0)
        fall = min(max((end_s - 0.5 - t) / 1.0, 0.0), 1.0)
        sink = sink_deg * max((t - up_s - 12.0) / (end_s - up_s - 12.0), 0.0)
        angle = min(rise, fall) * (hold_deg - sink + 0.9 * math.sin(2.1 * t))
        angles.append(None if 9.0 <= t <= 9.4 else angle)
    low = tuple(None if a is None else a - 4.5 for a in angles)
    high = tuple(None if a is None else a + 4.5 for a in angles)
    return Curve("thigh_elevation", tuple(times), tuple(angles), low, high, up_s, end_s - 1.5)


def still_curve(drop_deg: float) -> Curve:
    """A thigh let down from the neutral pose, then still."""
    times = tuple(round(0.25 * i, 2) for i in range(61))
    angles = tuple(
        145 - (55 + drop_deg) / (1 + math.exp(-(t - 5.0) * 2)) + 0.3 * math.sin(3 * t)
        for t in times
    )
    low, high = tuple(a - 4.0 for a in angles), tuple(a + 4.0 for a in angles)
    return Curve("thigh_elevation", times, angles, low, high, 9.0, 14.0)


def weak_raise() -> Measurement:
    return Measurement(
        "knee-raise",
        LEFT,
        CLIP,
        {
            "thigh_elevation_peak": deg(97.6, 5.1, 2.0),
            "thigh_elevation_hold": deg(93.2, 5.0, 2.0),
            "time_above_90": Measured(19.25, 17.5, 24.75, "s"),
            "hold_time": Measured(18.5, 16.25, 22.0, "s"),
            "time_to_first_fault": Measured(18.5, 16.25, 22.0, "s"),
            "trunk_lean_change": deg(13.4, 3.1),
            "knee_flexion_hold": deg(92.0, 6.0),
            "drift": Measured(-0.48, -0.61, -0.35, "deg/s"),
        },
        {
            "hip_flexion_peak": "a camera does not see the pelvis markers that it needs",
            "pelvic_tilt_change": "no tape or stickers on the waistband were seen",
            "lumbar_rounding_excess": "the contour of the back was not visible under the shirt",
        },
        (
            Gate("standing pose", "pass", "Stood still for 1.9 s before the raise.", True),
            Gate("side view", "pass", "The camera stood square to the side.", True),
            Gate("right leg raised", "pass", "The left leg was raised.", True),
            Gate("two attempts", "unknown", "One attempt was given; film a second one."),
        ),
        ("1 dip under level, shorter than 0.5 s, was forgiven.",),
        AttemptAnswers(pain=False, support="fingertip", deep_fatigue=True, seen_by="friend"),
        (raise_curve(98, 15),),
        (
            Fault("trunk forward", 16.0, "The trunk came more than 10 deg forward."),
            Fault("thigh below 90", 18.5, "The thigh came below level and stayed there."),
        ),
    )


def sound_raise() -> Measurement:
    return Measurement(
        "knee-raise",
        RIGHT,
        Source("video", "knee_raise_right.mp4", "video", 25.0),
        {
            "thigh_elevation_peak": deg(104.9, 5.1, 2.0),
            "thigh_elevation_hold": deg(101.7, 5.0, 2.0),
            "time_above_90": Measured(31.0, 30.5, math.inf, "s"),
            "hold_time": Measured(31.0, 30.5, math.inf, "s"),
            "trunk_lean_change": deg(2.1, 3.1),
            "knee_flexion_hold": deg(88.4, 6.0),
            "pelvic_tilt_change": deg(-17.0, 4.2),
            "lumbar_rounding_excess": deg(1.4, 4.0),
            "drift": Measured(-0.04, -0.12, 0.04, "deg/s"),
            "hip_flexion_peak": deg(98.3, 6.0),
        },
        {"time_to_first_fault": "no fault was seen"},
        (Gate("side view", "pass", "The camera stood square to the side.", True),),
        (),
        AttemptAnswers(pain=False, support="none", deep_fatigue=False),
        (raise_curve(102, 1),),
    )


def thomas(side: Side, drop: float, tilt: float, trial: int = 1) -> Measurement:
    return Measurement(
        "thomas",
        side,
        Source("phone", f"thomas_{side}_{trial}.csv", "phone", 100.0),
        {
            "thigh_drop": deg(drop, 4.1, 1.5),
            "pelvic_tilt": deg(tilt, 4.5, 2.5),
            "hip_extension": deg(drop - tilt, 6.1, 2.9),
            "knee_flexion": deg(58.0, 7.0),
            "hugged_thigh_elevation": deg(204.0, 9.0),
        },
        {"hip_abduction": "a phone on the thigh does not see it"},
        (
            Gate("hug depth", "pass", "The hugged thigh stood at 204 deg."),
            Gate("table level", "pass", "The table was level within 1 deg.", True),
        ),
        (),
        AttemptAnswers(hand_check="snug", bracing=True, table_level=True, hug="light"),
        (still_curve(drop),),
        (),
        "hand check",
    )


def weak_tight_left() -> Visit:
    """Left weak and tight, right sound; the truth is known."""
    left = Verdict(
        LEFT,
        axes_of(
            Axis(
                "weak",
                0.97,
                (
                    Reason(
                        "The thigh came below level before the 30 s were over.",
                        "hold_time",
                        Measured(18.5, 16.25, 22.0, "s"),
                        30.0,
                        "kawamoto2012",
                        "D",
                    ),
                    Reason(
                        "The trunk came forward to meet the thigh.",
                        "trunk_lean_change",
                        deg(13.4, 3.1),
                        10.0,
                        "ilio2026",
                        "D",
                    ),
                ),
            ),
            TightnessAxis(
                "tight",
                0.985,
                (
                    Reason(
                        "With the pelvis neutral the thigh hovers above the table.",
                        "hip_extension",
                        deg(-8.1, 6.1),
                        0.0,
                        "kawamoto2012",
                        "C",
                    ),
                    Reason(
                        "The flat hand stayed snug under the low back.",
                        "hand_check",
                        None,
                        None,
                        "ilio2026",
                        "D",
                    ),
                ),
                deg(-8.1, 6.1, 2.9),
                0.94,
                0.02,
                "hip flexors",
            ),
        ),
        "Start the programme for weak and tight, and test again in three weeks.",
    )
    right = Verdict(
        RIGHT,
        axes_of(
            Axis(
                "sound",
                0.04,
                (
                    Reason(
                        "The thigh stayed above level for the whole 30 s.",
                        "hold_time",
                        Measured(31.0, 30.5, math.inf, "s"),
                        30.0,
                        "kawamoto2012",
                        "D",
                    ),
                ),
            ),
            TightnessAxis(
                "normal",
                0.01,
                (
                    Reason(
                        "The thigh drops well below the table's level.",
                        "hip_extension",
                        deg(13.0, 6.1),
                        9.7,
                        "ferber2010",
                        "C",
                    ),
                ),
                deg(13.0, 6.1, 2.9),
                0.004,
                0.16,
            ),
        ),
        "Nothing to settle; keep what you do.",
    )
    judgement = Judgement(
        "Your left deep hip flexors are weak and tight; the right ones are sound.",
        {LEFT: left, RIGHT: right},
        differences=(
            "The left hip extends 21.1 deg less than the right, beyond the error of the difference.",
        ),
    )
    return Visit(
        judgement,
        (
            weak_raise(),
            thomas(LEFT, -8.1, 0.0),
            thomas(LEFT, -7.6, 0.4, 2),
            sound_raise(),
            thomas(RIGHT, 12.6, -0.4),
        ),
        Answers(
            red_flags=frozenset(),
            do_not_test=frozenset(),
            age_years=34.0,
            sitting_hours=9.0,
            passive_knee_to_chest_deg={LEFT: 118.0, RIGHT: 121.0},
        ),
        "Sam",
        "2026-11-22",
        (
            "knee_raise_left_2.mp4: expected a clip of at least 3 s, got 2.0 s. Film the whole hold.",
        ),
        {
            ("thomas", LEFT): {"hip_extension": -10.0, "thigh_drop": -10.0},
            ("knee-raise", LEFT): {"thigh_elevation_peak": 99.0},
        },
        "0.1.0",
    )


def refer() -> Visit:
    """Two red flags answered yes: nothing was measured."""
    answers = Answers(red_flags=frozenset({"night_pain", "weight_loss"}))
    return Visit(judge([], answers), (), answers, ilio_version="0.1.0")


def cannot_tell() -> Visit:
    """Typed readings with no pelvis, and a raise that was only watched."""
    typed = Source("answers", "visit.toml", "inclinometer")
    thomas_right = Measurement(
        "thomas",
        RIGHT,
        typed,
        {"thigh_drop": deg(-2.0, 4.9, 2.2)},
        {
            "hip_extension": "the pelvis was not measured and the hand check was not answered",
            "pelvic_tilt": "the pelvis was not measured and the hand check was not answered",
            "knee_flexion": "visit.toml (answers) does not hold it",
            "hip_abduction": "visit.toml (answers) does not hold it",
            "hugged_thigh_elevation": "visit.toml (answers) does not hold it",
        },
        (
            Gate("table level", "unknown", "Nobody said whether the table is level."),
            Gate("bracing", "fail", "The belly was not braced; brace it lightly."),
        ),
        answers=AttemptAnswers(bracing=False),
    )
    watched = Measurement(
        "knee-raise",
        RIGHT,
        Source("answers", "visit.toml", "answers"),
        {"hold_time": Measured(22.0, 20.0, math.inf, "s"), "trunk_lean_change": deg(0.0, 6.0)},
        {
            "thigh_elevation_peak": "nobody watched from the side and no recording was given",
            "thigh_elevation_hold": "nobody watched from the side and no recording was given",
        },
        notes=("The hold was stopped by choice, not lost.",),
    )
    verdict = Verdict(
        RIGHT,
        axes_of(
            Axis(
                "cannot tell",
                None,
                (
                    Reason(
                        "The hold was stopped by choice after 22 s.",
                        "hold_time",
                        Measured(22.0, 20.0, math.inf, "s"),
                        30.0,
                        "kawamoto2012",
                        "D",
                    ),
                ),
            ),
            TightnessAxis(
                "cannot tell",
                None,
                (
                    Reason(
                        "Without the pelvis a hovering thigh says nothing about length.",
                        "",
                        None,
                        None,
                        "vigotsky2016",
                        "B",
                    ),
                ),
            ),
        ),
        "Do the table test again with a flat hand under the low back, and say whether it stays snug.",
    )
    return Visit(
        Judgement(
            "Nothing can be said yet about the right side: the pelvis was not checked.",
            {RIGHT: verdict},
            do_not_test=(
                Reason("Hernia: leave out the hug.", "do_not_test", None, None, "ilio2026", "D"),
            ),
        ),
        (thomas_right, watched),
        Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=51.0),
        ilio_version="0.1.0",
    )


ALL = {"weak_tight_left": weak_tight_left, "refer": refer, "cannot_tell": cannot_tell}
