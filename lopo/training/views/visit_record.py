"""Visits that are on record: one note, its correction, and what the owner reads."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.training.books.companion import businesses_to_follow, businesses_to_visit, companion_of
from lopo.training.books.visit import correct_visit, correctable, standing_visits
from lopo.training.forms.companion import VisitForm
from lopo.training.models import Visit
from lopo.training.views.companion import whatsapp

PAGE = 20


def _visit(request: PermittedRequest, visit_receipt: str) -> Visit:
    """A note that she wrote, or of a business of which she may write."""
    reached = Q(by=request.user) | Q(business__in=businesses_to_visit(request.user).values("pk"))
    listed = Visit.objects.filter(reached).select_related("business", "by", "corrects")
    return get_object_or_404(listed, receipt=visit_receipt)


@permitted("companion.work")
def visit(request: PermittedRequest, visit_receipt: str) -> HttpResponse:
    """One note with its receipt."""
    found = _visit(request, visit_receipt)
    context = {
        "visit": found,
        "later": Visit.objects.filter(corrects=found).first(),
        "may_correct": correctable(found, request.user, timezone.localdate()),
    }
    return render(request, "training/visit.html", context)


@permitted("companion.work")
def visit_correct(request: PermittedRequest, visit_receipt: str) -> HttpResponse:
    """A note in the place of one that its writer sent today or yesterday."""
    found = _visit(request, visit_receipt)
    today = timezone.localdate()
    if request.method == "GET" and not correctable(found, request.user, today):
        return redirect("training:visit", found.receipt)
    initial = {"on": found.on, "seen": found.seen, "agreed": found.agreed, "next_on": found.next_on}
    form = VisitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and form.note is not None:
        try:
            made = correct_visit(found, form.note, request.user, today)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("training:visit", made.receipt)
    context = {"visit": found, "business": found.business, "form": form}
    return render(request, "training/visit_correct.html", context, status=422 if form.errors else 200)


@permitted("visit.view")
def agreed(request: PermittedRequest, business_id: int) -> HttpResponse:
    """What was agreed on each visit, as the owner reads it, and who her companion is."""
    business = get_object_or_404(businesses_to_follow(request.user, "visit.view"), pk=business_id)
    page = Paginator(standing_visits(business), PAGE).get_page(request.GET.get("page"))
    companion = companion_of(business)
    context = {
        "business": business,
        "page": page,
        "rows": page,
        "companion": companion,
        "whatsapp": whatsapp(companion.phone) if companion else "",
        "today": timezone.localdate(),
        "empty": _("No visit yet."),
    }
    return render(request, "training/visits_agreed.html", context)
