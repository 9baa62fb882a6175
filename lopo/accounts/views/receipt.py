"""The printable receipt of what an officer entered for a producer."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from lopo.accounts.models import AssistedEntry
from lopo.accounts.permission import PermittedRequest, in_reach, permitted
from lopo.accounts.receipt_number import read_number
from lopo.accounts.roles import Role


@permitted("receipt.view")
def receipt(request: PermittedRequest, number: str) -> HttpResponse:
    """One receipt, for the owner it belongs to and for the city."""
    known = read_number(number)
    if known is None:
        raise Http404
    entries = AssistedEntry.objects.select_related("officer", "organisation")
    entry = get_object_or_404(entries, in_reach(request.scope, "organisation"), number=known)
    owner_signs_in = entry.organisation.memberships.filter(role=Role.OWNER).exists()
    context = {"entry": entry, "owner_signs_in": owner_signs_in}
    return render(request, "accounts/receipt.html", context)
