"""In: the store's nouns. Out: pages for people. Never: a rule about health, or judging."""

from fastapi import APIRouter

from ilio.apps.web.pages import (
    accounts,
    answers,
    entering,
    home,
    learning,
    logged,
    people,
    plans,
    progress,
    rendering,
    results,
    reviewing,
    sharing,
    testing,
    training,
)

routers: list[APIRouter] = [
    rendering.router,
    home.router,
    results.router,
    answers.router,
    plans.router,
    progress.router,
    testing.router,
    reviewing.router,
    training.router,
    learning.router,
    logged.router,
    people.router,
    accounts.router,
    entering.router,
    sharing.router,
]
"""Every router of a page; the app includes them."""

__all__ = ["routers"]
