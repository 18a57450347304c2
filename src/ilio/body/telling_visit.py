"""What the model says of one attempt, whatever its test."""

from collections.abc import Mapping

from ilio.body.load import Person
from ilio.body.telling import raise_picture, tell_raise, tell_thomas
from ilio.core import InputError, Measured
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

    Returns
    -------
    AttemptStory
        An angle outside the model is no error here: the other attempts still have their story.

    Examples
    --------
    >>> tell_attempt("thomas", "left", {}, Person.usual()).why_not
    'The angle that the model needs was not measured.'
    """
    picture = None
    try:
        if protocol == "knee-raise":
            statements = tell_raise(quantities, person)
            picture = raise_picture(quantities, person)
        elif protocol == "thomas":
            statements = tell_thomas(quantities, person)
        else:
            return AttemptStory(protocol, side, (), "The model tells nothing about this test.")
    except InputError as error:
        return AttemptStory(protocol, side, (), f"Outside the model: {error}")
    why_not = "" if statements else "The angle that the model needs was not measured."
    return AttemptStory(protocol, side, statements, why_not, picture)
