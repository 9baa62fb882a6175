"""Tests before and after a lesson: a question at a time on a phone, and what they say to the trainer."""

from collections import defaultdict

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.training.books.day import cohorts_in, comes_to, meeting_of
from lopo.training.books.quiz import answers_so_far, hand_in, keep_answer, sheet_of, take_back
from lopo.training.day.gain import Gain, Pair, gain_of
from lopo.training.day.quiz import AFTER, BEFORE, MOMENTS, is_open, next_left
from lopo.training.day.rules import rules
from lopo.training.lessons.library import load_modules
from lopo.training.lessons.module import Module
from lopo.training.models import Enrolment, TestSheet
from lopo.training.models.cohort import SEAT
from lopo.training.reach.day import own_seat_or_404, taught_or_404, taught_seat_or_404
from lopo.training.views.day_sheet import language

PAGE = 100


def tested_module(seat: Enrolment, name: str, moment: str) -> Module:
    """The lesson with its questions, where this participant is tested in it; 404 otherwise."""
    module = load_modules().get(name)
    taught = name in seat.cohort.modules and comes_to(seat, name)
    if module is None or not module.questions or not taught or moment not in MOMENTS:
        raise Http404
    return module


def is_open_for(seat: Enrolment, name: str, moment: str) -> bool:
    """Whether the participant can answer that test now."""
    sessions = seat.cohort.sessions.filter(module=name).select_related("cohort")
    return is_open(moment, [meeting_of(each) for each in sessions], timezone.now())


@permitted("training.join")
def test(request: PermittedRequest, enrolment_id: int, module: str, moment: str) -> HttpResponse:
    """The test of a participant herself."""
    seat = own_seat_or_404(request, enrolment_id)
    lesson = tested_module(seat, module, moment)
    sheet = sheet_of(seat, lesson, moment)
    if sheet:
        return _result(request, seat, lesson, sheet)
    if not is_open_for(seat, module, moment):
        context = {"seat": seat, "title": lesson.title.in_language(language()), "moment": moment}
        return render(request, "training/day_test_closed.html", context)
    address = reverse("training:test", args=[seat.pk, module, moment])
    return _ask(request, seat, lesson, moment, address)


@permitted("training.teach")
def test_paper(request: PermittedRequest, enrolment_id: int, module: str, moment: str) -> HttpResponse:
    """The trainer types the answers that a participant wrote on paper."""
    seat = taught_seat_or_404(request, enrolment_id)
    lesson = tested_module(seat, module, moment)
    sheet = sheet_of(seat, lesson, moment)
    if sheet:
        return _result(request, seat, lesson, sheet, paper=True)
    address = reverse("training:test_paper", args=[seat.pk, module, moment])
    return _ask(request, seat, lesson, moment, address, paper=True)


def _ask(
    request: PermittedRequest, seat: Enrolment, module: Module, moment: str, address: str, paper: bool = False
) -> HttpResponse:
    """One question; or, when none is left, the button that hands it in."""
    answers, error = answers_so_far(seat, module, moment), ""
    place = _place(request.GET.get("soal"), module)
    if request.method == "POST" and "serahkan" in request.POST:
        hand_in(seat, module, moment, request.user if paper else None)
        return redirect(address)
    if request.method == "POST":
        place = _place(request.POST.get("soal"), module)
        if place is None:
            raise Http404
        try:
            answers = keep_answer(seat, module, moment, place, request.POST.get("jawaban", ""))
        except Refused as refusal:
            error = refusal.reason.in_language(language())
        else:
            left = next_left(module, answers, place)
            return redirect(address if left is None else f"{address}?soal={left + 1}")
    if place is None and (left := next_left(module, answers)) is not None:
        place = left
    context = {
        "seat": seat,
        "title": module.title.in_language(language()),
        "moment": moment,
        "address": address,
        "paper": paper,
        "total": len(module.questions),
        "answered": len(answers),
        "error": error,
        **(_question(module, answers, place) if place is not None else {}),
    }
    return render(request, "training/day_test.html", context, status=422 if error else 200)


def _place(raw: str | None, module: Module) -> int | None:
    """The place of the question that the address names, from 0."""
    places = {str(place + 1): place for place in range(len(module.questions))}
    return places.get(raw or "")


def _question(module: Module, answers: dict[str, int], place: int) -> dict[str, object]:
    question = module.questions[place]
    chosen = answers.get(question.id)
    return {
        "question": question.asks.in_language(language()),
        "number": place + 1,
        "options": [
            {"place": each, "text": option.in_language(language()), "chosen": each == chosen}
            for each, option in enumerate(question.options)
        ],
    }


