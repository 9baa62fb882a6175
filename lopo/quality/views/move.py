"""Packs that move on: from one shop to another, or back to the kitchen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.quality.forms.move import MoveOnForm
from lopo.quality.models import Batch, Move, Place
from lopo.quality.move_book import holders_of
from lopo.quality.trace_book import move, place_named
from lopo.quality.views.trace import batch_in, reader_language


@permitted("trace.record")
def batch_move_on(request: PermittedRequest, batch_id: int) -> HttpResponse:
    """From where, to where, how many?"""
    batch = batch_in(request, batch_id)
    holders = holders_of(batch)
    asked = request.GET.get("dari", "")
    first = {"moved_on": timezone.localdate(), "origin": asked, "back": "kitchen"}
    first["pieces"] = next((str(pieces) for place, pieces in holders if str(place.pk) == asked), "")
    others = Place.objects.filter(business=batch.business).values_list("name", flat=True)
    data = request.POST if request.method == "POST" else None
    form = MoveOnForm(data, initial=first, holders=holders, places=list(others))
    if request.method == "POST" and form.is_valid():
        try:
            _move(request, batch, form)
        except Refused as refusal:
            form.add_error("pieces", refusal.reason.in_language(reader_language()))
        else:
            messages.success(request, _("Written down."))
            return redirect("quality:trace", batch.pk)
    context = {"batch": batch, "form": form, "holders": holders}
    return render(request, "quality/batch_move_on.html", context, status=422 if form.errors else 200)


def _move(request: PermittedRequest, batch: Batch, form: MoveOnForm) -> None:
    sent = form.cleaned_data
    origin = Place.objects.get(business=batch.business, pk=sent["origin"])
    destination = None
    if sent["back"] == "place":
        destination = place_named(batch.business, sent["place"], sent["kind"], sent["phone"])
    move(
        Move(
            batch=batch,
            origin=origin,
            destination=destination,
            pieces=sent["pieces"],
            moved_on=sent["moved_on"],
            sending=sent["sending"],
            by=request.user,
        )
    )
