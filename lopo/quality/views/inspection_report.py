"""The report of an inspection, to print and sign."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.quality.hygiene.report import PHOTOS_A_FINDING, Report, ReportedFinding, report_pdf
from lopo.quality.models import Inspection
from lopo.quality.models.hygiene import SELF
from lopo.quality.views.inspection_result import inspection_in_reach


@permitted("quality.record")
def report(request: PermittedRequest, receipt: str) -> HttpResponse:
    """The report as a PDF in the reader's language."""
    inspection = inspection_in_reach(request, receipt)
    link = request.build_absolute_uri(reverse("quality:inspection_result", args=[inspection.receipt]))
    content = report_pdf(_told(inspection, link), get_language() or "id")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{inspection.receipt}.pdf"'
    return response


def _told(inspection: Inspection, link: str) -> Report:
    business = inspection.business
    ward = business.kelurahan
    return Report(
        business=business.name,
        place=f"{ward.name}, {ward.kecamatan}" if ward else "",
        receipt=inspection.receipt,
        inspected_on=inspection.inspected_on,
        inspector=inspection.by.name,
        present=inspection.present_name,
        is_own=inspection.kind == SELF,
        sheet=inspection.sheet,
        link=link,
        notes=inspection.notes,
        findings=_findings(inspection),
    )


def _findings(inspection: Inspection) -> dict[int, ReportedFinding]:
    """Each finding with its day as it stands now, and its photos."""
    photos: dict[int, list[bytes]] = {}
    failing = {each.number for each in inspection.sheet.findings}
    for photo in inspection.photos.filter(element__in=failing).select_related("evidence"):
        kept = photos.setdefault(photo.element, [])
        if len(kept) < PHOTOS_A_FINDING:
            with photo.evidence.file.open("rb") as stored:
                kept.append(stored.read())
    states = {each.element: each for each in inspection.nonconformities.all()}
    return {
        number: ReportedFinding(
            states[number].due_on if number in states else None,
            states[number].mended_on if number in states else None,
            tuple(photos.get(number, ())),
        )
        for number in failing
    }
