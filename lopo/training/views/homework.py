"""Homework: a participant sends photos of what she did, the trainer says accepted or once more."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.training.books.day import cohorts_in, comes_to
from lopo.training.books.homework import NOT_YET, hand_in, has_begun, review, review_again, standing, withdraw
from lopo.training.forms.day import HomeworkForm, ReviewForm
from lopo.training.models import Enrolment, Homework
from lopo.training.models.day import ACCEPTED, AGAIN, HANDED_IN
from lopo.training.module_titles import module_title
from lopo.training.reach.day import own_seat_or_404, own_seats, taught_by, taught_or_404
from lopo.training.views.day_sheet import language
from lopo.training.views.material import file_answer

PAGE = 50


def _module_of(seat: Enrolment, module: str) -> str:
    if module not in seat.cohort.modules or not comes_to(seat, module):
        raise Http404
    return module


@permitted("training.join")
def homework(request: PermittedRequest, enrolment_id: int, module: str) -> HttpResponse:
    """What she handed in for a lesson and what was said about it; and the form for more."""
    seat = own_seat_or_404(request, enrolment_id)
    _module_of(seat, module)
    form = HomeworkForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            hand_in(seat, module, data["photos"], data["note"], form.number, request.user)
        except Refused as refusal:
            form.add_error("photos", refusal.reason.in_language(language()))
        else:
            messages.success(request, _("Handed in. The trainer looks at it and answers here."))
            return redirect("training:homework", seat.pk, module)
    context = {
        "seat": seat,
        "title": module_title(module, language()),
        "form": form,
        "rows": standing(seat, module),
        "begun": has_begun(seat, module),
        "not_yet": NOT_YET.in_language(language()),
    }
    return render(request, "training/day_homework.html", context, status=422 if form.errors else 200)


@permitted("training.join")
@require_POST
def homework_back(request: PermittedRequest, homework_id: int) -> HttpResponse:
    """Take a photo back that nobody has looked at."""
    found = get_object_or_404(Homework, pk=homework_id, enrolment__in=own_seats(request.user))
    try:
        withdraw(found)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
    return redirect("training:homework", found.enrolment_id, found.module)


@permitted("training.seat")
def homework_photo(request: PermittedRequest, homework_id: int) -> FileResponse:
    """The photo, to who sent it and to who teaches the course."""
    reached = Q(enrolment__in=own_seats(request.user)) | Q(enrolment__cohort__in=taught_by(request.user))
    found = get_object_or_404(Homework.objects.filter(reached).select_related("evidence"), pk=homework_id)
    return file_answer(found.evidence.file, found.evidence.kind, f"tugas-{found.pk}")


@permitted("training.teach")
def homeworks(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """What waits to be looked at, the oldest first; or what was accepted, or asked for again."""
    cohort = taught_or_404(request, cohort_id)
    state = request.GET.get("keadaan", HANDED_IN)
    if state not in (HANDED_IN, ACCEPTED, AGAIN):
        state = HANDED_IN
    all_of_it = Homework.objects.filter(enrolment__cohort=cohort, withdrawn_at=None)
    counts = dict(all_of_it.order_by().values_list("state").annotate(Count("pk")))
    found = all_of_it.filter(state=state).select_related("enrolment__business", "reviewed_by")
    page = Paginator(found.order_by("handed_in_at", "pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "state": state,
        "tabs": [
            (HANDED_IN, _("To look at"), counts.get(HANDED_IN, 0)),
            (AGAIN, _("Asked for again"), counts.get(AGAIN, 0)),
            (ACCEPTED, _("Accepted"), counts.get(ACCEPTED, 0)),
        ],
        "page": page,
        "rows": [{"homework": each, "title": module_title(each.module, language())} for each in page],
    }
    return render(request, "training/day_homeworks.html", context)


def _taught(request: PermittedRequest, homework_id: int) -> Homework:
    reached = Homework.objects.filter(
        enrolment__cohort__in=cohorts_in(request.scope, request.user), withdrawn_at=None
    )
    found = reached.select_related("enrolment__cohort", "enrolment__business", "evidence", "reviewed_by")
    return get_object_or_404(found, pk=homework_id)


@permitted("training.teach")
def homework_review(request: PermittedRequest, homework_id: int) -> HttpResponse:
    """One photo, large, and the two answers; then the next one that waits."""
    found = _taught(request, homework_id)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            review(found, form.cleaned_data["state"], form.cleaned_data["remark"], request.user)
        except Refused as refusal:
            form.add_error("remark", refusal.reason.in_language(language()))
        else:
            following = _next(found)
            return (
                redirect("training:homework_review", following)
                if following
                else redirect("training:homeworks", found.enrolment.cohort_id)
            )
    context = {
        "homework": found,
        "cohort": found.enrolment.cohort,
        "title": module_title(found.module, language()),
        "form": form,
        "waits": found.state == HANDED_IN,
    }
    return render(request, "training/day_review.html", context, status=422 if form.errors else 200)


def _next(found: Homework) -> int | None:
    waiting = Homework.objects.filter(
        enrolment__cohort=found.enrolment.cohort_id, state=HANDED_IN, withdrawn_at=None
    )
    first: int | None = waiting.order_by("handed_in_at", "pk").values_list("pk", flat=True).first()
    return first


@permitted("training.teach")
@require_POST
def review_undo(request: PermittedRequest, homework_id: int) -> HttpResponse:
    """The review was a mistake: it waits again."""
    found = _taught(request, homework_id)
    try:
        review_again(found)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
    return redirect("training:homework_review", found.pk)
