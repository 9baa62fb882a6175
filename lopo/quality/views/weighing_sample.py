"""Looking at a sample of a lot: the plan, the packs to take, what was found, how strict the next look is."""

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.producers.models import Product
from lopo.quality.forms.weighing import DefectsForm, PlanForm
from lopo.quality.models import SampledLot
from lopo.quality.sample_book import Asked, cancel, count_again, count_defects, draw_sample, standing_of
from lopo.quality.views.storage import in_words, product_in_reach
from lopo.quality.views.weighing import as_pdf
from lopo.quality.weighing.draw import drawn
from lopo.quality.weighing.record import Head, Looked, sample_pdf
from lopo.quality.weighing.sampling import REDUCED, TIGHTENED
from lopo.quality.weighing.switching import STOPPED, Standing

MOST_SHOWN = 30


def sample_in_reach(request: PermittedRequest, public_id: str, sample_id: int) -> SampledLot:
    """The sampled lot of a product that the reader reaches."""
    product = product_in_reach(request, public_id)
    row = get_object_or_404(SampledLot, product=product, pk=sample_id, cancelled_at=None)
    row.product = product
    return row


@permitted("quality.record")
def samples(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Lots that were looked at, and the question for the next one."""
    product = product_in_reach(request, public_id)
    rows = list(SampledLot.objects.filter(product=product, cancelled_at=None)[:MOST_SHOWN])
    standing = _standing(product, rows)
    stopped = standing is not None and standing.state == STOPPED
    form = PlanForm(
        request.POST if request.method == "POST" else None,
        initial=_earlier(rows) | {"batch": request.GET.get("batch", "")},
        product=product,
        stopped=stopped,
        may_reduce=standing is not None and (standing.may_reduce or standing.state == REDUCED),
    )
    if request.method == "POST" and form.is_valid():
        row = _drawn(request, product, form)
        if row is not None:
            return redirect("quality:sample", public_id, row.pk)
    context = {
        "product": product,
        "form": form,
        "rows": rows,
        "standing": standing,
        "why": in_words(standing.why) if standing and standing.why else "",
        "stopped": stopped,
        "tightened": standing is not None and standing.state == TIGHTENED,
        "reduced": standing is not None and standing.state == REDUCED,
    }
    return render(request, "quality/weighing_samples.html", context, status=422 if form.errors else 200)


def _standing(product: Product, rows: list[SampledLot]) -> Standing | None:
    """Of the series that was looked at last; nothing before the first lot."""
    last = next((row for row in rows if row.decided_at), None)
    return None if last is None else standing_of(product, last.level, last.aql.normalize())


def _earlier(rows: list[SampledLot]) -> dict[str, str]:
    """Level and limit as they were asked the last time."""
    if not rows:
        return {}
    return {"level": rows[0].level, "aql": f"{rows[0].aql.normalize():f}"}


def _drawn(request: PermittedRequest, product: Product, form: PlanForm) -> SampledLot | None:
    answers = form.cleaned_data
    asked = Asked(
        answers["lot"],
        answers["lot_size"],
        answers["level"],
        Decimal(answers["aql"]),
        bool(answers.get("mended")),
        answers["batch"],
        bool(answers.get("steady")),
    )
    try:
        return draw_sample(product, asked, request.user)
    except Refused as refusal:
        form.add_error(None, in_words(refusal.reason))
        return None


@permitted("quality.record")
def sample(request: PermittedRequest, public_id: str, sample_id: int) -> HttpResponse:
    """One lot: the packs to take, then what was found."""
    row = sample_in_reach(request, public_id, sample_id)
    form = DefectsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and row.decided_at is None and form.is_valid():
        try:
            count_defects(row, form.cleaned_data["defects"], request.user, request.scope)
            return redirect("quality:sample", public_id, sample_id)
        except Refused as refusal:
            form.add_error("defects", in_words(refusal.reason))
    numbers = drawn(row.lot_size, row.sample, row.seed)
    context = {
        "product": row.product,
        "row": row,
        "form": form,
        "whole_lot": row.sample >= row.lot_size,
        "numbers": [in_words(say_number(each)) for each in numbers],
        "reject": row.accept + 1,
        "lot_size": in_words(say_number(row.lot_size)),
        "aql": in_words(say_number(row.aql.normalize())),
        "tightened": row.inspection == TIGHTENED,
        "reduced": row.inspection == REDUCED,
    }
    return render(request, "quality/weighing_sample.html", context, status=422 if form.errors else 200)


@permitted("quality.record")
@require_safe
def sample_record(request: PermittedRequest, public_id: str, sample_id: int) -> HttpResponse:
    """The sample on one page, to show and to sign."""
    row = sample_in_reach(request, public_id, sample_id)
    day = timezone.localdate(row.decided_at or row.drawn_at)
    head = Head(
        row.product.business.name, row.product.name, row.lot, row.lot_size, day,
        (row.decided_by or row.drawn_by).name,
        request.build_absolute_uri(reverse("quality:sample", args=[public_id, sample_id])),
    )  # fmt: skip
    numbers = drawn(row.lot_size, row.sample, row.seed)
    looked = Looked(
        row.level,
        row.aql.normalize() + 0,
        row.inspection,
        row.sample,
        row.accept,
        numbers,
        row.seed,
        row.defects,
    )
    return as_pdf(sample_pdf(head, looked, get_language() or "id"), f"contoh-{row.pk}")


@permitted("quality.record")
@require_POST
def sample_again(request: PermittedRequest, public_id: str, sample_id: int) -> HttpResponse:
    """Count the defects again; or, where none were counted, let the sample be."""
    row = sample_in_reach(request, public_id, sample_id)
    if row.decided_at is not None:
        count_again(row)
        return redirect("quality:sample", public_id, sample_id)
    cancel(row)
    messages.success(request, _("The sample is put away."))
    return redirect("quality:samples", public_id)
