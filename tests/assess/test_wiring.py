from pathlib import Path

import pytest

import ilio
from ilio.core import InputError, Side
from ilio.observations import Answers, AttemptAnswers, AttemptInput, VisitInput

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def typed(side=Side.LEFT, **answers):
    return AttemptInput(protocol="thomas", side=side, answers=AttemptAnswers(**answers))


ASKED = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)


def test_a_visit_without_attempts_says_what_to_add():
    with pytest.raises(InputError, match=r"at least one attempt.*Add a recording"):
        ilio.assess(VisitInput(answers=ASKED))


def test_before_any_attempt_the_open_safety_question_is_told():
    visit = ilio.assess(VisitInput())
    assert visit.judgement.summary.startswith("One safety question is open:")
    assert {side.finding for side in visit.judgement.sides.values()} == {"cannot tell"}


def test_a_red_flag_needs_no_attempt():
    flags = Answers(red_flags=frozenset({next(iter(ilio_red_flags()))}))
    visit = ilio.assess(VisitInput(answers=flags))
    assert {v.finding for v in visit.judgement.sides.values()} == {"refer"}


def ilio_red_flags():
    from ilio.knowledge import red_flags

    return red_flags()


def test_under_eighteen_without_a_clinician_is_referred_not_an_error():
    alone = Answers(red_flags=frozenset(), age_years=15, with_clinician=False)
    visit = ilio.assess(VisitInput(answers=alone))
    assert visit.judgement.refer


def test_an_unreadable_attempt_is_told_and_the_others_count(tmp_path):
    broken = tmp_path / "broken.trc"
    broken.write_text("nothing of use\n")
    bad = AttemptInput(protocol="thomas", side=Side.RIGHT, file=str(broken))
    good = typed(thigh_contact="hovers", hand_check="snug")
    visit = ilio.assess(VisitInput(answers=ASKED, attempts=(good, bad)))
    assert visit.judgement["left"].tightness.call == "tight"
    assert len(visit.failures) == 1 and "broken.trc" in visit.failures[0]


def test_nothing_readable_at_all_is_an_error_that_names_the_file(tmp_path):
    missing = AttemptInput(protocol="thomas", side=Side.LEFT, file=str(tmp_path / "gone.mp4"))
    with pytest.raises(InputError, match=r"gone\.mp4"):
        ilio.assess(VisitInput(answers=ASKED, attempts=(missing,)))


def test_a_phone_on_the_pelvis_corrects_the_thigh(tmp_path):
    thigh, pelvis = tmp_path / "thigh.csv", tmp_path / "pelvis.csv"
    rows = [(i / 10, 0 if i < 30 else 95) for i in range(100)]
    thigh.write_text("time_s,angle_deg\n" + "\n".join(f"{t},{a}" for t, a in rows))
    tilt = [(i / 10, 0 if i < 40 else -16) for i in range(100)]
    pelvis.write_text("time_s,pelvic_tilt_deg\n" + "\n".join(f"{t},{a}" for t, a in tilt))
    attempt = AttemptInput(
        protocol="thomas", side=Side.LEFT, file=str(thigh), pelvis_file=str(pelvis)
    )
    (m,) = ilio.assess(VisitInput(attempts=(attempt,))).measurements
    assert m.pelvis_from == "phone"
    assert m.get("hip_extension").value == pytest.approx(-5 + 16, abs=0.5)


@pytest.mark.slow
def test_the_example_visit_ends_as_its_clips_were_made():
    told = []
    visit = ilio.assess(
        EXAMPLES / "visit" / "visit.toml",
        progress=lambda sentence, share: told.append((share, sentence)),
    )
    assert not visit.failures
    assert visit.judgement["left"].finding == "tight"
    assert visit.judgement["right"].finding == "weak"
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert len({round(share, 1) for share in shares}) == 11  # it never stands still for long
    assert told[0] == (0.0, "Watching films, 0 of 4 done")
    assert told[-1] == (1.0, "Judging")
    inside = total = 0
    for m in visit.measurements:
        for name, true in visit.truth[m.protocol, m.side].items():
            if name in m.quantities and m.source.kind == "video":
                total += 1
                inside += m.quantities[name].low <= true <= m.quantities[name].high
    assert total >= 16 and inside >= 0.9 * total


def test_python_scripts_without_a_main_guard_can_assess_videos(tmp_path):
    import subprocess
    import sys

    clips = EXAMPLES / "visit"
    script = tmp_path / "script.py"
    script.write_text(
        "import ilio\n"
        "from ilio.core import Side\n"
        "from ilio.observations import AttemptInput, VisitInput\n"
        f"clips = [{str(clips / 'visit_thomas_left.mp4')!r},"
        f" {str(clips / 'visit_thomas_right.mp4')!r}]\n"
        "attempts = tuple(AttemptInput(protocol='thomas', side=s, file=c)"
        " for s, c in zip(Side, clips))\n"
        "print(len(ilio.assess(VisitInput(attempts=attempts)).measurements))\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2"
