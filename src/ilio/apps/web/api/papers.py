"""Files to take along: the report of a visit, everything of a person."""

import base64
import hashlib
import re
import tempfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from ilio.apps.exporting import export_all
from ilio.apps.printing import printed_report
from ilio.apps.web.api.shape import Asker, Kept, PersonId, VisitId, faults, sends
from ilio.apps.web.given import today_of, work_of
from ilio.apps.web.referring import shown_visit
from ilio.apps.web.standing import stopped_plan

router = APIRouter(prefix="/api/v1", tags=["files"])

IN_MEMORY = 5_000_000
"""An export larger than this goes through the disk [B]."""

PIECE = 1 << 16


@router.get(
    "/visits/{visit}/report.html",
    summary="The report as a page",
    response_class=Response,
    responses={**faults(404), **sends("The report; it needs nothing else.", "text/html")},
)
def report_page(
    visit: VisitId, request: Request, actor: Asker, store: Kept, appendix: bool = False
) -> Response:
    """The report of a visit as one page that needs nothing else; on demand with its appendix."""
    stored = shown_visit(request, store.visit(actor, visit))
    given = (stored.visit, "html", appendix, stopped_plan(request, stored.person_id))
    page: bytes = work_of(request).call(stored.person_id, printed_report, *given)
    headers = {"content-security-policy": csp_of(page)}
    return Response(page, media_type="text/html", headers=headers)


@router.get(
    "/visits/{visit}/report.pdf",
    summary="The report for print",
    response_class=Response,
    responses={**faults(404), **sends("The report.", "application/pdf")},
)
def report_pdf(
    visit: VisitId, request: Request, actor: Asker, store: Kept, appendix: bool = False
) -> Response:
    """The report of a visit as PDF on A4; on demand with its appendix."""
    stored = shown_visit(request, store.visit(actor, visit))
    given = (stored.visit, "pdf", appendix, stopped_plan(request, stored.person_id))
    paper = work_of(request).call(stored.person_id, printed_report, *given)
    return Response(paper, media_type="application/pdf", headers=named(f"{stored.visit.date}.pdf"))


@router.get(
    "/people/{person}/export.zip",
    summary="Everything of a person",
    response_class=Response,
    responses={**faults(404), **sends("JSON, CSV, PDF and the recordings.", "application/zip")},
)
def export(person: PersonId, request: Request, actor: Asker, store: Kept) -> Response:
    """Everything that is kept of a person, in one file; what is printed follows today's answers."""
    spooled = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  closed when sent
    file = cast(BinaryIO, spooled)
    try:
        export_all(store, actor, person, file)
    except BaseException:
        file.close()
        raise
    length = str(file.tell())
    file.seek(0)
    headers = {**named(f"{today_of(request)}.zip"), "content-length": length}
    return StreamingResponse(_pieces(file), media_type="application/zip", headers=headers)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def named(end: str) -> dict[str, str]:
    """The header that names a file to save; the name says nothing about the person.

    Examples
    --------
    >>> named("2026-11-22.pdf")["content-disposition"]
    'attachment; filename="ilio-2026-11-22.pdf"'
    """
    plain = re.sub(r"[^0-9A-Za-z.-]", "", end)
    return {"content-disposition": f'attachment; filename="ilio-{plain}"'}


def csp_of(page: bytes) -> str:
    """What a report may do: show its own one style, nothing else.

    Examples
    --------
    >>> csp_of(b"<style>p{}</style>")[:50]
    "default-src 'none'; img-src data:; style-src 'sha2"
    """
    found = re.search(rb"<style>(.*?)</style>", page, re.DOTALL)
    mark = base64.b64encode(hashlib.sha256(found[1] if found else b"").digest()).decode()
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{mark}'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
