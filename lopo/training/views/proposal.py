"""Who would get the seats, why and why not; and the seats given."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.training.books.cohort import counted
from lopo.training.books.proposal import give_seats, propose_seats
from lopo.training.books.seat_telling import tell_news, told_in_all
from lopo.training.models import Cohort, Enrolment
from lopo.training.module_titles import module_title
from lopo.training.seating.policy import load_policy
from lopo.training.seating.states import APPLIED, DECLINED, OPEN, SEAT, WAITING

PAGE = 50


@permitted("training.manage")
def proposal(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """The last proposal of a cohort: the seats, the waiting list, and who is kept out."""
    cohort = get_object_or_404(Cohort, pk=cohort_id)
    made = cohort.proposal
    show = request.GET.get("show", "") if request.GET.get("show") in dict(_tabs()) else "seats"
    language = get_language() or "id"
    context: dict[str, Any] = {
        "cohort": cohort,
        "asked": _asked(cohort),
        "is_open": cohort.state == OPEN,
        "made": made,
        "show": show,
        "query": f"show={show}",
    }
    if made:
        page = Paginator(_ids(made, show), PAGE).get_page(request.GET.get("page"))
        context |= {
            "page": page,
            "seconds_longer": round(load_policy().seconds_longer),
            "rows": _rows(cohort, made, list(page), language),
            "made_at": dt.datetime.fromisoformat(made["made_at"]),
            "tabs": [(name, title, len(made[name])) for name, title in _tabs()],
            "relaxed": [_floor(each, language) for each in made["floors"] if each["missing"]],
            "shares": [_floor(each, language) for each in made["floors"] if not each["group"]],
            "silent": sum(women is None for women, _first in made["people"].values()),
            "cost_of_fairness": made["passes_free"] - made["passes"],
            "changed": [made["modules"], made["course"]] != [cohort.modules, [cohort.seats, cohort.apart]],
        }  # fmt: skip
    return render(request, "training/proposal.html", context)


def _asked(cohort: Cohort) -> int:
    """How many businesses the page is about: once seats are given, those too that wait or were refused."""
    found = counted([cohort]).get(cohort.pk, {})
    states = (APPLIED, SEAT) if cohort.state == OPEN else (APPLIED, SEAT, WAITING, DECLINED)
    return sum(found.get(state, 0) for state in states)


def _tabs() -> list[tuple[str, str]]:
    return [("seats", _("Seats")), ("waiting", _("Waiting list")), ("out", _("Kept out"))]


def _ids(made: Mapping[str, Any], show: str) -> list[int]:
    return [seat["applicant"] for seat in made["seats"]] if show == "seats" else list(made[show])


def _rows(cohort: Cohort, made: Mapping[str, Any], ids: list[int], language: str) -> list[dict[str, Any]]:
    listed = Enrolment.objects.filter(cohort=cohort, pk__in=ids).select_related(
        "business__kelurahan", "product"
    )
    found = {each.pk: each for each in listed}
    seats = {seat["applicant"]: seat for seat in made["seats"]}
    places = {pk: place for place, pk in enumerate(made["waiting"], 1)}
    return [
        {
            "enrolment": found[pk],
            "place": places.get(pk, ""),
            "passes": len(seats[pk]["passes"]) if pk in seats else "",
            "closes": seats[pk]["closes"] if pk in seats else "",
            "modules": ", ".join(module_title(name, language) for name in seats[pk]["modules"])
            if pk in seats and cohort.apart
            else "",
            "women_led": made["people"][str(pk)][0],
            "first_time": made["people"][str(pk)][1],
            "why": made["reasons"][str(pk)].get(language[:2], made["reasons"][str(pk)]["id"]),
        }
        for pk in ids
        if pk in found
    ]


def _floor(floor: Mapping[str, Any], language: str) -> dict[str, Any]:
    return {**floor, "title": floor["title"].get(language[:2], floor["title"]["id"])}


@permitted("training.manage")
@require_POST
def proposal_make(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """Work a new proposal out, within a few seconds, or longer where the button says so."""
    get_object_or_404(Cohort, pk=cohort_id)
    try:
        propose_seats(cohort_id, request.user, longer=request.POST.get("longer") == "yes")
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(get_language() or "id"))
    return redirect("training:proposal", cohort_id)


@permitted("training.manage")
@require_POST
def proposal_give(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """Give the seats as the proposal on the page says; then everybody is told."""
    get_object_or_404(Cohort, pk=cohort_id)
    try:
        give_seats(cohort_id, request.POST.get("stamp", ""), request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(get_language() or "id"))
        return redirect("training:proposal", cohort_id)
    tell_news(cohort_id)
    count = told_in_all(cohort_id)
    messages.success(request, _("The seats are given. Told so far: %(count)s.") % {"count": count})
    return redirect("training:cohort", cohort_id)


@permitted("training.manage")
@require_POST
def news_tell(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """Tell who does not know yet."""
    get_object_or_404(Cohort, pk=cohort_id)
    told = tell_news(cohort_id)
    messages.success(request, _("Told now: %(count)s.") % {"count": told})
    return redirect("training:participants", cohort_id)
