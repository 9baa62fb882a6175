"""What an owner shows to whom, and who looked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.consent import grant, withdraw
from lopo.accounts.field_groups import TITLES, FieldGroup
from lopo.accounts.forms.consent import ConsentForm
from lopo.accounts.models import Consent, Look
from lopo.accounts.permission import PermittedRequest, permitted

LOOKS_SHOWN = 200


@permitted("consent.grant")
def consents(request: PermittedRequest) -> HttpResponse:
    """What is shown to whom now; a form to show more."""
    owner_ids = request.scope.own_ids
    form = ConsentForm(request.POST or None, owner_ids=owner_ids)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        grant(data["owner"], data["grantee"], data["chosen"], request.user)
        messages.success(
            request,
            _("%(partner)s can see this from now on. You can withdraw it at any time.")
            % {"partner": data["grantee"]},
        )
        return redirect("accounts:consents")
    shown = Consent.objects.active().filter(owner_id__in=owner_ids).select_related("owner", "grantee")
    rows = [
        {"consent": each, "title": _title(each.field_group)}
        for each in shown.order_by("owner__name", "grantee__name", "granted_at", "pk")
    ]
    return render(request, "accounts/consents.html", {"form": form, "rows": rows})


@permitted("consent.grant")
@require_POST
def consent_withdraw(request: PermittedRequest, consent_id: int) -> HttpResponse:
    """Stop showing one group to one partner."""
    rows = Consent.objects.active().select_related("owner", "grantee")
    found = get_object_or_404(rows, pk=consent_id, owner_id__in=request.scope.own_ids)
    withdraw(found.owner, found.grantee, [FieldGroup(found.field_group)], request.user)
    messages.success(
        request,
        _("%(partner)s can no longer see: %(group)s.")
        % {"partner": found.grantee, "group": _title(found.field_group)},
    )
    return redirect("accounts:consents")


@permitted("consent.view")
def looks(request: PermittedRequest) -> HttpResponse:
    """Who looked at the owner's data, newest first."""
    seen = Look.objects.filter(owner_id__in=request.scope.own_ids)
    rows = [
        {"look": look, "titles": [_title(group) for group in look.field_groups]}
        for look in seen.select_related("person", "organisation", "owner")[:LOOKS_SHOWN]
    ]
    return render(request, "accounts/looks.html", {"rows": rows, "most": LOOKS_SHOWN})


def _title(group: str) -> str:
    return TITLES[FieldGroup(group)].in_language(get_language() or "id")
