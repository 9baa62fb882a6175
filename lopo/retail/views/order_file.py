"""An order as a file: the sheet to fill in, what was read of it, then placed in one tap."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.facts.table_file import check_size
from lopo.producers.spreadsheet import EXCEL
from lopo.retail.books import order_file as book
from lopo.retail.forms.fields import DateField
from lopo.retail.models import Store
from lopo.retail.views.order import language
from lopo.retail.views.order_new import USUAL_DAYS, own_retailer

SALT = "retail.order-file"
KEPT_FOR = 24 * 3600
"""Seconds within which an order that was shown can be placed."""


class OrderFileForm(forms.Form):
    """An order sheet or a UBL document."""

    file = forms.FileField(
        label=gettext_lazy("Order sheet (Excel, CSV) or UBL 2.1 (XML)"), allow_empty_file=True
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.xls,.csv,.xml"


class PlaceForm(forms.Form):
    """The shop and the day of an order out of a file, as read, to be looked over."""

    store = forms.ChoiceField(label=gettext_lazy("For which shop?"))
    wanted_on = DateField(label=gettext_lazy("Wanted on"), future=True)
    number = forms.CharField(label=gettext_lazy("Your order number"), max_length=40, required=False)
    words = forms.CharField(
        label=gettext_lazy("Note to the kitchens"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    token = forms.CharField(widget=forms.HiddenInput, max_length=200_000)

    def __init__(self, *args: Any, retailer: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        stores = Store.objects.filter(retailer=retailer, closed_at=None)
        self.fields["store"].choices = [(str(each.pk), each.name) for each in stores]  # type: ignore[attr-defined]


@permitted("order.make")
@require_safe
def order_sheet(request: PermittedRequest) -> HttpResponse:
    """The sheet, with the products that can be ordered on it."""
    retailer = own_retailer(request)
    wanted_on = timezone.localdate() + dt.timedelta(days=USUAL_DAYS)
    response = HttpResponse(book.sheet_for(retailer, wanted_on, language()), content_type=EXCEL)
    response["Content-Disposition"] = 'attachment; filename="lembar-pesanan.xlsx"'
    return response


@permitted("order.make")
def order_file(request: PermittedRequest) -> HttpResponse:
    """A file is sent and shown; what it orders is placed by a second tap."""
    retailer = own_retailer(request)
    if request.method == "POST" and "token" in request.POST:
        return _place(request, retailer)
    sent = request.method == "POST"
    form = OrderFileForm(request.POST if sent else None, request.FILES if sent else None)
    draft = None
    if sent and form.is_valid():
        try:
            check_size(form.cleaned_data["file"].size)
            draft = book.draft_of(retailer, form.cleaned_data["file"].read(), timezone.localdate())
        except Refused as refusal:
            form.add_error("file", refusal.reason.in_language(language()))
    context: dict[str, Any] = {"form": form, "retailer": retailer}
    if draft is not None:
        context |= _shown(retailer, draft)
    status = 422 if form.errors or (draft and draft.faults) else 200
    return render(request, "retail/order_file.html", context, status=status)


def _shown(retailer: Organisation, draft: book.Draft) -> dict[str, Any]:
    """An order as it was read, with what has to be mended, or the form that places it."""
    token = signing.dumps([retailer.pk, book.as_token(draft)], salt=SALT, compress=True)
    today = timezone.localdate()
    wanted_on = draft.wanted_on if draft.wanted_on and draft.wanted_on >= today else None
    place = PlaceForm(
        retailer=retailer,
        initial={
            "store": str(draft.store.pk) if draft.store else "",
            "wanted_on": wanted_on or today + dt.timedelta(days=USUAL_DAYS),
            "number": draft.number,
            "words": draft.words,
            "token": token,
        },
    )
    return {
        "draft": draft,
        "place": None if draft.faults else place,
        "asks_store": draft.store is None,
        "faults": [(each.where, each.said.in_language(language())) for each in draft.faults],
        "notes": [each.in_language(language()) for each in draft.notes],
        "total": sum(each.amount_idr for each in draft.lines),
    }


def _place(request: PermittedRequest, retailer: Organisation) -> HttpResponse:
    form = PlaceForm(request.POST, retailer=retailer)
    if form.is_valid():
        told = form.cleaned_data
        try:
            of, token = signing.loads(told["token"], salt=SALT, max_age=KEPT_FOR)
            if of != retailer.pk:
                raise signing.BadSignature
            orders = book.place(
                retailer,
                token,
                int(told["store"]),
                told["wanted_on"],
                told["number"],
                told["words"],
                request.user,
            )
        except signing.BadSignature:
            messages.error(request, gettext_lazy("That was too long ago. Send the file once more."))
            return redirect("retail:order_file")
        except Refused as refusal:
            form.add_error(None, refusal.reason.in_language(language()))
        else:
            said = ngettext(
                "%(count)s order is on its way.", "%(count)s orders are on their way.", len(orders)
            )
            messages.success(request, said % {"count": len(orders)})
            return (
                redirect("retail:order", orders[0].public_id)
                if len(orders) == 1
                else redirect("retail:orders")
            )
    context = {"form": OrderFileForm(), "retailer": retailer, "place": form, "placing": True}
    return render(request, "retail/order_file.html", context, status=422)
