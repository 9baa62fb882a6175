"""The printable receipt of what an officer entered for a producer."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from lopo.accounts.models import AssistedEntry
from lopo.accounts.permission import PermittedRequest, in_reach, permitted, scope_for
from lopo.accounts.receipt_number import read_number
from lopo.accounts.roles import Role


@permitted("receipt.view")
def receipt(request: PermittedRequest, number: str) -> HttpResponse:
    """One receipt, for the owner it belongs to, for the city, and for the companion who wrote it."""
    known = read_number(number)
    if known is None:
        raise Http404
    entries = AssistedEntry.objects.select_related("officer", "organisation")
    reach = in_reach(request.scope, "organisation")
    if scope_for(request.user, "assisted.enter") is None:
        reach &= Q(organisation__in=request.scope.own_ids) | Q(officer=request.user)
    entry = get_object_or_404(entries, reach, number=known)
    owner_signs_in = entry.organisation.memberships.filter(role=Role.OWNER).exists()
    context = {"entry": entry, "owner_signs_in": owner_signs_in}
    return render(request, "accounts/receipt.html", context)
