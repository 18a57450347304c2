"""The web application, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from ilio import __version__
from ilio.apps.web import api, link, pages
from ilio.apps.web.assets import Assets
from ilio.apps.web.entering import Limits
from ilio.apps.web.pages.rendering import error_page
from ilio.apps.web.security.fence import secure
from ilio.apps.web.settings import Settings
from ilio.apps.web.work import Work

if TYPE_CHECKING:
    from ilio.records.store import Store


def create_app(store: "Store", settings: Settings) -> FastAPI:
    """The page and the API over one store.

    Parameters
    ----------
    store
        Where everything is kept.
    settings
        Who may use it, and how it is addressed.

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
    app.state.error_page = error_page
    for router in (*api.routers, *link.routers, *pages.routers):
        app.include_router(router)
    app.mount("/static", Assets(), name="static")
    secure(app, settings)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.work.close()
