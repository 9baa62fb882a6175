"""Assisted entry: an officer types for an owner who has no smartphone, and the owner gets a receipt."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from lopo.accounts.assisted import write_receipt
from lopo.accounts.models import AssistedEntry, Person
from lopo.accounts.notice import tell_owners
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.text import Text
from lopo.producers.forms import AssistedForm
from lopo.producers.models import Business
from lopo.producers.reach import businesses_in
from lopo.producers.receipt_lines import receipt_lines
from lopo.producers.views.product import new_business, one_at_a_time

SENT_TWICE = dt.timedelta(minutes=10)


@permitted("assisted.enter")
def assisted_new(request: PermittedRequest) -> HttpResponse:
    """The owner and her business; then the same questions as anyone's."""
    form = AssistedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            business = _enter(form)
        except IntegrityError:  # somebody else entered the same number in this moment
            form.full_clean()
        else:
            return redirect("producers:product_new_for", business.pk)
    return render(request, "producers/assisted_new.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def _enter(form: AssistedForm) -> Business:
    phone = form.cleaned_data["phone"]
    one_at_a_time(form.cleaned_data["kelurahan"])
    if not phone and (just_entered := _sent_before(form)):
        return just_entered
    owner = Person.objects.create_user(phone=phone, name=form.cleaned_data["owner"]) if phone else None
    business = new_business(form.cleaned_data["name"], form.cleaned_data["kelurahan"], owner)
    if owner is None:
        business.owner_name = form.cleaned_data["owner"]
        business.save(update_fields=["owner_name"])
    return business


def _sent_before(form: AssistedForm) -> Business | None:
    """The same owner's same business of a moment ago: the form was sent twice."""
    typed = form.cleaned_data
    alike = Business.objects.filter(
        owner_name=typed["owner"], name=typed["name"], kelurahan=typed["kelurahan"],
        created_at__gte=timezone.now() - SENT_TWICE,
    )  # fmt: skip
    return alike.first()


@permitted("assisted.enter")
@require_POST
def assisted_done(request: PermittedRequest, business_id: int) -> HttpResponse:
    """Write the receipt of what I typed for this business."""
    found = businesses_in(request.scope).select_related("organisation", "kelurahan")
    business = get_object_or_404(found, pk=business_id)
    lines = receipt_lines(business, request.user, get_language() or "id")
    last = AssistedEntry.objects.filter(organisation=business.organisation, officer=request.user).first()
    if last is not None and last.lines == [{"title": title, "value": value} for title, value in lines]:
        return redirect("accounts:receipt", last.number)  # pressed twice
    receipt = write_receipt(request.user, business.organisation, lines)
    tell_owners(
        business.organisation_id,
        Text("Tanda terima pendampingan", "Receipt of what was written down for you"),
        Text(
            f"Lopo: {request.user} mencatat data {business}. Nomor tanda terima: {receipt.number}",
            f"Lopo: {request.user} wrote down data of {business}. Number of the receipt: {receipt.number}",
        ),
    )
    return redirect("accounts:receipt", receipt.number)
