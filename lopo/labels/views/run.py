"""Runs of labels: one lot, one day of expiry, as many stickers as asked."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, in_reach, permitted
from lopo.facts.kinds import Refused
from lopo.labels.forms.studio import RunForm
from lopo.labels.label_runs import faults_of, plan_run, sheet_of, sheets_of
from lopo.labels.models import LabelRun
from lopo.labels.studio import Made, choices_of, lot_suggested, make_label, make_run
from lopo.labels.views.studio import product_to_label
from lopo.labels.views.studio_files import sent
from lopo.producers.models import Product
from lopo.quality.models import Batch

RUNS_SHOWN = 20
USUAL_COUNT = 100
BATCHES_OFFERED = 8
FILLED = ("lot", "made_on", "expires_on", "count")
"""What an address may fill in."""


@permitted("label.edit")
def run_new(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Which lot, made when, how many, on which sheet?"""
    product = product_to_label(request, public_id)
    today = timezone.localdate()
    try:
        made = make_label(product, choices_of(product), today)
    except Refused:
        return redirect("labels:studio", public_id)
    batch = _batch(request, product)
    form = _form(request, product, made, batch)
    if request.method == "POST" and form.is_valid():
        run = _planned(request, product, form, batch)
        if run is not None:
            return redirect("labels:run", run.pk)
    language = get_language() or "id"
    context = {
        "product": product,
        "form": form,
        "batch": batch,
        "batches": Batch.objects.filter(product=product)[:BATCHES_OFFERED] if batch is None else [],
        "stops": [each.in_language(language) for each in faults_of(made)],
        "runs": LabelRun.objects.filter(product=product)[:RUNS_SHOWN],
    }
    return render(request, "labels/run_new.html", context, status=422 if form.errors else 200)


def _batch(request: PermittedRequest, product: Product) -> Batch | None:
    """The batch whose labels are printed, by its number in the address or the form; also by its code."""
    asked = request.POST.get("batch", "") or request.GET.get("batch", "")
    rows = Batch.objects.filter(product=product)
    if asked.isascii() and asked.isdigit():
        return rows.filter(pk=int(asked[:18])).first()
    typed = request.POST.get("lot", "").strip().upper()
    return rows.filter(code=typed).first() if typed else None


def _form(request: PermittedRequest, product: Product, made: Made, batch: Batch | None) -> RunForm:
    piece, today = made.artwork.pieces[0], timezone.localdate()
    first = {"lot": lot_suggested(product, today), "made_on": today, "count": USUAL_COUNT, "first_sticker": 1}
    of_a_batch: dict[str, object] = {name: request.GET[name] for name in FILLED if name in request.GET}
    if batch is not None:
        of_a_batch = {"lot": batch.code, "made_on": batch.made_on, "count": batch.pieces}
        of_a_batch |= {"expires_on": batch.expires_on} if batch.expires_on else {}
    return RunForm(
        request.POST if request.method == "POST" else None,
        initial=first | of_a_batch,
        width=Decimal(str(piece.width)),
        height=Decimal(str(piece.height)),
    )


def _planned(
    request: PermittedRequest, product: Product, form: RunForm, batch: Batch | None
) -> LabelRun | None:
    """The run, kept; or nothing, and the form says why not."""
    language = get_language() or "id"
    try:
        run, faults = plan_run(product, form.cleaned_data, request.user, timezone.localdate(), batch)
    except Refused as refusal:
        form.add_error(None, refusal.reason.in_language(language))
        return None
    for fault in faults:
        form.add_error(None, fault.in_language(language))
    if faults:
        return None
    run.save()
    return run


@permitted("label.edit")
@require_safe
def run(request: PermittedRequest, pk: int) -> HttpResponse:
    """A run that is ready: what it is, how many sheets, and its files."""
    found = _run(request, pk)
    made = make_run(found, timezone.localdate())
    sheet = sheet_of(found, made)
    context = {
        "run": found,
        "product": found.product,
        "pieces": [piece.name for piece in made.artwork.pieces],
        "sheets": -(-(found.count + found.first_sticker - 1) // sheet.count),
        "sheet": sheet,
        "sheet_title": sheet.title.in_language(get_language() or "id"),
        "faults": [each.in_language(get_language() or "id") for each in faults_of(made)],
    }
    return render(request, "labels/run.html", context)


@permitted("label.edit")
@require_safe
def run_file(request: PermittedRequest, pk: int, piece: str) -> HttpResponse:
    """The sheets of one piece as PDF."""
    found = _run(request, pk)
    files = sheets_of(found, make_run(found, timezone.localdate()))
    if piece not in files:
        raise Http404
    return sent(files[piece], "pdf", found.product, found.lot, "" if len(files) == 1 else piece)


def _run(request: PermittedRequest, pk: int) -> LabelRun:
    runs = LabelRun.objects.filter(in_reach(request.scope, "product__business__organisation"))
    return get_object_or_404(runs.select_related("product__business", "batch"), pk=pk)
