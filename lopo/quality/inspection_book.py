"""Write inspections down: each once, with a receipt; and follow what they found until it is mended."""

import datetime as dt
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.receipt_number import new_number
from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.evidence import CleanFile
from lopo.producers.models import Business, Evidence
from lopo.producers.records import changes_gathered, keep_evidence, lock, record_fact
from lopo.quality.dated_work import work_changed
from lopo.quality.hygiene.checklist import SEVERITIES, element_numbered
from lopo.quality.hygiene.grading import grade
from lopo.quality.hygiene.level import mend_by
from lopo.quality.hygiene.sent import PHOTOS_MOST, SentInspection
from lopo.quality.models import Inspection, InspectionPhoto, Nonconformity
from lopo.quality.models.hygiene import OFFICER, SELF

_NOT_THIS_SHEET = Refused(
    Text("Lembar ini sudah dikirim oleh orang lain atau untuk usaha lain.",
         "This sheet was sent already by somebody else or for another business.")
)  # fmt: skip


def take_inspection(business: Business, kind: str, sent: SentInspection, by: Person) -> Inspection:
    """Record an inspection, or give back the one that this sheet became when it was sent before.

    Raises :class:`Refused` when the sheet was another's, or a photo that it names has not arrived.
    """
    with changes_gathered(), transaction.atomic():
        lock(business.pk)
        before = Inspection.objects.filter(client_id=sent.client_id).first()
        if before is not None:
            if (before.business_id, before.by_id) != (business.pk, by.pk):
                raise _NOT_THIS_SHEET
            return before
        photos = _photos_of(business, sent, by)
        inspection = _written(business, kind, sent, by)
        photos.update(inspection=inspection)
        if _is_latest(inspection):
            _follow_up(inspection)
            _tell(inspection)
            work_changed(business.pk, by)
        return inspection


def _written(business: Business, kind: str, sent: SentInspection, by: Person) -> Inspection:
    return Inspection.objects.create(
        business=business,
        kind=kind,
        inspected_on=sent.inspected_on,
        by=by,
        answers=sent.sheet.as_plain(),
        level=grade(sent.sheet, sent.inspected_on).level or "",
        receipt=_new_receipt(),
        client_id=sent.client_id,
        present_name=sent.present_name,
        notes=sent.notes,
    )


def _new_receipt() -> str:
    while True:
        number = new_number(secrets.choice)
        if not Inspection.objects.filter(receipt=number).exists():
            return number


def keep_photo(
    business: Business, client_id: str, photo_id: str, element: int, upload: CleanFile, by: Person
) -> InspectionPhoto:
    """Keep a photo of a sheet, once. Raises :class:`Refused` when the sheet has too many or is another's."""
    with transaction.atomic():
        lock(business.pk)
        before = InspectionPhoto.objects.filter(photo_id=photo_id).first()
        if before is not None:
            if (before.business_id, before.by_id) != (business.pk, by.pk):
                raise _NOT_THIS_SHEET
            return before
        if InspectionPhoto.objects.filter(client_id=client_id).count() >= PHOTOS_MOST:
            raise Refused(Text(f"Paling banyak {PHOTOS_MOST} foto untuk satu pemeriksaan.",
                               f"There may be at most {PHOTOS_MOST} photos of one inspection."))  # fmt: skip
        return InspectionPhoto.objects.create(
            business=business,
            client_id=client_id,
            photo_id=photo_id,
            element=element,
            evidence=keep_evidence(upload, business, by),
            by=by,
        )


def _photos_of(business: Business, sent: SentInspection, by: Person) -> QuerySet[InspectionPhoto]:
    arrived = InspectionPhoto.objects.filter(
        business=business, client_id=sent.client_id, by=by, inspection=None
    )
    missing = set(sent.photos) - set(arrived.values_list("photo_id", flat=True))
    if missing:
        raise Refused(
            Text(f"{len(missing)} foto belum sampai. Kirim lagi.",
                 f"{len(missing)} of the photos have not arrived. Send again.")
        )  # fmt: skip
    return arrived.filter(photo_id__in=sent.photos)


def says_the_same(inspection: Inspection, sent: SentInspection) -> bool:
    """Whether what was sent is what is on record; not so when a sheet was changed after it had arrived."""
    recorded = (inspection.answers, inspection.inspected_on, inspection.present_name, inspection.notes)
    return recorded == (sent.sheet.as_plain(), sent.inspected_on, sent.present_name, sent.notes)


def _is_latest(inspection: Inspection) -> bool:
    """Whether none of its kind was made on a later day; one that comes late changes nothing any more."""
    later = Inspection.objects.filter(
        business=inspection.business_id, kind=inspection.kind, inspected_on__gt=inspection.inspected_on
    )
    return not later.exists()


def open_findings(business: Business, kind: str | None = None) -> QuerySet[Nonconformity]:
    """What is still to be mended; of one kind of inspection where one is named."""
    found = Nonconformity.objects.filter(business=business, mended_on=None)
    return found if kind is None else found.filter(inspection__kind=kind)


