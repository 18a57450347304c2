"""What a page or an API answer is given: who asks, the store, the day, the CSRF token."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request

from ilio.apps.web.faults import NO_LOGIN, Refusal
from ilio.apps.web.security.keys import NOT_OPENED, Keys
from ilio.apps.web.security.sessions import begin_session, csrf_token, session_of
from ilio.apps.web.settings import Settings

if TYPE_CHECKING:
    from ilio.apps.web.work import Share
    from ilio.records.store import Actor, Person, Store


def settings_of(request: Request) -> Settings:
    """How this server is set up.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> app = SimpleNamespace(state=SimpleNamespace(settings=Settings(mode="coach")))
    >>> settings_of(Request({"type": "http", "headers": [], "app": app})).mode
    'coach'
    """
    settings: Settings = request.app.state.settings
    return settings


def store_of(request: Request) -> "Store":
    """The store of this server.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> app = SimpleNamespace(state=SimpleNamespace(store="the store"))
    >>> store_of(Request({"type": "http", "headers": [], "app": app}))
    'the store'
    """
    store: Store = request.app.state.store
    return store


def work_of(request: Request) -> "Share":
    """The processes that measure, judge, plan and print, as far as whoever asks may use them.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> app = SimpleNamespace(state=SimpleNamespace(work="the processes", settings=Settings()))
    >>> work_of(Request({"type": "http", "headers": [], "app": app})).work
    'the processes'
    """
    from ilio.apps.web.work import Share

    return Share(request.app.state.work, actor_of(request).account_id)


def actor_of(request: Request) -> "Actor":
    """Who asks.

    Raises
    ------
    Refusal
        If a login is needed and there is none, or the browser has no key of this server.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> app = SimpleNamespace(state=SimpleNamespace(settings=Settings(), store=None))
    >>> actor_of(Request({"type": "http", "headers": [], "app": app})).role
    'owner'
    """
    actor = visitor_of(request)
    if actor is None:
        raise Refusal(NO_LOGIN if settings_of(request).mode == "coach" else NOT_OPENED)
    return actor


def visitor_of(request: Request) -> "Actor | None":
    """Who asks, None before they logged in.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> app = SimpleNamespace(state=SimpleNamespace(settings=Settings(mode="coach"), store=None))
    >>> visitor_of(Request({"type": "http", "headers": [], "app": app}))
    """
    from ilio.records.store import OWNER

    if settings_of(request).mode != "coach":
        keys: Keys | None = getattr(request.app.state, "keys", None)
        opened = keys is None or keys.knows(session_of(request.scope))
        return OWNER if opened else None
    if not hasattr(request.state, "actor"):
        token = bearer_of(request) or session_of(request.scope)
        request.state.actor = store_of(request).actor_of(token) if token else None
    actor: Actor | None = request.state.actor
    return actor


def bearer_of(request: Request) -> str | None:
    """The token of a program that logged in; it never comes by itself, as a cookie does.

    Examples
    --------
    >>> headers = [(b"authorization", b"Bearer abc")]
    >>> bearer_of(Request({"type": "http", "headers": headers}))
    'abc'
    """
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if kind.lower() == "bearer" else None


def csrf_of(request: Request) -> str:
    """The token that forms and scripts of the page send back.

    Examples
    --------
    >>> request = Request({"type": "http", "headers": [(b"cookie", b"ilio_session=abc")]})
    >>> csrf_of(request) == csrf_token("abc")
    True
    """
    return csrf_token(session_of(request.scope) or begin_session(request.scope))


def form_of(request: Request) -> dict[str, str]:
    """The fields of the form that was sent, read and checked before the route runs.

    Examples
    --------
    >>> request = Request({"type": "http", "headers": []})
    >>> request.state.form = {"label": "R."}
    >>> form_of(request)["label"]
    'R.'
    """
    form: dict[str, str] = getattr(request.state, "form", {})
    return form


def files_of(request: Request) -> dict[str, Path]:
    """Where the large files of the form lie, by field; they are gone once the route has answered.

    Examples
    --------
    >>> files_of(Request({"type": "http", "headers": []}))
    {}
    """
    files: dict[str, Path] = getattr(request.state, "files", {})
    return files


def person_of(request: Request) -> "Person":
    """The person whose page it is: the one that ``?person=`` names, else whoever asks.

    Raises
    ------
    NotFound
        If there is no such person, or it is not theirs to see.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> store = SimpleNamespace(own_person=lambda actor: "me")
    >>> app = SimpleNamespace(state=SimpleNamespace(settings=Settings(), store=store))
    >>> person_of(Request({"type": "http", "headers": [], "app": app, "query_string": b""}))
    'me'
    """
    actor, store = actor_of(request), store_of(request)
    wanted = request.query_params.get("person")
    if wanted is None:
        return store.own_person(actor)
    return store.person(actor, wanted)


def today_of(request: Request) -> date:
    """The day, by the clock of the store.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from types import SimpleNamespace
    >>> store = SimpleNamespace(now=lambda: datetime(2026, 11, 22, tzinfo=UTC))
    >>> app = SimpleNamespace(state=SimpleNamespace(store=store))
    >>> today_of(Request({"type": "http", "headers": [], "app": app}))
    datetime.date(2026, 11, 22)
    """
    return store_of(request).now().date()
