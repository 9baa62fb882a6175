"""The papers of an order taken along: UBL 2.1 for another system, Excel for a desk, PDF to print."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.spreadsheet import plain, spreadsheet
from lopo.retail.books.papers import papers_of
from lopo.retail.documents.paper_rows import (
    CREDIT,
    DESPATCH,
    INVOICE,
    KINDS,
    ORDER,
    RECEIPT,
    RESPONSE,
    TITLES,
    head_of,
    papers_by_kind,
    rows_of,
)
from lopo.retail.documents.ubl import MEDIA_TYPE
from lopo.retail.documents.ubl_write import (
    write_cancellation,
    write_credit,
    write_despatch,
    write_invoice,
    write_order,
    write_receipt,
    write_response,
)
from lopo.retail.trade.papers import Papers
from lopo.retail.trade.transitions import CANCELLED
from lopo.retail.views.order import language, order_of, why_ended

CANCELLATION = "cancellation"
_WRITERS: Mapping[str, Callable[..., bytes]] = {
    RESPONSE: write_response,
    DESPATCH: write_despatch,
    RECEIPT: write_receipt,
    INVOICE: write_invoice,
    CREDIT: write_credit,
}
_PDF = {DESPATCH: "retail:delivery_note", INVOICE: "retail:invoice_paper"}


@permitted("order.view")
@require_safe
def documents(request: PermittedRequest, order_public: str) -> HttpResponse:
    """Every paper of an order, and the forms in which it can be taken along."""
    found = order_of(request, order_public)
    listed = []
    for kind, papers in papers_by_kind(papers_of(found)).items():
        for place, paper in enumerate(papers, 1):
            listed.append(
                {
                    "title": TITLES[kind].in_language(language()),
                    "number": getattr(paper, "number", ""),
                    "kind": kind,
                    "place": place,
                    "pdf": reverse(_PDF[kind], args=[paper.id]) if kind in _PDF else "",
                }
            )
    context = {"order": found, "listed": listed, "cancelled": found.state == CANCELLED}
    return render(request, "retail/documents.html", context)


@permitted("order.view")
@require_safe
def document(
    request: PermittedRequest, order_public: str, paper_kind: str, paper_place: int, form: str
) -> HttpResponseBase:
    """One paper as a file."""
    found, kind, place = order_of(request, order_public), paper_kind, paper_place
    if kind not in (*KINDS, CANCELLATION) or form not in ("xml", "xlsx", "csv"):
        raise Http404
    papers = papers_of(found)
    name = f"{slugify(kind)}-{slugify(found.number) or found.public_id}-{place}"
    if kind == CANCELLATION:
        if found.state != CANCELLED or form != "xml":
            raise Http404
        taken_back, why = timezone.localdate(found.state_since), "\n".join(why_ended(found))
        return _xml(write_cancellation(papers.order, taken_back, why), name)
    paper = _paper(papers, kind, place)
    if form == "xml":
        return _xml(write_order(papers.order) if kind == ORDER else _WRITERS[kind](papers.order, paper), name)
    rows = [
        [plain(cell) if isinstance(cell, str) else cell for cell in row]
        for row in rows_of(kind, paper, language())
    ]
    return spreadsheet(form, name, head_of(kind, language()), rows)


def _paper(papers: Papers, kind: str, place: int) -> Any:
    listed = papers_by_kind(papers)[kind]
    if not 1 <= place <= len(listed):
        raise Http404
    return listed[place - 1]


def _xml(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.xml"'
    return response
