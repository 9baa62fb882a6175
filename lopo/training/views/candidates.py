"""Whom to invite: the city's businesses, nearest to their next rung first, with what the course closes."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Min, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.models import Business, Kelurahan
from lopo.training.books.cohort import invite, today
from lopo.training.books.proposal import course_of, open_products
from lopo.training.books.seat_telling import tell_news
from lopo.training.models import Cohort, Enrolment
from lopo.training.seating.applicant import Course, OpenProduct
from lopo.training.seating.states import DECLINED, DRAFT, OPEN, SEATED, WITHDRAWN

PAGE = 50


@permitted("training.manage")
def candidates(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """Businesses that are not in the cohort yet; those that are ticked are invited."""
    cohort = get_object_or_404(Cohort.objects.defer("proposal"), pk=cohort_id)
    if request.method == "POST":
        return _invited(request, cohort)
    search = request.GET.get("search", "").replace("\x00", "").strip()[:80]
    kelurahan = request.GET.get("kelurahan", "")[:20]
    page = Paginator(_listed(cohort, search, kelurahan), PAGE).get_page(request.GET.get("page"))
    listed = list(page)
    products = open_products([each.pk for each in listed], today())
    course = course_of(cohort)
    query = request.GET.copy()
    query.pop("page", None)
    rows: list[dict[str, Any]] = [
        {"business": each, "products": _products(products.get(each.pk, []), course)} for each in listed
    ]
    context = {
        "cohort": cohort,
        "page": page,
        "rows": rows,
        "closes_none": not any(product["taught"] for row in rows for product in row["products"]),
        "search": search,
        "kelurahan": kelurahan,
        "wards": Kelurahan.objects.order_by("kecamatan", "name"),
        "query": query.urlencode(),
        "may_invite": cohort.state in (DRAFT, OPEN, SEATED),
        "is_draft": cohort.state == DRAFT,
    }
    return render(request, "training/candidates.html", context)


def _listed(cohort: Cohort, search: str, kelurahan: str) -> QuerySet[Business]:
    inside = Enrolment.objects.filter(cohort=cohort).exclude(state__in=(DECLINED, WITHDRAWN))
    listed = Business.objects.exclude(pk__in=inside.order_by().values("business")).select_related("kelurahan")
    if search:
        listed = listed.filter(name__icontains=search)
    if kelurahan:
        listed = listed.filter(kelurahan__code=kelurahan)
    open_ones = Q(products__archived_at=None, products__standing__next_open__gt=0)
    nearest = Min("products__standing__next_open", filter=open_ones)
    return listed.annotate(nearest=nearest).filter(nearest__isnull=False).order_by("nearest", "name", "pk")


def _products(products: list[OpenProduct], course: Course) -> list[dict[str, Any]]:
    language = get_language() or "id"
    return [
        {
            "name": each.name,
            "gate": each.gate.in_language(language),
            "open": len(each.gaps),
            "taught": sum(gap.module in course.modules for gap in each.gaps),
            "passes": course.teaches(each),
        }
        for each in products
        if each.gaps
    ]


def _invited(request: PermittedRequest, cohort: Cohort) -> HttpResponse:
    chosen = [int(each) for each in request.POST.getlist("business") if each.isascii() and each.isdigit()]
    businesses = list(Business.objects.filter(pk__in=[pk for pk in chosen if pk < 2**62][:PAGE]))
    count = invite(cohort.pk, businesses, request.user)
    if not chosen:
        messages.error(request, _("Tick at least one business."))
        return redirect("training:candidates", cohort.pk)
    if cohort.state != DRAFT:
        tell_news(cohort.pk)
    messages.success(request, _("Newly invited: %(count)s.") % {"count": count})
    return redirect("training:participants", cohort.pk)
