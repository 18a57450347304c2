"""In: Measurement. Out: its figure, a module for each test. Never: the figure of another test."""

from ilio.records.figures.choosing import (
    body_drawing,
    drawn_as_asked,
    figure_of,
    thigh_of,
    words_drawn,
)

__all__ = ["body_drawing", "drawn_as_asked", "figure_of", "thigh_of", "words_drawn"]
