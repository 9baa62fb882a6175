"""The papers of an order as PDFs: delivery note, invoice, the letter about money that is due."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.retail.books.order_reach import side_of_order
from lopo.retail.books.papers import papers_of
from lopo.retail.trade.paper_pdf import delivery_note_pdf, invoice_pdf, letter_pdf
from lopo.retail.trade.payment_clock import read_rules
from lopo.retail.trade.transitions import KITCHEN
from lopo.retail.views.delivery import delivery_of
from lopo.retail.views.order import language
from lopo.retail.views.settlement import demand_of, invoice_of


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    safe = "".join(each if each.isalnum() or each in "-_." else "-" for each in name)
    response["Content-Disposition"] = f'inline; filename="{safe}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


@permitted("order.view")
@require_safe
def delivery_note(request: PermittedRequest, delivery_public: str) -> HttpResponse:
    """Surat jalan."""
    found = delivery_of(request, delivery_public)
    papers = papers_of(found.order)
    despatch = next(each for each in papers.despatches if each.id == found.public_id)
    receipt = next((each for each in papers.receipts if each.number == found.number), None)
    link = request.build_absolute_uri(reverse("retail:delivery", args=[found.public_id]))
    made = delivery_note_pdf(papers.order, despatch, link, language(), receipt)
    return _pdf(made, f"surat-jalan-{found.number}")


@permitted("order.view")
@require_safe
def invoice_paper(request: PermittedRequest, invoice_public: str) -> HttpResponse:
    """Faktur."""
    found = invoice_of(request, invoice_public)
    papers = papers_of(found.order)
    paper = next(each for each in papers.invoices if each.id == found.public_id)
    credits = [each for each in papers.credits if each.invoice_number == found.number]
    runs_on, others = read_rules(found.rule)
    link = request.build_absolute_uri(reverse("retail:invoice", args=[found.public_id]))
    made = invoice_pdf(papers.order, paper, credits, (runs_on, *others), link, language())
    return _pdf(made, f"faktur-{found.number}")


@permitted("order.fill")
@require_safe
def letter(request: PermittedRequest, invoice_public: str) -> HttpResponse:
    """The owner's letter to the shop."""
    found = invoice_of(request, invoice_public)
    if side_of_order(request.scope, found.order) != KITCHEN:
        raise Http404
    order = papers_of(found.order).order
    made = letter_pdf(demand_of(request, found), order.seller, order.deliver_to, language())
    return _pdf(made, f"surat-{found.number}")
