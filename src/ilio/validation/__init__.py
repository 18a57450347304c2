"""In: the other rooms as they are, and truth. Out: tables of how right they are.

Never: anything that a measurement or a verdict would need.
"""

from ilio.validation.visits import COMBINATIONS, Row, simulated_visits

__all__ = ["COMBINATIONS", "Row", "simulated_visits"]
