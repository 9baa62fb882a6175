"""The sheet as an online form of several pages, one for each group; every page is saved as it is sent."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.producers.models import Business
from lopo.producers.reach import businesses_in
from lopo.quality.hygiene.checklist import SEVERITY_TITLES, Element, elements_in, group_title, groups
from lopo.quality.hygiene.grading import grade
from lopo.quality.hygiene.sent import NAME_MOST, NOTES_MOST, read_sent
from lopo.quality.hygiene.sheet import NOTE_MOST, Sheet, read_sheet
from lopo.quality.inspection_book import keep_photo, take_inspection
from lopo.quality.models import InspectionDraft, InspectionPhoto
from lopo.quality.models.hygiene import SELF, new_client_id
from lopo.quality.views.inspection import kind_for
from lopo.quality.views.inspection_arrival import uploaded_photo

LAST = "selesai"


def _business(request: PermittedRequest, business_id: int) -> Business:
    return get_object_or_404(businesses_in(request.scope), pk=business_id)


@permitted("quality.record")
@require_POST
def begin(request: PermittedRequest, business_id: int) -> HttpResponse:
    """Begin a sheet, or go on where it was left."""
    business = _business(request, business_id)
    draft, _made = InspectionDraft.objects.get_or_create(business=business, by=request.user)
    return redirect("quality:inspection_form", business.pk, _next(draft.sheet))


def _next(sheet: Sheet) -> str:
    """The group in which something is left, or the last page."""
    return sheet.left[0].group if sheet.left else LAST


@permitted("quality.record")
def form(request: PermittedRequest, business_id: int, group: str) -> HttpResponse:
    """One group of the sheet, or its last page."""
    business = _business(request, business_id)
    draft = InspectionDraft.objects.filter(business=business, by=request.user).first()
    if draft is None:
        return redirect("quality:inspection", business.pk)
    if group == LAST:
        return _last(request, business, draft)
    if group not in groups():
        raise Http404
    error = _save(request, business, draft, group) if request.method == "POST" else ""
    if request.method == "POST" and not error:
        return redirect("quality:inspection_form", business.pk, _after(group))
    language = get_language() or "id"
    letters = list(groups())
    kind = kind_for(request.scope, business)
    context = {
        "business": business,
        "kind": kind,
        "title": group_title(group).in_language(language),
        "number": letters.index(group) + 1,
        "total": len(letters),
        "before": letters[letters.index(group) - 1] if group != letters[0] else "",
        "rows": [_row(each, draft, language) for each in elements_in(group)],
        "note_most": NOTE_MOST,
        "error": error,
    }
    return render(request, "quality/inspection_form.html", context, status=422 if error else 200)


def _after(group: str) -> str:
    letters = list(groups())
    place = letters.index(group) + 1
    return letters[place] if place < len(letters) else LAST


def _row(element: Element, draft: InspectionDraft, language: str) -> dict[str, object]:
    photos = InspectionPhoto.objects.filter(client_id=draft.client_id, element=element.number)
    return {
        "number": element.number,
        "question": element.question.in_language(language),
        "failure": element.failure.in_language(language),
        "severity": SEVERITY_TITLES[element.severity].in_language(language),
        "good": element.good.in_language(language),
        "picture": element.picture,
        "absent": element.absent.in_language(language) if element.absent else "",
        "answer": draft.sheet.answer_at(element.number),
        "note": draft.sheet.note_at(element.number),
        "photos": photos.count(),
    }


def _save(request: PermittedRequest, business: Business, draft: InspectionDraft, group: str) -> str:
    """Keep the answers of a page beside those of the others; a sentence when one cannot be taken."""
    answers = dict(draft.answers)
    for element in elements_in(group):
        answer = request.POST.get(f"answer-{element.number}")
        if answer:
            note = request.POST.get(f"note-{element.number}", "")
            answers[str(element.number)] = {"answer": answer, "note": note}
    try:
        draft.answers = read_sheet(answers).as_plain()
        draft.save(update_fields=["answers"])
        for element in elements_in(group):
            upload = request.FILES.get(f"photo-{element.number}")
            if upload:
                photo = uploaded_photo(request, f"photo-{element.number}")
                keep_photo(business, draft.client_id, new_client_id(), element.number, photo, request.user)
    except Refused as refusal:
        return refusal.reason.in_language(get_language() or "id")
    return ""


def _photos_of(draft: InspectionDraft) -> list[str]:
    return list(InspectionPhoto.objects.filter(client_id=draft.client_id).values_list("photo_id", flat=True))


def _last(request: PermittedRequest, business: Business, draft: InspectionDraft) -> HttpResponse:
    """What was found, who was there, and the button that sends it."""
    language = get_language() or "id"
    graded = grade(draft.sheet, timezone.localdate())
    error = ""
    if request.method == "POST":
        raw = {
            "client_id": draft.client_id,
            "inspected_on": request.POST.get("inspected_on"),
            "answers": draft.answers,
            "photos": _photos_of(draft),
            "present_name": request.POST.get("present_name", ""),
            "notes": request.POST.get("notes", ""),
        }
        try:
            sent = read_sent(raw, timezone.localdate())
            inspection = take_inspection(business, kind_for(request.scope, business), sent, request.user)
        except Refused as refusal:
            error = refusal.reason.in_language(language)
        else:
            draft.delete()
            return redirect("quality:inspection_result", inspection.receipt)
    context = {
        "business": business,
        "kind": kind_for(request.scope, business),
        "is_own": kind_for(request.scope, business) == SELF,
        "grade": graded,
        "why": graded.why.in_language(language),
        "findings": [(each.number, each.failure.in_language(language)) for each in draft.sheet.findings],
        "first_left": graded.left[0].group if graded.left else "",
        "last_group": list(groups())[-1],
        "today": timezone.localdate(),
        "typed": request.POST,
        "name_most": NAME_MOST,
        "notes_most": NOTES_MOST,
        "error": error,
    }
    return render(request, "quality/inspection_last.html", context, status=422 if error else 200)