def _result(
    request: PermittedRequest, seat: Enrolment, module: Module, sheet: TestSheet, paper: bool = False
) -> HttpResponse:
    """Before the lesson only that it is in, for the same questions come again; after it, what was right."""
    told = sheet.moment == AFTER or paper
    rows = [
        {
            "asks": question.asks.in_language(language()),
            "right": sheet.answers.get(question.id) == question.right,
            "answer": question.options[question.right].in_language(language()),
            "why": question.why.in_language(language()),
        }
        for question in module.questions
    ]
    before = sheet_of(seat, module, BEFORE) if sheet.moment == AFTER else None
    context = {
        "seat": seat,
        "title": module.title.in_language(language()),
        "sheet": sheet,
        "before": before,
        "rows": rows if told else [],
        "paper": paper,
    }
    return render(request, "training/day_test_result.html", context)


@permitted("training.teach")
@require_POST
def test_back(request: PermittedRequest, sheet_id: int) -> HttpResponse:
    """A sheet that was typed from paper is opened again; one that a participant filled herself is not."""
    reached = TestSheet.objects.filter(enrolment__cohort__in=cohorts_in(request.scope, request.user))
    sheet = get_object_or_404(reached.exclude(typed_by=None), pk=sheet_id)
    take_back(sheet)
    messages.success(request, _("The answers can be changed again."))
    return redirect("training:test_paper", sheet.enrolment_id, sheet.module, sheet.moment)


@permitted("training.teach")
def results(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """What a lesson added: means, gain and how many answered; which question to teach again; everybody."""
    cohort = taught_or_404(request, cohort_id)
    taught = [load_modules()[name] for name in cohort.modules if name in load_modules()]
    lessons = [each for each in taught if each.questions]
    names = {each.id: each for each in lessons}
    wanted = request.GET.get("materi", "")
    lesson = names.get(wanted) or (lessons[0] if lessons else None)
    sheets = list(TestSheet.objects.filter(enrolment__cohort=cohort))
    seats = Enrolment.objects.filter(cohort=cohort, state=SEAT).select_related("business")
    everybody = [each for each in seats.order_by("attends", "pk") if lesson and comes_to(each, lesson.id)]
    page = Paginator(everybody, PAGE).get_page(request.GET.get("page"))
    context = {
        "cohort": cohort,
        "lessons": [_lesson(each, sheets) for each in lessons],
        "lesson": lesson,
        "title": lesson.title.in_language(language()) if lesson else "",
        "questions": _questions(lesson, sheets) if lesson else [],
        "page": page,
        "rows": _people(list(page), lesson, sheets) if lesson else [],
        "least": rules().least_answered,
    }
    return render(request, "training/day_results.html", context)


def _lesson(module: Module, sheets: list[TestSheet]) -> dict[str, object]:
    gain = module_gain(module.id, sheets)
    return {"id": module.id, "title": module.title.in_language(language()), "gain": gain}


def module_gain(module: str, sheets: list[TestSheet]) -> Gain:
    """The gain of one lesson over those who answered before and after it."""
    by_person: dict[int, dict[str, TestSheet]] = defaultdict(dict)
    for each in sheets:
        if each.module == module:
            by_person[each.enrolment_id][each.moment] = each
    pairs = [
        Pair(both[BEFORE].right, both[AFTER].right, both[AFTER].asked)
        for both in by_person.values()
        if len(both) == len(MOMENTS) and both[BEFORE].asked == both[AFTER].asked
    ]
    return gain_of(pairs)


def _questions(module: Module, sheets: list[TestSheet]) -> list[dict[str, object]]:
    """Each question with how many of how many had it right before and after."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    asked: dict[str, int] = defaultdict(int)
    for sheet in sheets:
        if sheet.module == module.id:
            asked[sheet.moment] += 1
            for question in module.questions:
                counts[sheet.moment, question.id] += sheet.answers.get(question.id) == question.right
    return [
        {
            "asks": question.asks.in_language(language()),
            **{moment: counts[moment, question.id] if asked[moment] else None for moment in MOMENTS},
            "of_before": asked[BEFORE],
            "of_after": asked[AFTER],
        }
        for question in module.questions
    ]


def _people(seats: list[Enrolment], module: Module, sheets: list[TestSheet]) -> list[dict[str, object]]:
    by_key = {(each.enrolment_id, each.moment): each for each in sheets if each.module == module.id}
    return [
        {"seat": each, "before": by_key.get((each.pk, BEFORE)), "after": by_key.get((each.pk, AFTER))}
        for each in seats
    ]
