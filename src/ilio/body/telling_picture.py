"""What the model says of a leg in a picture, as claims of the knowledge room."""

from collections.abc import Iterator

from ilio.body.picture import longest_hold_s
from ilio.knowledge import body_constants
from ilio.observations import LegPicture, Spread, Statement


def tell_picture(picture: LegPicture) -> tuple[Statement, ...]:
    """The statements that go with a picture.

    Parameters
    ----------
    picture
        From `ilio.body.picture_of`.

    Returns
    -------
    tuple
        Shares, load, hold and Thomas test, each with its spread.

    Examples
    --------
    >>> from ilio.body.picture import picture_of
    >>> [told.claim for told in tell_picture(picture_of(90.0))]
    ['model_share', 'model_demand', 'model_hold', 'model_thomas']
    """
    of = picture.numbers
    beyond = tuple(_beyond(picture))
    share = {"Psoas and iliacus against rectus, sartorius and tensor": picture.deep}
    demand = {
        "Weight of the leg": of["weight"],
        "Resting tissue, against the raise +": _against(of["resting"]),
        "Left for the flexors": of["load"],
        "All flexors, all out": of["capacity"],
    }
    hold = {"Held for": of["hold"], "Part that psoas and iliacus carry": of["deep_load"]}
    hangs = ("In some variants the thigh hangs where the model ends.",)
    return (
        Statement("model_share", share, beyond),
        Statement("model_demand", demand, beyond),
        Statement("model_hold", hold, (*hold_notes(of["load"], of["hold"]), *beyond)),
        Statement(
            "model_thomas",
            {"Thigh below level": of["thomas_drop"]},
            hangs if picture.thomas_beyond else (),
        ),
    )


def hold_notes(load: Spread, hold: Spread) -> Iterator[str]:
    """What has to be said beside a simulated hold.

    Examples
    --------
    >>> list(hold_notes(Spread(-5, -9, -1, "Nm"), Spread(180, 180, 180, "s")))[0]
    'Resting tissue alone holds the thigh here.'
    """
    if load.high <= 0:
        yield "Resting tissue alone holds the thigh here."
    if hold.high >= longest_hold_s():
        yield f"Followed for {longest_hold_s():g} s and no longer."


def _beyond(picture: LegPicture) -> Iterator[str]:
    if picture.beyond:
        limit = body_constants("ensemble")["beyond_deg"]
        yield f"Beyond the model: above {limit:g} deg nothing checks it."


def _against(resting: Spread) -> Spread:
    """A resting moment counted against the raise."""
    return Spread(-resting.value, -resting.high, -resting.low, resting.unit)
