"""Labels for the cartons of a delivery, printed by the kitchen that sends it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.retail.books.carton import NO_PREFIX, labels_of, own_prefix
from lopo.retail.books.order_reach import side_of_order
from lopo.retail.documents.carton import carton_pdf
from lopo.retail.forms.carton import CartonForm
from lopo.retail.trade.transitions import KITCHEN
from lopo.retail.views.delivery import delivery_of
from lopo.retail.views.order import language


@permitted("order.fill")
def cartons(request: PermittedRequest, delivery_public: str) -> HttpResponse:
    """How the goods are packed; by POST the labels as a PDF."""
    found = delivery_of(request, delivery_public)
    if side_of_order(request.scope, found.order) != KITCHEN:
        raise Http404
    lines = list(found.lines.select_related("order_line__product__business", "batch"))
    form = CartonForm(request.POST if request.method == "POST" else None, lines=lines)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            labels, said = labels_of(
                found, form.packings(), told["marks"], request.user, serials=told["serials"]
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason.in_language(language()))
        else:
            for each in said:
                messages.warning(request, each.in_language(language()))
            answer = HttpResponse(
                carton_pdf(labels, told["size"], language()), content_type="application/pdf"
            )
            answer["Content-Disposition"] = f'attachment; filename="karton-{found.public_id}.pdf"'
            return answer
    context = {
        "delivery": found,
        "form": form,
        "no_prefix": "" if own_prefix(found.order.business) else NO_PREFIX.in_language(language()),
    }
    return render(request, "retail/cartons.html", context, status=422 if form.errors else 200)
