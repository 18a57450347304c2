"""Error budgets: how wrong each device is about each angle, in parts."""

from functools import cache

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, flatten, read_toml


class Budget(Entry):
    """The error of one device for one channel, as standard deviations [deg unless `unit` says so].

    Parameters
    ----------
    frame_sd
        Independent from sample to sample.
    trial_sd
        Drawn anew at each attempt (repositioning).
    shared_sd
        Shared by every attempt of a visit (device, strap, camera place, model bias).
    change_sd
        Of a change within one recording.
    standing_sd
        Of the angle once it is counted from the person's own standing pose; None where a source
        gains nothing by that.
    unit
        Unit of all.
    meaning
        One sentence.

    Examples
    --------
    >>> budget("phone", "thigh_elevation").unit
    'deg'
    """

    frame_sd: float
    trial_sd: float
    shared_sd: float
    change_sd: float
    standing_sd: float | None = None
    unit: str
    meaning: str


@cache
def budgets() -> dict[str, Budget]:
    """All budgets by ``device.channel``.

    Examples
    --------
    >>> "video.thigh_elevation" in budgets()
    True
    """
    flat = flatten(read_toml("errors.toml"), "frame_sd")
    return {key: Budget.model_validate(table) for key, table in flat.items()}


def budget(device: str, channel: str) -> Budget:
    """The error of a device for a channel; ``device.any`` stands in where no channel is listed.

    Raises
    ------
    UnknownNameError
        If the device is not listed.

    Examples
    --------
    >>> budget("inclinometer", "thigh_drop").trial_sd
    2.0
    """
    found = budgets().get(f"{device}.{channel}") or budgets().get(f"{device}.any")
    if found is None:
        known = {key.split(".")[0] for key in budgets()}
        raise UnknownNameError("device", device, known)
    return found