def _follow_up(inspection: Inspection) -> None:
    """What was seen mended is closed, what fails anew is to be mended; what still fails keeps its day."""
    sheet = inspection.sheet
    kind = None if inspection.kind == OFFICER else SELF
    known = {each.element: each for each in open_findings(inspection.business, kind)}
    failing = {each.number for each in sheet.findings}
    for number, before in known.items():
        replaced = inspection.kind == OFFICER and before.inspection.kind == SELF
        if number not in failing or replaced:
            _close(before, inspection.inspected_on, inspection.by, inspection)
        else:
            Nonconformity.objects.filter(pk=before.pk).update(told_on=None)
    kept = {number for number, each in known.items() if number in failing and each.mended_on is None}
    Nonconformity.objects.bulk_create(
        Nonconformity(
            inspection=inspection,
            business=inspection.business,
            element=number,
            severity=element_numbered(number).severity,
            due_on=mend_by(element_numbered(number).severity, inspection.inspected_on),
        )
        for number in sorted(failing - kept)
    )


def _close(found: Nonconformity, on: dt.date, by: Person, inspection: Inspection | None = None) -> None:
    found.mended_on, found.closed_by, found.closed_in = on, by, inspection
    found.save(update_fields=["mended_on", "closed_by", "closed_in"])


def _tell(inspection: Inspection) -> None:
    """What the standards ask of an inspection, as facts of the business."""
    if inspection.kind == SELF:
        _record(inspection, "self_checked_on", inspection.inspected_on, "owner")
        return
    said_by = _teller(inspection.by)
    _record(inspection, "inspected_on", inspection.inspected_on, said_by)
    _tell_counts(inspection, said_by)


def _tell_counts(inspection: Inspection, said_by: str) -> None:
    open_now = list(open_findings(inspection.business, OFFICER).values_list("severity", flat=True))
    for severity in SEVERITIES:
        _record(inspection, severity, open_now.count(severity), said_by)


def _record(inspection: Inspection, fact: str, value: object, said_by: str) -> None:
    record_fact(
        inspection.business,
        None,
        f"quality.cppb.{fact}",
        value,
        typed_by=inspection.by,
        said_by=said_by,
        said_on=inspection.inspected_on,
    )


def _teller(person: Person) -> str:
    roles: Iterable[str] = (membership.role for membership in person.held_memberships())
    return "inspector" if Role.INSPECTOR in roles else "officer"


@transaction.atomic
def tell_mended(found: Nonconformity, by: Person, evidence: Evidence | None) -> None:
    """The owner says that it is mended: her own finding is closed by that, an officer's waits to be seen."""
    lock(found.business_id)
    found.told_on = timezone.localdate()
    found.evidence = evidence or found.evidence
    found.save(update_fields=["told_on", "evidence"])
    if found.inspection.kind == SELF:
        _close(found, timezone.localdate(), by)
    work_changed(found.business_id, by)


def see_mended(found: Nonconformity, by: Person, evidence: Evidence | None) -> None:
    """An officer has seen that it is mended: it is closed, and the open findings are counted anew."""
    with changes_gathered(), transaction.atomic():
        lock(found.business_id)
        found.evidence = evidence or found.evidence
        found.save(update_fields=["evidence"])
        _close(found, timezone.localdate(), by)
        _count_anew(found, by)
        work_changed(found.business_id, by)


def _count_anew(found: Nonconformity, by: Person) -> None:
    if found.inspection.kind != OFFICER:
        return
    left = open_findings(found.business, OFFICER).filter(severity=found.severity).count()
    record_fact(found.business, None, f"quality.cppb.{found.severity}", left,
                typed_by=by, said_by=_teller(by), said_on=timezone.localdate())  # fmt: skip


def not_mended(found: Nonconformity, by: Person) -> None:
    """That it is mended was a slip: it is open again. Raises :class:`Refused` if looked at anew since."""
    with changes_gathered(), transaction.atomic():
        lock(found.business_id)
        found.refresh_from_db()
        again = open_findings(found.business).filter(element=found.element).exclude(pk=found.pk)
        if found.closed_in_id is not None or again.exists():
            raise Refused(
                Text("Sudah diperiksa lagi sesudah itu; lihat temuan yang baru.",
                     "It was looked at again after that; see what was found then.")
            )  # fmt: skip
        found.told_on = found.mended_on = found.closed_by = None
        found.save(update_fields=["told_on", "mended_on", "closed_by"])
        _count_anew(found, by)
        work_changed(found.business_id, by)


def put_off(found: Nonconformity, due_on: dt.date, by: Person | None = None) -> None:
    """Another day by which it is to be mended. Raises :class:`Refused` for a day that is past."""
    if due_on < timezone.localdate():
        raise Refused(Text("Pilih hari ini atau sesudahnya.", "Choose today or a later day."))
    found.due_on, found.told_on = due_on, None
    found.save(update_fields=["due_on", "told_on"])
    work_changed(found.business_id, by)
