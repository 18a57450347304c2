"""In: the store's nouns. Out: pages for people. Never: a rule about health, or judging."""

from fastapi import APIRouter

from ilio.apps.web.pages import (
    accounts,
    entering,
    home,
    learning,
    people,
    plans,
    rendering,
    results,
    training,
)

routers: list[APIRouter] = [
    rendering.router,
    home.router,
    results.router,
    plans.router,
    training.router,
    learning.router,
    people.router,
    accounts.router,
    entering.router,
]
"""Every router of a page; the app includes them."""

__all__ = ["routers"]
