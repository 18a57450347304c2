"""What all answers of the API share: their JSON, their ids, and how they stand in OpenAPI."""

import json
from typing import Annotated, Any

from fastapi import Depends, Path, Request
from pydantic import BaseModel, ConfigDict
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from ilio.apps.web.api.schemas import ref
from ilio.apps.web.faults import Fault, Refusal
from ilio.apps.web.given import actor_of, store_of
from ilio.apps.web.security.bodies import GONE
from ilio.core import InputError
from ilio.core.texts import check_texts
from ilio.records.store import Actor, Store

Asker = Annotated[Actor, Depends(actor_of)]
Kept = Annotated[Store, Depends(store_of)]

ID_PATTERN = "^[0-9a-f]{32}$"
PersonId = Annotated[str, Path(pattern=ID_PATTERN, description="Id of a person.")]
VisitId = Annotated[str, Path(pattern=ID_PATTERN, description="Id of a visit.")]
RecordingId = Annotated[str, Path(pattern=ID_PATTERN, description="Id of a recording.")]

AS_JSON = "application/json"
NOT_JSON = Fault(415, "a JSON object (content-type application/json)", "another kind", "Send JSON.")


class Noun(BaseModel):
    """A small thing that goes in or out as JSON; a key that is not listed is refused.

    Examples
    --------
    >>> Noun.model_config["extra"]
    'forbid'
    """

    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(Noun):
    """What was expected, what came, and what to do next.

    Examples
    --------
    >>> Told(expected="a", came="b", todo="c").todo
    'c'
    """

    expected: str
    came: str
    todo: str


class Error(Noun):
    """Every error has this shape.

    Examples
    --------
    >>> list(Error.model_fields)
    ['error']
    """

    error: Told


class Made(Noun):
    """The id of what was saved; when it comes, the saving is done.

    Examples
    --------
    >>> list(Made.model_fields)
    ['id']
    """

    id: str


class Json(JSONResponse):
    r"""An answer in JSON; ASCII, so that no text that came in can break it on its way out.

    Examples
    --------
    >>> Json({"label": "Zoé"}).body
    b'{"label": "Zo\\u00e9"}'
    """

    def render(self, content: Any) -> bytes:
        r"""The bytes.

        Examples
        --------
        >>> Json(None).render([1])
        b'[1]'
        """
        return json.dumps(content, allow_nan=False).encode()


def faults(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of a route, for OpenAPI: those of every route, and the given ones.

    Examples
    --------
    >>> sorted(faults(404))
    [400, 401, 403, 404, 408, 413, 421, 422, 503, 507]
    """
    words = {
        400: "The request broke off.",
        401: "A login is needed.",
        403: "Another site, no token, or not allowed to this role.",
        404: "There is no such thing, or it is somebody else's.",
        408: "The request came too slowly.",
        409: "It was changed since it was read.",
        413: "The request is too large.",
        415: "The content is of another kind.",
        421: "The Host header names another server.",
        422: "The content is not as it should be; the error says what to change.",
        429: "Too many tries; wait.",
        503: "Too much at once; nothing was saved.",
        507: "The disk is full; nothing was saved.",
    }
    always = (400, 401, 403, 408, 413, 421, 422, 503, 507)
    return {s: {"model": Error, "description": words[s]} for s in (*always, *statuses)}


def shows(noun: str, words: str, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """An answer of a published noun, for OpenAPI.

    Examples
    --------
    >>> shows("Visit", "The visit.")[200]["description"]
    'The visit.'
    """
    return {status: {"description": words, "content": {AS_JSON: {"schema": ref(noun)}}}}


def sends(words: str, *kinds: str) -> dict[int | str, dict[str, Any]]:
    """An answer that is a file of one of these kinds, for OpenAPI.

    Examples
    --------
    >>> list(sends("The report.", "application/pdf")[200]["content"])
    ['application/pdf']
    """
    return {200: {"description": words, "content": {kind: {} for kind in kinds}}}


def takes(schema: dict[str, Any], example: Any, kind: str = AS_JSON) -> dict[str, Any]:
    """What a route takes in its body, for OpenAPI.

    Examples
    --------
    >>> list(takes({"type": "object"}, {}))
    ['requestBody']
    """
    content = {kind: {"schema": schema, "examples": {"one": {"value": example}}}}
    return {"requestBody": {"required": True, "content": content}}


async def sent_bytes(request: Request) -> bytes:
    """The body as it came.

    Raises
    ------
    Refusal
        If the connection broke off before its end.

    Examples
    --------
    >>> import asyncio
    >>> async def receive():
    ...     return {"type": "http.request", "body": b"abc"}
    >>> asyncio.run(sent_bytes(Request({"type": "http", "headers": []}, receive)))
    b'abc'
    """
    try:
        return await request.body()
    except ClientDisconnect:
        raise Refusal(GONE) from None


async def sent_json(request: Request) -> dict[str, Any]:
    """The JSON object that came.

    Raises
    ------
    Refusal
        If it was sent as another kind.
    InputError
        If it is no JSON object, or a text in it cannot be kept.

    Examples
    --------
    >>> import asyncio
    >>> async def receive():
    ...     return {"type": "http.request", "body": b'{"a": 1}'}
    >>> head = [(b"content-type", b"application/json")]
    >>> asyncio.run(sent_json(Request({"type": "http", "headers": head}, receive)))
    {'a': 1}
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != AS_JSON:
        raise Refusal(NOT_JSON)
    try:
        values = json.loads(await sent_bytes(request), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise InputError("a JSON object", "broken JSON", "Correct it.") from None
    if not isinstance(values, dict):
        raise InputError("a JSON object", "JSON that is none", "Put the keys inside { }.")
    check_texts(values)
    return values


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number in JSON")


SentBytes = Annotated[bytes, Depends(sent_bytes)]
SentJson = Annotated[dict[str, Any], Depends(sent_json)]
