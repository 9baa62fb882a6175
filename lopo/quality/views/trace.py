"""Lots on pages: the deliveries, the batches of a product, and where a lot came from and went."""

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, in_reach, permitted, scope_for
from lopo.accounts.phone import local_form
from lopo.facts.kinds import Refused
from lopo.producers.models import Business, Product
from lopo.producers.reach import businesses_in, products_in
from lopo.quality.correction_book import history_of, struck_of
from lopo.quality.forms.trace import ReceiveForm
from lopo.quality.models import Batch, LotCorrection, ProcessLimit, RawLot
from lopo.quality.raw_stock import left_of
from lopo.quality.recalled import stopped_in
from lopo.quality.trace.correction import changes
from lopo.quality.trace.notice import call_address
from lopo.quality.trace.quantity import UNITS
from lopo.quality.trace_book import by_day_left, receive
from lopo.quality.trace_search import back, forward, places, spread
from lopo.quality.views.weighing import weighing_row
from lopo.quality.weighing_book import looks_at

PAGE = 50
SHOWN = 50
"""Batches and places of one lot that a page shows before it is asked for all."""


def business_in(request: PermittedRequest, business_id: int) -> Business:
    """The business, within the reader's reach."""
    return get_object_or_404(businesses_in(request.scope), pk=business_id)


def product_in(request: PermittedRequest, public_id: str) -> Product:
    """The product, within the reader's reach."""
    return get_object_or_404(products_in(request.scope).select_related("business"), public_id=public_id)


def batch_in(request: PermittedRequest, batch_id: int) -> Batch:
    """The batch, within the reader's reach."""
    rows = Batch.objects.filter(in_reach(request.scope, "business__organisation"))
    return get_object_or_404(rows.select_related("product", "business"), pk=batch_id)


def may_record(request: PermittedRequest, business: Business) -> bool:
    """Whether the reader may write lots of ``business`` down."""
    scope = scope_for(request.user, "trace.record")
    return scope is not None and (scope.everything or business.organisation_id in scope.own_ids)


def reader_language() -> str:
    """The language of the page."""
    return get_language() or "id"


def history_rows(corrections: Iterable[LotCorrection]) -> list[dict[str, object]]:
    """Corrections in words: field by field what stood and what stands."""
    language = reader_language()
    return [
        {
            "correction": each,
            "changes": [
                {"title": one.title.in_language(language), "was": one.was, "became": one.became}
                for one in changes(each.before, each.after)
            ],
        }
        for each in corrections
    ]


