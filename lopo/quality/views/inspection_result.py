"""How a kitchen stands: its inspections with their receipts, and what is to be mended by when."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, in_reach, permitted
from lopo.facts.kinds import Refused, read_date
from lopo.producers.models import Business
from lopo.producers.reach import businesses_in
from lopo.producers.records import keep_evidence
from lopo.quality.hygiene.checklist import SEVERITIES, SEVERITY_TITLES, element_numbered
from lopo.quality.hygiene.grading import grade, mend_first
from lopo.quality.inspection_book import open_findings, put_off, see_mended, tell_mended
from lopo.quality.models import Inspection, InspectionDraft, Nonconformity
from lopo.quality.models.hygiene import OFFICER, SELF
from lopo.quality.views.inspection import kind_for
from lopo.quality.views.inspection_arrival import uploaded_photo

SHOWN = 50


@permitted("quality.record")
def kitchen(request: PermittedRequest, business_id: int) -> HttpResponse:
    """One kitchen: its level, what is to be mended, and every inspection with its receipt number."""
    business = get_object_or_404(businesses_in(request.scope), pk=business_id)
    listed = list(Inspection.objects.filter(business=business).select_related("by")[:SHOWN])
    found = open_findings(business).select_related("inspection", "evidence")
    context = {
        "business": business,
        "kind": kind_for(request.scope, business),
        "last": next((each for each in listed if each.kind == OFFICER), None),
        "last_own": next((each for each in listed if each.kind == SELF), None),
        "inspections": listed,
        "findings": finding_rows(found),
        "begun": InspectionDraft.objects.filter(business=business, by=request.user).exists(),
        "today": timezone.localdate(),
    }
    return render(request, "quality/inspection_kitchen.html", context)


def finding_rows(found: Iterable[Nonconformity]) -> list[dict[str, object]]:
    """Findings in words, the gravest first within each day."""
    language, today = get_language() or "id", timezone.localdate()
    rows = []
    for each in sorted(found, key=lambda one: (one.due_on, -SEVERITIES.index(one.severity), one.element)):
        element = element_numbered(each.element)
        rows.append(
            {
                "finding": each,
                "failure": element.failure.in_language(language),
                "mend": element.mend.in_language(language),
                "severity": SEVERITY_TITLES[each.severity].in_language(language),
                "late_by": max(0, (today - each.due_on).days) if each.mended_on is None else 0,
                "is_own": each.inspection.kind == SELF,
            }
        )
    return rows


@permitted("quality.record")
def result(request: PermittedRequest, receipt: str) -> HttpResponse:
    """One inspection: its level, why, what to mend first, and its photos."""
    inspection = inspection_in_reach(request, receipt)
    language = get_language() or "id"
    sheet = inspection.sheet
    graded = grade(sheet, inspection.inspected_on)
    photos = list(inspection.photos.select_related("evidence"))
    rows = [
        {
            "element": each,
            "failure": each.failure.in_language(language),
            "mend": each.mend.in_language(language),
            "severity": SEVERITY_TITLES[each.severity].in_language(language),
            "note": sheet.note_at(each.number),
            "photos": [photo for photo in photos if photo.element == each.number],
        }
        for each in mend_first(sheet)
    ]
    failing = {each.number for each in sheet.findings}
    context = {
        "inspection": inspection,
        "grade": graded,
        "why": graded.why.in_language(language),
        "rows": rows,
        "other_photos": [photo for photo in photos if photo.element not in failing],
        "is_own": inspection.kind == SELF,
    }
    return render(request, "quality/inspection_result.html", context)


def inspection_in_reach(request: PermittedRequest, receipt: str) -> Inspection:
    """The inspection of that receipt number, if this person may see it."""
    reached = Inspection.objects.filter(in_reach(request.scope, "business__organisation"))
    return get_object_or_404(reached.select_related("business", "business__kelurahan", "by"), receipt=receipt)


@permitted("quality.record")
@require_POST
def mended(request: PermittedRequest, pk: int) -> HttpResponse:
    """The owner tells that a finding is mended; an officer sees it, and closes it; or gives another day."""
    reached = Nonconformity.objects.filter(in_reach(request.scope, "business__organisation"), mended_on=None)
    found = get_object_or_404(reached.select_related("inspection", "business"), pk=pk)
    try:
        messages.success(request, _act(request, found, found.business))
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(get_language() or "id"))
    return redirect("quality:kitchen", found.business_id)


def _act(request: PermittedRequest, found: Nonconformity, business: Business) -> str:
    """Do what was asked and say so. Raises :class:`Refused` before anything is changed."""
    is_officer = kind_for(request.scope, business) == OFFICER
    if is_officer and "put_off" in request.POST:
        put_off(found, read_date(request.POST.get("due_on")), request.user)
        return _("The day is changed.")
    photo = keep_evidence(uploaded_photo(request), business, request.user) if request.FILES else None
    if is_officer:
        see_mended(found, request.user, photo)
        return _("Closed: you saw that it is mended.")
    tell_mended(found, request.user, photo)
    return _("Well done. Your own finding is closed.") if found.inspection.kind == SELF else _(
        "Well done. The officer will look at it at the next visit."
    )  # fmt: skip
