"""A picture to share, of what was counted and nothing else."""

from datetime import date

from fastapi import APIRouter, Depends, Request, Response

from ilio.apps.web.given import person_of, today_of
from ilio.apps.web.pages.rendering import go_on, page
from ilio.apps.web.referring import not_referred
from ilio.apps.web.standing import Standing, standing_of
from ilio.core.counting import number_of
from ilio.records.history_log import adherence
from ilio.records.share_picture import share_png, share_svg

router = APIRouter(include_in_schema=False, dependencies=[Depends(not_referred)])


@router.get("/share")
def share(request: Request) -> Response:
    """The picture with its downloads."""
    if (shown := _counted(request)) is None:
        return go_on(request, "/plan")
    sessions, weeks = shown
    told = f"{number_of(sessions, 'session')} in {number_of(weeks, 'week')}"
    words = f"A picture that says: {told}, with Ilio."
    person = person_of(request)
    return page(request, "share.html", person=person, words=words, sessions=sessions)


@router.get("/share.svg")
def as_svg(request: Request) -> Response:
    """The picture as SVG."""
    if (shown := _counted(request)) is None:
        return go_on(request, "/plan")
    return Response(share_svg(*shown), media_type="image/svg+xml")


@router.get("/share.png")
def as_png(request: Request) -> Response:
    """The picture as PNG."""
    if (shown := _counted(request)) is None:
        return go_on(request, "/plan")
    return Response(share_png(share_svg(*shown)), media_type="image/png")


def counted(standing: Standing | None, today: date) -> tuple[int, int]:
    """How many sessions of the plan were done, and over how many weeks.

    Examples
    --------
    >>> counted(None, date(2026, 11, 23))
    (0, 1)
    """
    if standing is None:
        return 0, 1
    done = adherence(standing.programme, standing.log, today).done
    days = (today - standing.programme.start).days
    return done, max(days // 7 + 1, 1)


def _counted(request: Request) -> tuple[int, int] | None:
    """None beside a plan that stands still: nothing to show off."""
    standing = standing_of(request, person_of(request))
    if standing is not None and standing.programme.refused:
        return None
    return counted(standing, today_of(request))
