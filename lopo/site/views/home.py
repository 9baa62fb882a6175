"""The first page: what Lopo is for a visitor; for a person, the place where her work begins."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from lopo.accounts.models import Person
from lopo.accounts.permission import permitted, scope_for
from lopo.accounts.roles import PRODUCER_ROLES, Role
from lopo.standards.house_library import edition_on
from lopo.standards.picture import counted_tiers
from lopo.standards.standings import today
from lopo.training.books.day import sessions_in


def first_page(person: Person) -> str:
    """The name of the page where the work of ``person`` begins; one query more for who teaches."""
    if scope_for(person, "desk.view") is not None:
        return "standards:desk"
    roles = person.roles()
    if not roles or roles & PRODUCER_ROLES:
        return "standards:products"
    if Role.BUYER in roles:
        return "retail:queue"
    teaches = scope_for(person, "training.teach")
    if teaches is not None:
        now = sessions_in(teaches, person).filter(starts_at__date=today()).exists()
        return "training:day_meetings" if now else "training:cohorts"
    return "quality:inspections" if Role.INSPECTOR in roles else "training:partners"


@permitted("home.view")
def home(request: HttpRequest) -> HttpResponse:
    """Where a person's work begins, or the invitation to begin."""
    if isinstance(request.user, Person):
        return redirect(first_page(request.user))
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
