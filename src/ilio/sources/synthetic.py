"""A made person with known truth: any posture, hold, sag, lean, rounding, tilt, noise and gap."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ilio.core import Side
from ilio.core.signs import HORIZONTAL_DEG, PERCENT
from ilio.knowledge import budget
from ilio.observations import AngleTrace, FloatArray, Recording, Source
from ilio.observations.recording import MIDLINE

Channel = Mapping[tuple[str, Side | None], FloatArray]


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """What is wrong with a recording of the made person.

    Parameters
    ----------
    noise_sd_deg
        Frame noise [deg].
    offset_deg
        Constant error by channel [deg], as drawn; ``thigh_elevation`` is the usual one.
    gap_s
        From, to: samples in between are lost [s].
    stop_s
        The recording ends here; None for its full length [s].

    Examples
    --------
    >>> Wrong(noise_sd_deg=1).gap_s is None
    True
    """

    noise_sd_deg: float = 0.0
    offset_deg: Mapping[str, float] = field(default_factory=dict)
    gap_s: tuple[float, float] | None = None
    stop_s: float | None = None


@dataclass(frozen=True, kw_only=True)
class KneeRaise:
    """The truth of one standing knee raise.

    Parameters
    ----------
    thigh_deg
        Thigh elevation reached [deg].
    hold_s
        Time from reaching it to putting the leg down [s].
    sag_after_s, sag_rate_deg_s
        When the thigh begins to sink [s] and how fast [deg/s].
    lean_deg, lean_after_s
        Trunk lean that builds up over 2 s [deg], and when it begins [s].
    pelvic_share
        Posterior pelvic tilt as a share of the raise [%].
    rounding_deg
        Lumbar flexion beyond that share that builds up over the hold [deg].
    knee_deg
        Knee flexion of the raised leg [deg].
    stance_knee_deg
        Bend of the standing knee while the leg is up [deg].
    other_thigh_deg
        Elevation of the other thigh while this one is up [deg]; as large for a squat.
    stand_s, raise_s, after_s
        Standing before, duration of raising and of lowering, standing after [s].
    standing_deg
        Thigh elevation of the standing pose [deg].

    Examples
    --------
    >>> KneeRaise(hold_s=12).thigh_deg
    100.0
    """

    thigh_deg: float = 100.0
    hold_s: float = 31.0
    sag_after_s: float = 0.0
    sag_rate_deg_s: float = 0.0
    lean_deg: float = 0.0
    lean_after_s: float = 5.0
    pelvic_share: float = 18.0
    rounding_deg: float = 0.0
    knee_deg: float = 90.0
    stance_knee_deg: float = 3.0
    other_thigh_deg: float = 0.0
    stand_s: float = 2.0
    raise_s: float = 1.0
    after_s: float = 2.0
    standing_deg: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Thomas:
    """The truth of one modified Thomas trial.

    Parameters
    ----------
    extension_deg
        True corrected hip extension E [deg].
    posterior_tilt_deg
        How far the pelvis is tipped back from neutral in the test [deg]; negative when arched.
    hugged_deg
        Elevation of the hugged thigh [deg].
    knee_deg, abduction_deg
        Of the hanging leg [deg].
    neutral_s, move_s, test_s
        Durations [s].

    Examples
    --------
    >>> Thomas(extension_deg=13, posterior_tilt_deg=18).drop_deg
    -5.0
    """

    extension_deg: float = 12.0
    posterior_tilt_deg: float = 0.0
    hugged_deg: float = 205.0
    knee_deg: float = 60.0
    abduction_deg: float = 5.0
    neutral_s: float = 3.0
    move_s: float = 2.0
    test_s: float = 4.0

    @property
    def drop_deg(self) -> float:
        """Thigh drop as anyone would see it: E less the posterior tilt [deg].

        Examples
        --------
        >>> Thomas(extension_deg=-10, posterior_tilt_deg=-12).drop_deg
        2.0
        """
        return float(self.extension_deg - self.posterior_tilt_deg)


def knee_raise(
    truth: KneeRaise,
    side: Side,
    *,
    device: str = "synthetic",
    wrong: Wrong | None = None,
    rate_hz: float = 20.0,
    seed: int = 0,
) -> Recording:
    """Record a knee raise of the made person.

    Parameters
    ----------
    truth
        What happens.
    side
        The raised leg.
    device
        Whose channels and whose error budget: ``phone`` sees one thigh only, ``video`` no pelvis
        and no low back, anything else everything.
    wrong
        What is wrong with the recording.
    rate_hz
        Sampling rate [Hz].
    seed
        For the noise.

    Examples
    --------
    >>> r = knee_raise(KneeRaise(thigh_deg=101), Side.LEFT)
    >>> float(r.trace("thigh_elevation", Side.LEFT).angle_deg.max())
    101.0
    """
    up = truth.stand_s + truth.raise_s
    down = up + truth.hold_s
    time = np.arange(0.0, down + truth.raise_s + truth.after_s + 1e-9, 1.0 / rate_hz)
    height = np.interp(time, [truth.stand_s, up, down, down + truth.raise_s], [0.0, 1.0, 1.0, 0.0])
    sag = np.clip(np.minimum(time, down) - up - truth.sag_after_s, 0.0, None)
    top = truth.thigh_deg - truth.sag_rate_deg_s * sag
    thigh = truth.standing_deg + height * (top - truth.standing_deg)
    begin = up + truth.lean_after_s
    lean = truth.lean_deg * np.interp(time, [begin, begin + 2.0, down, down + 1.0], [0, 1, 1, 0])
    tilt = -truth.pelvic_share / PERCENT * (thigh - truth.standing_deg)
    grown = truth.rounding_deg * np.interp(time, [up, down, down + 1.0], [0.0, 1.0, 0.0])
    channels: dict[tuple[str, Side | None], FloatArray] = {
        ("thigh_elevation", side): thigh,
        ("thigh_elevation", side.other): height * truth.other_thigh_deg,
        ("hip_flexion", side): thigh + tilt,
        ("knee_flexion", side): 3.0 + height * (truth.knee_deg - 3.0),
        ("knee_flexion", side.other): 3.0 + height * (truth.stance_knee_deg - 3.0),
        ("trunk_lean", None): 2.0 + lean,
        ("pelvic_tilt", None): 8.0 + tilt - grown,
        ("lumbar_flexion", None): lean - tilt + grown,
    }
    return _record("a made knee raise", device, time, channels, side, wrong or Wrong(), seed)


def thomas(
    truth: Thomas,
    side: Side,
    *,
    device: str = "synthetic",
    wrong: Wrong | None = None,
    rate_hz: float = 20.0,
    seed: int = 0,
) -> Recording:
    """Record a Thomas trial of the made person: the neutral pose, the move, the still test.

    Parameters
    ----------
    truth, side, device, wrong, rate_hz, seed
        As in `knee_raise`; the side is the one whose thigh hangs.

    Examples
    --------
    >>> r = thomas(Thomas(extension_deg=-12), Side.RIGHT)
    >>> float(r.trace("thigh_elevation", Side.RIGHT).angle_deg[-1])
    102.0
    """
    still = truth.neutral_s + truth.move_s
    time = np.arange(0.0, still + truth.test_s + 1e-9, 1.0 / rate_hz)
    done = np.interp(time, [truth.neutral_s, still], [0.0, 1.0])
    hanging = HORIZONTAL_DEG - truth.drop_deg
    bent = 145.0
    channels: dict[tuple[str, Side | None], FloatArray] = {
        ("thigh_elevation", side): bent + done * (hanging - bent),
        ("thigh_elevation", side.other): bent + done * (truth.hugged_deg - bent),
        ("hip_flexion", side): bent - 90.0 + done * (-truth.extension_deg - bent + 90.0),
        ("knee_flexion", side): 105.0 + done * (truth.knee_deg - 105.0),
        ("hip_abduction", side): done * truth.abduction_deg,
        ("trunk_lean", None): np.full_like(time, -90.0),
        ("pelvic_tilt", None): 8.0 - done * truth.posterior_tilt_deg,
        ("lumbar_flexion", None): done * truth.posterior_tilt_deg,
    }
    return _record("a made Thomas test", device, time, channels, side, wrong or Wrong(), seed)


_BLIND = {
    "phone": ("hip_flexion", "knee_flexion", "hip_abduction", *MIDLINE),
    "video": ("hip_flexion", "hip_abduction", "pelvic_tilt", "lumbar_flexion"),
}


def _record(
    name: str,
    device: str,
    time_s: FloatArray,
    channels: Channel,
    side: Side,
    wrong: Wrong,
    seed: int,
) -> Recording:
    rng = np.random.default_rng(seed)
    keep = time_s <= (wrong.stop_s if wrong.stop_s is not None else np.inf)
    traces = {}
    for (channel, of), angle in channels.items():
        if channel in _BLIND.get(device, ()) or (device == "phone" and of is side.other):
            continue
        errors = budget(device, channel)
        noise = max(wrong.noise_sd_deg, errors.frame_sd)
        seen = angle + wrong.offset_deg.get(channel, 0.0)
        seen = seen + (rng.normal(0.0, noise, len(angle)) if noise > 0 else 0.0)
        if wrong.gap_s is not None:
            lost = (time_s >= wrong.gap_s[0]) & (time_s <= wrong.gap_s[1])
            seen = np.where(lost, np.nan, seen)
        traces[(channel, of)] = AngleTrace.of(
            time_s[keep],
            seen[keep],
            sd_deg=noise,
            trial_sd_deg=errors.trial_sd,
            shared_sd_deg=errors.shared_sd,
            change_sd_deg=errors.change_sd,
        )
    rate = float(round(1.0 / float(time_s[1] - time_s[0]), 6))
    return Recording(Source("synthetic", name, device, rate), traces)
