"""What the model says of one attempt, whatever its test."""

from collections.abc import Mapping
from importlib import import_module

from ilio.body.load import Person
from ilio.core import InputError, Measured
from ilio.knowledge import protocol_card
from ilio.observations import AttemptStory


def tell_attempt(
    protocol: str, side: str, quantities: Mapping[str, Measured], person: Person
) -> AttemptStory:
    """Statements and picture of one attempt, or why there are none.

    Parameters
    ----------
    protocol, side
        Of the attempt.
    quantities
        That were measured.
    person
        Whose leg.

    Raises
    ------
    UnknownNameError
        If there is no such test.

    Returns
    -------
    AttemptStory
        An angle outside the model is no error here: the other attempts still have their story.

    Examples
    --------
    >>> tell_attempt("thomas", "left", {}, Person.usual()).why_not
    'The angle that the model needs was not measured.'
    """
    if not protocol_card(protocol).muscles:
        return AttemptStory(protocol, side, (), "The model tells nothing about this test.")
    model = import_module(f"ilio.body.tells.{protocol.replace('-', '_')}")
    try:
        statements, picture = model.tell(quantities, person), model.picture(quantities, person)
    except InputError as error:
        return AttemptStory(protocol, side, (), f"Outside the model: {error}")
    why_not = "" if statements else "The angle that the model needs was not measured."
    return AttemptStory(protocol, side, statements, why_not, picture)
