"""The web application, put together."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock
from typing import TYPE_CHECKING

from anyio import to_thread
from fastapi import FastAPI

from ilio import __version__
from ilio.apps.web import api, link, pages
from ilio.apps.web.assets import Assets
from ilio.apps.web.entering import Limits
from ilio.apps.web.given import actor_of
from ilio.apps.web.pages.learn_view import learn_view
from ilio.apps.web.pages.learning import usual_leg
from ilio.apps.web.pages.rendering import error_page, referred_page
from ilio.apps.web.referring import Referred
from ilio.apps.web.security.fence import secure
from ilio.apps.web.security.keys import Keys
from ilio.apps.web.settings import Settings
from ilio.apps.web.work import Work

if TYPE_CHECKING:
    from ilio.records.store import Store

THREADS = 100
"""Requests in work at once: more than may wait for measuring, so that pages are answered."""


def create_app(store: "Store", settings: Settings, keys: Keys | None = None) -> FastAPI:
    """The page and the API over one store.

    Parameters
    ----------
    store
        Where everything is kept.
    settings
        Who may use it, and how it is addressed.
    keys
        Without logins: the keys of the browsers that may come in; None lets every program of
        this machine in.

    Examples
    --------
    >>> create_app(None, Settings()).title
    'Ilio'
    """
    app = FastAPI(
        title="Ilio", version=__version__, openapi_url=None, docs_url=None, lifespan=_lifespan
    )
    app.state.store, app.state.settings = store, settings
    app.state.work, app.state.limits = Work(settings.workers), Limits()
    app.state.large = Lock()
    app.state.error_page = error_page
    if keys is not None:
        app.state.keys = keys
    for router in (*api.routers, *link.routers, *pages.routers):
        app.include_router(router)
    app.mount("/static", Assets(), name="static")
    app.add_exception_handler(Referred, referred_page)
    secure(app, settings, actor_of)
    return app


def warm_up(app: FastAPI) -> None:
    """Do what the first request for it would have to wait for, and what comes with it all.

    What stands for good is then left alone by the garbage collector: a long series of points is
    read in half the time.

    Examples
    --------
    >>> app = create_app(None, Settings())
    >>> warm_up(app)
    >>> app.state.work.close()
    """
    app.state.work.warm_up()
    learn_view()
    usual_leg()
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
    app.state.work.close()
