"""How far the pelvis had left its neutral, by the best means at hand."""

from ilio.core import Z90, Measured, Side
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold, word
from ilio.observations import AngleTrace, Recording
from ilio.observations.signals import median_in, still_spans
from ilio.protocols.thomas.windows import Windows

DEVICES = {"video": "tape", "tape": "tape", "markers": "markers", "phone": "phone"}


def pelvic_tilt(
    recording: Recording, side: Side, windows: Windows, hugged: Measured | None
) -> tuple[Measured | None, str]:
    """Pelvic tilt from neutral [deg, anterior +] and how it was known.

    In order of trust: a measured trace (stickers, markers, phone on the pelvis) held against the
    neutral pose of the same session, a typed reading, the answered hand check, the hugged thigh's
    usual share.

    Parameters
    ----------
    recording, side
        The attempt.
    windows
        Its neutral and its test window.
    hugged
        Elevation of the hugged thigh [deg], None when it was not seen.

    Examples
    --------
    >>> from ilio.observations import AttemptAnswers, Source
    >>> r = Recording(Source("phone", "a.csv", "phone"),
    ...               answers=AttemptAnswers(hand_check="tucked"))
    >>> tilt, how = pelvic_tilt(r, Side.LEFT, Windows(None, None), None)
    >>> print(how, tilt)
    hand check -12.0 deg (-20.0 to -4.0)
    """
    traced = _traced(recording, windows)
    if traced is not None:
        return traced, _device(recording)
    typed = recording.reading("pelvic_tilt", side)
    if typed is not None:
        return typed, dict(recording.source.facts).get("pelvis", "typed")
    if recording.answers.hand_check is not None:
        checked = word("hand_check", recording.answers.hand_check)
        tilt = Measured.from_sd(-checked.value, 0.0, "deg", shared_sd=checked.half_width / Z90)
        return tilt, "hand check"
    if hugged is not None:
        return _by_hug(recording, side, windows, hugged), "hug share"
    return None, ""


def tilt_of_log(trace: AngleTrace) -> Measured | None:
    """Tilt from a log of its own, the phone on the pelvis: the last still pose against the first.

    Parameters
    ----------
    trace
        Pelvic tilt from the neutral pose through the test, anterior + [deg].

    Returns
    -------
    Measured or None
        None unless there are two still poses.

    Examples
    --------
    >>> trace = AngleTrace.of([0, 1, 2, 3, 4, 5, 6], [0, 0, 0, -5, -9, -9, -9], change_sd_deg=1)
    >>> print(tilt_of_log(trace))
    -9.0 deg (-10.6 to -7.4)
    """
    still = threshold("thomas.still_time").value
    within = threshold("thomas.still_range").value
    spans = still_spans(trace, trace.seen, within_deg=within, least_s=still)
    if len(spans) < 2:
        return None
    neutral = median_in(trace, spans[0])
    test = median_in(trace, spans[-1], change=True)
    if neutral is None or test is None:
        return None
    return Measured.from_sd(test.value - neutral.value, test.sd_low, "deg")


def _device(recording: Recording) -> str:
    stated = dict(recording.source.facts).get("pelvis")
    return stated or DEVICES.get(recording.source.device, recording.source.kind)


def _traced(recording: Recording, windows: Windows) -> Measured | None:
    trace = recording.trace("pelvic_tilt")
    if trace is None or windows.neutral is None or windows.test is None:
        return None
    neutral = median_in(trace, windows.neutral)
    test = median_in(trace, windows.test, change=True)
    if neutral is None or test is None:
        return None
    return Measured.from_sd(test.value - neutral.value, test.sd_low, "deg")


def _by_hug(recording: Recording, side: Side, windows: Windows, hugged: Measured) -> Measured:
    """The usual posterior share of how far the hug went beyond the neutral pose.

    References
    ----------
    ``bohannon1985`` for the share, ``bohannon2017`` for its spread.
    """
    neutral = threshold("thomas.hug_neutral").value
    other = recording.traces.get(("thigh_elevation", side.other))
    if other is not None and windows.neutral is not None:
        seen = median_in(other, windows.neutral)
        neutral = seen.value if seen is not None else neutral
    beyond = max(hugged.value - neutral, 0.0)
    share = threshold("thomas.hug_share").value / PERCENT
    spread = threshold("thomas.hug_share_sd").value / PERCENT
    tilt = Measured.from_sd(-share * beyond, 0.0, "deg", shared_sd=spread * beyond)
    return tilt.widened(threshold("thomas.hug_tilt_sd").value, shared=True)
