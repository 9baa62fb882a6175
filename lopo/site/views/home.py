"""The first page: what Lopo is for a visitor; for a person, the place where her work begins."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from lopo.accounts.permission import permitted, scope_for
from lopo.standards.library import edition_on
from lopo.standards.picture import counted_tiers
from lopo.standards.standings import today


@permitted("home.view")
def home(request: HttpRequest) -> HttpResponse:
    """An officer's desk, anyone else's products, or the invitation to begin."""
    if scope_for(request.user, "desk.view") is not None:
        return redirect("standards:desk")
    if request.user.is_authenticated:
        return redirect("standards:products")
    edition = edition_on(today())
    ladder = edition.ladders[0]
    counts = {gate.id: (0, len(edition.asked_by[gate.id])) for gate in ladder.rungs}
    context = {
        "tiers": counted_tiers(ladder, "", counts, get_language() or "id"),
        "demands": len(edition.requirements),
        "markets": len(edition.gates),
        "demo": settings.DEVELOPMENT,
    }
    return render(request, "home.html", context)
