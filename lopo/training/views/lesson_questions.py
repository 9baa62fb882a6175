"""The questions of a lesson, one at a time, each explained at once.

What was answered so far stands in the address (``?jawab=1.0.2``: the places of the options chosen, in
order), so that a visitor's practice is kept nowhere. With JavaScript the whole walk happens on the phone,
also without a network; the end of it is sent here for a person who is signed in.
"""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.training.books.lesson import keep_score, reads_of
from lopo.training.lessons.library import score
from lopo.training.lessons.module import Module, Question
from lopo.training.views.lesson import module_or_404, next_lesson


@permitted("lesson.read")
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: PermittedRequest, module: str) -> HttpResponse:
    """The next question, the explanation of the one just answered, or the score."""
    found = module_or_404(module)
    if request.method == "POST":
        return _keep(request, found)
    given = read_answers(request.GET.get("jawab", ""), found)
    context = {"module": found, "given": said_answers(given), "total": len(found.questions)}
    if len(given) == len(found.questions):
        return render(request, "training/lesson_questions.html", context | _result(request, found, given))
    question = found.questions[len(given)]
    chosen = _chosen(request.GET.get("pilih", ""), question)
    answered = [*given, chosen] if chosen is not None else given
    context |= {
        "question": question,
        "place": len(given) + 1,
        "chosen": chosen,
        "is_right": chosen == question.right,
        "right_option": question.options[question.right],
        "answered": said_answers(answered),
        "is_last": len(given) + 1 == len(found.questions),
        "asked_without_choice": "lihat" in request.GET and chosen is None,
        "walk": None if given or chosen is not None else _walk(found),
    }
    return render(request, "training/lesson_questions.html", context)


def read_answers(text: str, module: Module) -> list[int]:
    """The places of the options chosen so far, as far as they fit the questions; nonsense ends the row."""
    given: list[int] = []
    for part, question in zip(text.split("."), module.questions, strict=False):
        chosen = _chosen(part, question)
        if chosen is None:
            break
        given.append(chosen)
    return given


def said_answers(given: list[int]) -> str:
    return ".".join(str(each) for each in given)


def _chosen(text: str, question: Question) -> int | None:
    """The place of an option of ``question``, or nothing for what is no such place."""
    places = {str(place): place for place in range(len(question.options))}
    return places.get(text)


def _result(request: PermittedRequest, module: Module, given: list[int]) -> dict[str, object]:
    right, asked = score(module, _by_question(module, given))
    rows = [
        {
            "question": question,
            "chosen": question.options[chosen],
            "is_right": chosen == question.right,
            "right_option": question.options[question.right],
        }
        for question, chosen in zip(module.questions, given, strict=True)
    ]
    return {
        "right": right,
        "asked": asked,
        "rows": rows,
        "read": reads_of(request.user).get(module.id),
        "onward": next_lesson(module),
    }


def _by_question(module: Module, given: list[int]) -> dict[str, int]:
    return {question.id: chosen for question, chosen in zip(module.questions, given, strict=False)}


def _keep(request: PermittedRequest, module: Module) -> HttpResponse:
    """Keep the score of a person who answered everything; tell the phone whether it was kept."""
    given = read_answers(request.POST.get("jawab", ""), module)
    whole = len(given) == len(module.questions)
    kept = whole and request.user.is_authenticated
    if kept:
        keep_score(request.user, module.id, score(module, _by_question(module, given)), timezone.now())
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"kept": kept})
    return redirect(f"{reverse('training:lesson_questions', args=[module.id])}?jawab={said_answers(given)}")


def _walk(module: Module) -> dict[str, object]:
    """All questions and the words around them, for the walk that happens on the phone."""
    language = get_language() or "id"
    return {
        "module": module.id,
        "address": reverse("training:lesson_questions", args=[module.id]),
        "questions": [
            {
                "asks": question.asks.in_language(language),
                "options": [option.in_language(language) for option in question.options],
                "right": question.right,
                "why": question.why.in_language(language),
            }
            for question in module.questions
        ],
        "words": {
            "place": _("Question {place} of {total}"),
            "right": _("Right."),
            "wrong": _("Not quite. Right is: {right}"),
            "next": _("Next question"),
            "finish": _("See how it went"),
            "score": _("{right} of {asked} right"),
        },
    }
