"""The HTTP API: the same nouns as in Python, as JSON under ``/api/v1``."""

from fastapi import APIRouter

from ilio.apps.web.api import (
    accounts,
    answering,
    describing,
    knowing,
    measuring,
    papers,
    people,
    plans,
    progress,
    recordings,
    safety,
    sessions,
    training_log,
    visits,
)

routers: list[APIRouter] = [
    people.router,
    recordings.router,
    measuring.router,
    safety.router,
    visits.router,
    answering.router,
    papers.router,
    plans.router,
    training_log.router,
    progress.router,
    knowing.router,
    accounts.router,
    sessions.router,
    describing.router,
]
"""Every router of the API; the app includes them."""