@permitted("trace.view")
@require_safe
def batches(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The batches of a product, newest first."""
    product = product_in(request, public_id)
    page = Paginator(Batch.objects.filter(product=product), PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    here, stopped = spread(rows), stopped_in(product.business)
    context = {
        "page": page,
        "product": product,
        "rows": [
            {"batch": each, "left": here.at.get((each.pk, None), 0), "recall": stopped.of(each)}
            for each in rows
        ],
        "can_record": may_record(request, product.business),
        "struck": True,
        "history": history_rows(struck_of(product.business, product.name)),
    }
    return render(request, "quality/batches.html", context)


@permitted("trace.view")
@require_safe
def raw_lots(request: PermittedRequest, business_id: int) -> HttpResponse:
    """The deliveries that are not used up, what expires soonest first."""
    business = business_in(request, business_id)
    today, stopped = timezone.localdate(), stopped_in(business)
    page = Paginator(by_day_left(business, stopped.raw), PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "lot": lot,
            "left": left_of(lot),
            "recall": stopped.of(lot),
            "spoiled": lot.expires_on is not None and lot.expires_on < today,
        }
        for lot in page
    ]
    context = {
        "page": page,
        "business": business,
        "rows": rows,
        "can_record": may_record(request, business),
        "struck": True,
        "history": history_rows(struck_of(business)),
    }
    return render(request, "quality/trace_raw_lots.html", context)


@permitted("trace.record")
def raw_lot_new(request: PermittedRequest, business_id: int) -> HttpResponse:
    """Goods came in: one small form."""
    business = business_in(request, business_id)
    earlier = RawLot.objects.filter(business=business).order_by()
    lists = {
        "ingredients": sorted(set(earlier.values_list("ingredient", flat=True))),
        "suppliers": sorted(set(earlier.values_list("supplier", flat=True))),
    }
    data = request.POST if request.method == "POST" else None
    first = {
        "received_on": timezone.localdate(),
        "unit": UNITS[1],
        "ingredient": request.GET.get("bahan", ""),
    }
    form = ReceiveForm(data, initial=first, **lists)
    if request.method == "POST" and form.is_valid():
        try:
            lot = receive(RawLot(business=business, code="", by=request.user, **form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, refusal.reason.in_language(reader_language()))
        else:
            if lot.aside is not None:
                messages.warning(request, lot.aside.in_language(reader_language()))
            return redirect("quality:trace_raw", lot.pk)
    context = {"business": business, "form": form}
    return render(request, "quality/trace_raw_new.html", context, status=422 if form.errors else 200)


@permitted("trace.view")
@require_safe
def trace_batch(request: PermittedRequest, batch_id: int) -> HttpResponse:
    """A batch: what it was made of, what was measured, where it is."""
    batch = batch_in(request, batch_id)
    limits = ProcessLimit.objects.filter(product=batch.product_id, put_away_at=None)
    came = back(batch)
    context = _onward(forward(batch).batches, batch, whole="semua" in request.GET) | {
        "lot": batch,
        "batch": batch,
        "business": batch.business,
        "recall": stopped_in(batch.business).of(batch),
        "raw_rows": raw_rows(came.raw_lots),
        "sources": came.batches[1:],
        "records": batch.process_records.select_related("limit"),
        "limits": limits,
        "history": history_rows(history_of(batch)),
        "weighings": [weighing_row(look) for look in looks_at(batch.weighings.all())],
        "sampled": batch.sampled_lots.filter(cancelled_at=None),
        "can_record": may_record(request, batch.business),
    }
    return render(request, "quality/trace_lot.html", context)


@permitted("trace.view")
@require_safe
def trace_raw(request: PermittedRequest, raw_lot_id: int) -> HttpResponse:
    """A delivery: who brought it, and where everything made of it is."""
    rows = RawLot.objects.filter(in_reach(request.scope, "business__organisation"))
    lot = get_object_or_404(rows.select_related("business"), pk=raw_lot_id)
    context = _onward(forward(lot).batches, None, whole="semua" in request.GET) | {
        "lot": lot,
        "business": lot.business,
        "recall": stopped_in(lot.business).of(lot),
        "raw_rows": raw_rows([lot]),
        "history": history_rows(history_of(lot)),
        "can_record": may_record(request, lot.business),
    }
    return render(request, "quality/trace_lot.html", context)


def raw_rows(lots: Sequence[RawLot]) -> list[dict[str, object]]:
    """Deliveries with their suppliers' phones as they are said and called."""
    return [
        {
            "lot": lot,
            "phone": local_form(lot.supplier_phone) if lot.supplier_phone else "",
            "call": call_address(lot.supplier_phone),
        }
        for lot in lots
    ]


def _onward(found: Sequence[Batch], itself: Batch | None, *, whole: bool) -> dict[str, object]:
    """Batches that hold the lot, and the places that hold those; some of each, or the ``whole``."""
    here = spread(found)
    known = places(here.places())
    by_pk = {batch.pk: batch for batch in found}
    held = [
        {
            "place": known[place],
            "phone": local_form(known[place].phone) if known[place].phone else "",
            "call": call_address(known[place].phone),
            "batch": by_pk[batch],
            "pieces": pieces,
        }
        for (batch, place), pieces in here.at.items()
        if place is not None
    ]
    into = sorted((each for each in found if each != itself), key=lambda one: one.made_on, reverse=True)
    most = None if whole else SHOWN
    return {
        "into": into[:most],
        "into_hidden": 0 if whole else max(0, len(into) - SHOWN),
        "held": held[:most],
        "held_hidden": 0 if whole else max(0, len(held) - SHOWN),
        "made": sum(here.made.values()),
        "out": here.out,
        "in_kitchen": here.in_kitchen,
        "returned": sum(here.returned.values()),
    }
