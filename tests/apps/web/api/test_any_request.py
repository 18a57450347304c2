"""Requests drawn from the API's own description: no server error, and answers as described."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from asking import Kept, client_of, error_of, fill
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import (
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.specs.openapi.checks import content_type_conformance
from serving import Clock, serving

from ilio.apps.web import Settings, create_app
from ilio.apps.web.api.describing import described

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

DRAWN = 4
"""Requests of each kind and address, besides the examples that stand in the description."""

api = schemathesis.openapi.from_dict(described(create_app(None, Settings())))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Asked:
    """A server with two people who have one of everything."""

    url: str
    headers: dict[str, str]
    cookies: dict[str, str]
    kept: Kept
    other: Kept


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    with ExitStack() as opened:
        served = opened.enter_context(serving(tmp_path_factory.mktemp("any"), Clock()))
        client = opened.enter_context(closing(client_of(served.url)))
        kept = fill(client, client.get("/api/v1/me").json()["person"]["id"])
        other = fill(client, client.post("/api/v1/people", json={"label": "O."}).json()["id"])
        headers = {"x-csrf-token": client.headers["x-csrf-token"]}
        yield Asked(served.url, headers, dict(client.cookies), kept, other)


@pytest.mark.slow
@api.parametrize()
@settings(
    max_examples=DRAWN,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_server(case: Any, asked: Asked) -> None:
    # what is changed grows; what is read stays small
    name_what_is_there(case, asked.kept if case.method == "GET" else asked.other)
    sent = {**(case.headers or {}), **asked.headers}
    response = case.call(base_url=asked.url, headers=sent, cookies=asked.cookies, timeout=60)
    case.validate_response(response, checks=CHECKS)
    if response.status_code >= 400:
        error_of(response)


def name_what_is_there(case: Any, kept: Kept) -> None:
    """Drawn ids lead nowhere: half of the requests get ones that are there, but none to delete."""
    drawn = case.path_parameters or {}
    if case.method == "DELETE" or sum(map(ord, str(drawn))) % 4 == 0:
        return
    there = {"person": kept.person, "visit": kept.visit, "recording": kept.recording, "number": 1}
    case.path_parameters = {key: there.get(key, value) for key, value in drawn.items()}
