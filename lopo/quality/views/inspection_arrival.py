"""What a phone sends when it has a network again: photos one by one, then the sheet. Answers are JSON."""

import json

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.facts.own_number import read_own_number
from lopo.facts.text import Text
from lopo.producers.evidence import CleanFile, check_size, clean_upload
from lopo.producers.models import Business
from lopo.producers.reach import businesses_in
from lopo.quality.hygiene.checklist import elements
from lopo.quality.hygiene.grading import grade
from lopo.quality.hygiene.sent import read_sent
from lopo.quality.inspection_book import keep_photo, says_the_same, take_inspection
from lopo.quality.views.inspection import kind_for

_NOT_READ = Text("Kiriman ini tidak terbaca. Kirim lagi.", "What was sent cannot be read. Send again.")


def problem(reason: Text | str, status: int = 422) -> JsonResponse:
    """A sentence for the person who holds the phone."""
    words = reason if isinstance(reason, str) else reason.in_language(get_language() or "id")
    return JsonResponse({"problem": words}, status=status)


def _business(request: PermittedRequest, business_id: int) -> Business | None:
    return businesses_in(request.scope).filter(pk=business_id).first()


def _gone() -> JsonResponse:
    return problem(_("This business is gone. Ask the office; it all stays on this phone."), 404)


@permitted("quality.record")
@require_POST
def photo(request: PermittedRequest, business_id: int) -> JsonResponse:
    """Keep one photo of a sheet; sent twice it is kept once."""
    business = _business(request, business_id)
    if business is None:
        return _gone()
    try:
        client_id = read_own_number(request.POST.get("client_id"))
        photo_id = read_own_number(request.POST.get("photo_id"))
        element = _element(request.POST.get("element"))
        keep_photo(business, client_id, photo_id, element, uploaded_photo(request), request.user)
    except Refused as refusal:
        return problem(refusal.reason)
    return JsonResponse({"kept": photo_id})


def _element(raw: str | None) -> int:
    numbers = {str(each.number): each.number for each in elements()}
    if raw not in numbers:
        raise Refused(_NOT_READ)
    return numbers[raw]


def uploaded_photo(request: HttpRequest, field: str = "photo") -> CleanFile:
    """The photo that was sent, cleaned. Raises :class:`Refused`."""
    upload = request.FILES.get(field)
    if upload is None:
        raise Refused(Text("Fotonya belum ada. Ambil lagi.", "The photo is missing. Take it again."))
    check_size(upload.size or 0)
    cleaned = clean_upload(upload.read())
    if cleaned.kind != "photo":
        raise Refused(Text("Kirim foto, bukan PDF.", "Send a photo, not a PDF."))
    return cleaned


@permitted("quality.record")
@require_POST
def send(request: PermittedRequest, business_id: int) -> JsonResponse:
    """Record an inspection and answer with its receipt; sent twice it is one."""
    business = _business(request, business_id)
    if business is None:
        return _gone()
    try:
        raw = json.loads(request.body)
    except (ValueError, RecursionError):
        return problem(_NOT_READ)
    person = raw.get("person") if isinstance(raw, dict) else None
    if person != request.user.pk:
        return problem(_("Somebody else is signed in. Whoever filled this sheet signs in to send it."), 409)
    try:
        sent = read_sent(raw, timezone.localdate())
        inspection = take_inspection(business, kind_for(request.scope, business), sent, request.user)
    except Refused as refusal:
        return problem(refusal.reason)
    graded = grade(inspection.sheet, inspection.inspected_on)
    return JsonResponse(
        {
            "receipt": inspection.receipt,
            "level": inspection.level,
            "why": graded.why.in_language(get_language() or "id"),
            "differs": not says_the_same(inspection, sent),
            "url": reverse("quality:inspection_result", args=[inspection.receipt]),
        }
    )
