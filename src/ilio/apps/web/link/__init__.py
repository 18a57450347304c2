"""The link to a phone on the same network."""

from fastapi import APIRouter

routers: list[APIRouter] = []
