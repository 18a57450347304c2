"""Where somebody is logged in, and logging out from elsewhere."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from ilio.apps.web.api.shape import Asker, Kept, Noun, faults

router = APIRouter(prefix="/api/v1", tags=["accounts"])

SessionId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="Id of a session.")]


class SessionNoun(Noun):
    """Somewhere that you are logged in; the id is no key to it.

    Examples
    --------
    >>> 'used' in SessionNoun.model_fields
    True
    """

    id: str
    created: datetime
    used: datetime


class Sessions(Noun):
    """Your sessions.

    Examples
    --------
    >>> 'sessions' in Sessions.model_fields
    True
    """

    sessions: list[SessionNoun]


@router.get("/sessions", summary="Where you are logged in", responses=faults())
def sessions(actor: Asker, store: Kept) -> Sessions:
    """Your own sessions, the newest first; one that is idle for long ends by itself."""
    found = store.sessions(actor)
    return Sessions(sessions=[SessionNoun(id=s.id, created=s.created, used=s.used) for s in found])


@router.delete(
    "/sessions/{session}", summary="End a session", status_code=204, responses=faults(404)
)
def end_session(session: SessionId, actor: Asker, store: Kept) -> Response:
    """Log out somewhere else."""
    store.end_session(actor, session)
    return Response(status_code=204)
