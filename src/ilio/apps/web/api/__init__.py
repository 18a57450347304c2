"""The HTTP API: the same nouns as in Python, as JSON under ``/api/v1``."""

from fastapi import APIRouter

routers: list[APIRouter] = []
