"""An invented plan for a runner: left tight, right weak."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from ilio.programmes.programme import (
    Block,
    Expectation,
    Prescription,
    Programme,
    Session,
    Shortfall,
)

START = date(2026, 11, 23)

PRESS = Prescription(
    exercise="banded_press_away",
    purpose="strength",
    side="right",
    sets=3,
    reps=15,
    rest_s=60,
    load="15 RM band",
    tempo="2 s out, 2 s back",
    why="the right hip flexor gave way in the knee raise",
    source="thorborg2016",
    grade="B",
)
STRETCH = Prescription(
    exercise="half_kneeling_stretch",
    purpose="length",
    side="left",
    sets=2,
    hold_s=30,
    rest_s=15,
    why="the left hip is short",
    source="kawamoto2012",
    grade="B",
)
WAKE = replace(STRETCH, sets=1, hold_s=6, rest_s=0, why="a short one before running")
PLANK = Prescription(
    exercise="front_plank",
    purpose="core",
    side="both",
    sets=3,
    hold_s=30,
    rest_s=45,
    why="the pelvis stays still while the legs work",
    source="kawamoto2012",
    grade="C",
)
BRIDGE = Prescription(
    exercise="glute_bridge",
    purpose="glutes",
    side="both",
    sets=2,
    reps=12,
    rest_s=45,
    why="the buttocks work together with the length",
    source="kawamoto2012",
    grade="D",
)


def session(
    key: str, day: int, hour: int, kind: str, items: tuple[Prescription, ...], minutes: int = 25
) -> Session:
    start = datetime.combine(START, datetime.min.time()) + timedelta(days=day, hours=hour)
    place = {"before run": "before a run", "after run": "after a run"}.get(kind, "on its own")
    titles = {
        "strength": "Strength, core and glutes",
        "before run": "Before the run",
        "length": "Length",
    }
    return Session(
        key=key,
        start=start,
        minutes=minutes,
        kind=kind,
        place=place,
        week=day // 7 + 1,
        title=titles.get(kind, kind.capitalize()),
        items=items,
    )


def plan(weeks: int = 2) -> Programme:
    """Strength on Monday, Wednesday and Saturday, a warm-up before Tuesday's run, length on Friday."""
    strength = (PRESS, PLANK, BRIDGE)
    sessions = []
    for week in range(weeks):
        for i, day in enumerate((0, 2, 5), 1):
            sessions.append(
                session(f"w{week + 1}-strength-{i}", week * 7 + day, 18, "strength", strength)
            )
        sessions.append(
            session(f"w{week + 1}-before-1", week * 7 + 1, 17, "before run", (WAKE,), 5)
        )
        sessions.append(session(f"w{week + 1}-length-1", week * 7 + 4, 7, "length", (STRETCH,), 5))
    sessions.append(session("retest-1", weeks * 7 - 1, 10, "retest", (), 20))
    return Programme(
        summary=(
            "Your left hip is tight and your right hip is weak. Three times a week, on Monday, "
            "Wednesday and Saturday at 18:00, you train the right hip, core and buttocks for 25 "
            "minutes. Before runs the left hip gets a short stretch of 6 seconds, on Fridays longer "
            "ones. In two weeks you test again."
        ),
        start=START,
        weeks=weeks,
        blocks=(
            Block(
                name="Base",
                first_week=1,
                last_week=weeks,
                strength=strength,
                before_run=(WAKE,),
                own=(STRETCH,),
            ),
        ),
        sessions=tuple(sorted(sessions, key=lambda s: s.start)),
        rules=(
            "Every repetition done with two left over: the next heavier band (practice, D).",
            "Pain over 3 of 10: one step back (practice, D).",
        ),
        expect=(
            Expectation(
                week=6, text="Clearly stronger hip flexors.", source="thorborg2016", grade="B"
            ),
        ),
        stop=("Pain at night or at rest.", "Numbness between the legs: go to a clinician today."),
        shortfalls=(
            Shortfall(
                week=2, text="Two of three strength days fit.", give_up="Free Thursday evening."
            ),
        ),
        retest=START + timedelta(days=weeks * 7 - 1),
    )


REFUSED = Programme(
    summary="Pain at night that does not depend on movement belongs to a clinician first.",
    start=START,
    weeks=0,
    stop=("Pain at night.",),
    refused="Pain at night that does not depend on movement belongs to a clinician first.",
)
