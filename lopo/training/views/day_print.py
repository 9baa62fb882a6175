"""What is printed for the day: the attendance list, and the cards of participants."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.training.books.day import expected_at, present_at
from lopo.training.day.attendance_list import (
    EMPTY,
    FILLED,
    AttendanceList,
    Listed,
    cards_pdf,
    list_pdf,
)
from lopo.training.models import Enrolment, Session
from lopo.training.models.cohort import SEAT
from lopo.training.module_titles import module_title
from lopo.training.reach.day import taught_or_404
from lopo.training.views.day_code import origin
from lopo.training.views.day_sheet import language, session_or_404

_NAME_MOST, _NIP_MOST = 120, 30


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _line(request: HttpRequest, name: str, most: int) -> str:
    typed = " ".join(request.GET.get(name, "").split())
    return "".join(each for each in typed if each.isprintable())[:most]


@permitted("training.teach")
def attendance_list(request: PermittedRequest, session_id: int) -> HttpResponse:
    """The list to sign: filled once somebody came, empty before; ``?isi=kosong`` gives the empty one."""
    session = session_or_404(request, session_id)
    session.cohort.organiser  # noqa: B018 - read before the list is set
    came = present_at(session)
    filled = bool(came) and request.GET.get("isi") != "kosong"
    people = [_listed(each, session, came.get(each.pk)) for each in expected_at(session)]
    trainer = session.trainer or session.cohort.trainer
    told = AttendanceList(
        office=session.cohort.organiser.name,
        activity=session.cohort.title,
        subject=module_title(session.module, language()),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        place=session.place or session.cohort.place,
        trainer=trainer.name if trainer else "",
        people=people,
        link=request.build_absolute_uri(reverse("training:day_sheet", args=[session.pk])),
        form=FILLED if filled else EMPTY,
        signatory=_line(request, "nama", _NAME_MOST),
        nip=_line(request, "nip", _NIP_MOST),
    )
    return _pdf(list_pdf(told, language()), f"daftar-hadir-{session.pk}")


def _listed(seat: Enrolment, session: Session, came_at: object = None) -> Listed:
    ward = seat.business.kelurahan
    return Listed(
        name=seat.attends,
        business=seat.business.name,
        address=f"{ward.name}, {ward.kecamatan}" if ward else "",
        phone=(seat.person.phone or "") if seat.person else "",
        came_at=came_at,  # type: ignore[arg-type]
        ticket=seat.ticket,
    )


@permitted("training.teach")
def cards(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """The codes of everybody who has a seat, to print for those who bring no phone."""
    cohort = taught_or_404(request, cohort_id)
    seats = Enrolment.objects.filter(cohort=cohort, state=SEAT).select_related("business")
    people = [
        Listed(each.attends, each.business.name, ticket=each.ticket)
        for each in seats.order_by("attends", "pk")
    ]
    return _pdf(cards_pdf(cohort.title, people, origin(request), language()), f"kartu-peserta-{cohort.pk}")
