"""The certificates of a course, for who teaches it: who earned one and why not; issued, revoked, again."""

from collections import Counter
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.training.books.certificate import issue_again, issue_all, revoke
from lopo.training.books.certificate_standing import Standing, standings
from lopo.training.books.day import cohorts_in
from lopo.training.forms.certificate import RevokeForm
from lopo.training.models import Certificate, Cohort, Enrolment
from lopo.training.models.cohort import SEAT
from lopo.training.signing_key import house_of
from lopo.training.views.certificate import reader_language

PAGE = 50
HELD, WAITING, NOT_YET, REVOKED = "issued", "earned", "not-yet", "revoked"
SORTS: dict[str, Callable[[Standing], object]] = {
    "name": lambda each: each.enrolment.attends.casefold(),
    "business": lambda each: each.enrolment.business.name.casefold(),
    "attended": lambda each: each.earned.attended / (each.earned.held or 1),
}


def state_of(standing: Standing) -> str:
    """In which of the four lists a participant stands."""
    if standing.valid:
        return HELD
    if standing.revoked:
        return REVOKED
    return WAITING if standing.earned.is_earned else NOT_YET


@permitted("training.teach")
@require_safe
def cohort_certificates(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """Everybody with a seat: what was attended, what lacks, and one button for all who earned it."""
    cohort = _cohort(request, cohort_id)
    everybody = standings(cohort, timezone.now())
    counts = Counter(state_of(each) for each in everybody)
    wanted, search = request.GET.get("state", ""), request.GET.get("search", "").strip()[:80]
    sort = request.GET.get("sort", "name")
    listed = [each for each in everybody if _fits(each, wanted, search)]
    if sort.removeprefix("-") in SORTS:
        listed.sort(key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))  # type: ignore[arg-type]
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    language = reader_language()
    context = {
        "cohort": cohort,
        "page": page,
        "rows": [_row(each, language) for each in page],
        "waiting": counts[WAITING],
        "wanted": wanted,
        "search": search,
        "sort": sort,
        "states": _states(counts, len(everybody)),
        "columns": _columns(request, sort),
        "query": query.urlencode(),
        "is_filtered": bool(wanted or search),
    }
    return render(request, "training/certificates_cohort.html", context)


def _fits(standing: Standing, wanted: str, search: str) -> bool:
    if wanted and state_of(standing) != wanted:
        return False
    names = f"{standing.enrolment.attends} {standing.enrolment.business.name}".casefold()
    return search.casefold() in names


def _row(standing: Standing, language: str) -> dict[str, object]:
    return {
        "standing": standing,
        "state": state_of(standing),
        "why": standing.earned.why.in_language(language),
    }


def _states(counts: Counter[str], total: int) -> list[tuple[str, str, int]]:
    return [
        ("", _("All"), total),
        (WAITING, _("Earned, to be issued"), counts[WAITING]),
        (HELD, _("Already issued"), counts[HELD]),
        (NOT_YET, _("Not earned yet"), counts[NOT_YET]),
        (REVOKED, _("Revoked"), counts[REVOKED]),
    ]


def _columns(request: PermittedRequest, sort: str) -> list[dict[str, object]]:
    heads = [("name", _("Participant")), ("business", _("Business")), ("attended", _("Meetings"))]
    columns: list[dict[str, object]] = []
    for name, title in heads:
        link = request.GET.copy()
        link["sort"] = f"-{name}" if sort == name else name
        is_sorted = sort.removeprefix("-") == name
        columns.append(
            {
                "title": title,
                "href": f"?{link.urlencode()}",
                "sorted": ("descending" if sort.startswith("-") else "ascending") if is_sorted else "",
                "is_number": name == "attended",
            }
        )
    return columns


@permitted("training.teach")
@require_POST
def certificates_issue(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """Issue to everybody who earned one; a second tap finds nothing left to do."""
    cohort = _cohort(request, cohort_id)
    try:
        issued = issue_all(cohort, house_of(request), request.user, timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(reader_language()))
        return redirect("training:cohort_certificates", cohort.pk)
    if issued.count:
        told = ngettext(
            "%(count)d certificate was issued.", "%(count)d certificates were issued.", issued.count
        )
        messages.success(request, told % {"count": issued.count})
    else:
        messages.info(request, _("Everybody who earned a certificate has hers."))
    if issued.left:
        told = ngettext("%(count)d is left; tap again.", "%(count)d are left; tap again.", issued.left)
        messages.warning(request, told % {"count": issued.left})
    return redirect("training:cohort_certificates", cohort.pk)


@permitted("training.teach")
@require_POST
def certificate_again(request: PermittedRequest, enrolment_id: int) -> HttpResponse:
    """Another certificate for somebody whose last one was revoked."""
    cohorts = cohorts_in(request.scope, request.user)
    rows = Enrolment.objects.filter(cohort__in=cohorts, state=SEAT).select_related("cohort")
    enrolment = get_object_or_404(rows, pk=enrolment_id)
    try:
        made = issue_again(enrolment, house_of(request), request.user, timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(reader_language()))
    else:
        messages.success(request, _("Certificate %(number)s was issued.") % {"number": made.number})
    return redirect("training:cohort_certificates", enrolment.cohort_id)


@permitted("training.teach")
def certificate_revoke(request: PermittedRequest, certificate_number: str) -> HttpResponse:
    """Why? Then it no longer holds, for good."""
    cohorts = cohorts_in(request.scope, request.user)
    rows = Certificate.objects.filter(enrolment__cohort__in=cohorts).select_related("enrolment__cohort")
    found = get_object_or_404(rows, number=certificate_number)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke(found, form.cleaned_data["reason"], request.user, timezone.now())
        except Refused as refusal:
            form.add_error("reason", refusal.reason.in_language(reader_language()))
        else:
            messages.success(request, _("Certificate %(number)s no longer holds.") % {"number": found.number})
            return redirect("training:cohort_certificates", found.enrolment.cohort_id)
    context = {"certificate": found, "form": form}
    return render(request, "training/certificate_revoke.html", context, status=422 if form.errors else 200)


def _cohort(request: PermittedRequest, cohort_id: int) -> Cohort:
    found = cohorts_in(request.scope, request.user).filter(pk=cohort_id).first()
    if found is None:
        raise Http404
    return found
