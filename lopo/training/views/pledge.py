"""Promises: their list, one of them with all its history, and what is done with it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.accounts.scope import Scope
from lopo.facts.kinds import Refused
from lopo.training.books.partner import (
    CHANGEABLE,
    change_pledge,
    deliver,
    make_pledge,
    put_back_delivery,
    restore_pledge,
    see_delivery,
    take_back_delivery,
    told_pledge,
    withdraw_pledge,
)
from lopo.training.forms.partner import DeliveryForm, PledgeChangeForm, PledgeForm, ReasonForm
from lopo.training.models import Delivery, Pledge
from lopo.training.partners.pledge import KIND_TITLES, say_amount
from lopo.training.views.partner import organisations_in
from lopo.training.views.partner_board import pledge_rows

PUT_BACK = "put-back"
PAGE = 50


def pledges_in(scope: Scope) -> QuerySet[Pledge]:
    """The promises of the institutions that a scope reaches."""
    reached = organisations_in(scope).values("pk")
    return Pledge.objects.filter(organisation__in=reached).select_related("organisation", "letter")


def _pledge(request: PermittedRequest, pledge_id: int) -> Pledge:
    return get_object_or_404(pledges_in(request.scope), pk=pledge_id)


@permitted("partner.manage")
def pledge_new(request: PermittedRequest, partner_id: int) -> HttpResponse:
    """Write a promise down."""
    organisation = get_object_or_404(organisations_in(request.scope), pk=partner_id)
    form = PledgeForm(
        request.POST or None,
        letters=organisation.letters.filter(withdrawn_at=None),
        initial={"promised_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            pledge, _is_new = make_pledge(
                organisation, form.cleaned_data, request.user, form.cleaned_data["client_id"]
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The promise is on record."))
            return redirect("training:pledge", pledge.pk)
    context = {"form": form, "organisation": organisation, "pledge": None}
    return render(request, "training/partner_pledge_form.html", context, status=_status(form))


def _status(form: object) -> int:
    return 422 if getattr(form, "errors", None) else 200


@permitted("partner.board")
def pledge(request: PermittedRequest, pledge_id: int) -> HttpResponse:
    """One promise: how far it is kept, what came when, and what it said before."""
    found = _pledge(request, pledge_id)
    language = get_language() or "id"
    told = told_pledge(found, timezone.localdate())
    came = found.deliveries.select_related("by", "seen_by", "withdrawn_by").order_by("-on", "-pk")
    page = Paginator(came, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pledge": found,
        "row": pledge_rows([told])[0],
        "over": say_amount(found.kind, told.progress.over).in_language(language),
        "deliveries": [
            {"delivery": each, "amount": say_amount(found.kind, each.amount).in_language(language)}
            for each in page
        ],
        "changes": [
            _change(each.before, each, found.kind) for each in found.changes.select_related("by")[:PAGE]
        ],
        "is_officer": scope_for(request.user, "partner.manage") is not None,
        "may_tell": scope_for(request.user, "partner.tell") is not None,
    }
    return render(request, "training/partner_pledge.html", context)


def _change(before: dict[str, object], change: object, kind: str) -> dict[str, object]:
    """What a promise said before a change, in words."""
    language = get_language() or "id"
    titles = {
        "kind": _("Kind"),
        "what": _("What"),
        "amount": _("How many"),
        "promised_on": _("Promised on"),
        "due_on": _("To be kept by"),
        "letter": _("Letter"),
    }
    was_kind = str(before.get("kind", kind))
    said = {
        **before,
        "kind": KIND_TITLES[was_kind].in_language(language),
        "amount": say_amount(was_kind, int(str(before.get("amount", 1)))).in_language(language),
    }
    lines = [(titles[name], said[name] or "–") for name in titles if name in before]
    return {"change": change, "lines": lines}


@permitted("partner.manage")
def pledge_change(request: PermittedRequest, pledge_id: int) -> HttpResponse:
    """Change what a promise says, with the reason."""
    found = _pledge(request, pledge_id)
    initial = {name: getattr(found, name) for name in CHANGEABLE}
    letters = found.organisation.letters.filter(withdrawn_at=None)
    form = PledgeChangeForm(request.POST or None, letters=letters, initial=initial)
    if request.method == "POST" and form.is_valid():
        if change_pledge(found, form.cleaned_data, form.cleaned_data["reason"], request.user):
            messages.success(request, _("Changed. What it said before stays in the history."))
        else:
            messages.info(request, _("Nothing was changed."))
        return redirect("training:pledge", found.pk)
    context = {"form": form, "organisation": found.organisation, "pledge": found}
    return render(request, "training/partner_pledge_form.html", context, status=_status(form))


@permitted("partner.manage")
def pledge_withdraw(request: PermittedRequest, pledge_id: int) -> HttpResponse:
    """Ask why, then take a promise off the list; or put it back."""
    found = _pledge(request, pledge_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if found.withdrawn_at is None:
            withdraw_pledge(found, reason, request.user)
            messages.success(request, _("Withdrawn. It counts no more and can be put back."))
        else:
            restore_pledge(found, request.user, reason)
            messages.success(request, _("The promise counts again."))
        return redirect("training:pledge", found.pk)
    context = {"form": form, "pledge": found}
    return render(request, "training/partner_pledge_withdraw.html", context, status=_status(form))


@permitted("partner.tell")
def delivery_new(request: PermittedRequest, pledge_id: int) -> HttpResponse:
    """Write down what came. What the institution tells itself counts once an officer has seen it."""
    found = _pledge(request, pledge_id)
    is_officer = request.scope.everything
    form = DeliveryForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        if found.withdrawn_at is not None:
            form.add_error(None, _("This promise was withdrawn. Put it back first."))
        elif _deliver(form, found, request, is_officer):
            if is_officer:
                messages.success(request, _("The delivery is on record."))
            else:
                messages.success(request, _("Thank you. It counts once the city has seen it."))
            return redirect("training:pledge", found.pk)
    context = {"form": form, "pledge": found, "is_officer": is_officer, "row": _row(found)}
    return render(request, "training/partner_delivery.html", context, status=_status(form))


def _deliver(form: DeliveryForm, pledge: Pledge, request: PermittedRequest, is_officer: bool) -> bool:
    try:
        deliver(pledge, form.cleaned_data, request.user, form.cleaned_data["client_id"], seen=is_officer)
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _row(found: Pledge) -> dict[str, object]:
    return pledge_rows([told_pledge(found, timezone.localdate())])[0]


def _delivery(request: PermittedRequest, delivery_id: int) -> Delivery:
    reached = pledges_in(request.scope).values("pk")
    listed = Delivery.objects.filter(pledge__in=reached).select_related("pledge")
    return get_object_or_404(listed, pk=delivery_id)


@permitted("partner.manage")
@require_POST
def delivery_see(request: PermittedRequest, delivery_id: int) -> HttpResponse:
    """The city nods to what a partner told."""
    found = _delivery(request, delivery_id)
    if see_delivery(found, request.user):
        messages.success(request, _("Seen. It counts now."))
    return redirect("training:pledge", found.pledge_id)


@permitted("partner.tell")
@require_POST
def delivery_back(request: PermittedRequest, delivery_id: int) -> HttpResponse:
    """Take a delivery back, or let it count again. An institution takes back only what waits to be seen."""
    found = _delivery(request, delivery_id)
    if not request.scope.everything and found.seen_at is not None:
        messages.error(request, _("The city has seen this already. Ask it to take it back."))
    elif PUT_BACK in request.POST:
        put_back_delivery(found)
        messages.success(request, _("It stands again."))
    else:
        take_back_delivery(found, request.user)
        messages.success(request, _("Taken back. It counts no more and stays in the list."))
    return redirect("training:pledge", found.pledge_id)
