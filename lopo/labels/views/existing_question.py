"""One question about an existing label at a time, its photo above it; each answer is saved as it is given."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.units import UNITS
from lopo.labels.forms.existing import LabelQuestion
from lopo.labels.judging.judge import RIGHT, label_elements, questions_of_elements
from lopo.labels.label_look import Look, look_at, looker, photo_behind
from lopo.labels.views.existing import around, product_to_judge
from lopo.producers.models import Product
from lopo.producers.records import record_fact

FROM_CHECKLIST = "periksa"


@permitted("label.judge")
def existing_next(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The next question that is open behind ``?sesudah=``, or the result at the end."""
    look = look_at(product_to_judge(request, public_id), timezone.localdate())
    fact = look.next_question(request.GET.get("sesudah", ""))
    if fact is None:
        return redirect("labels:existing_result", public_id)
    return redirect("labels:existing_ask", public_id, fact)


@permitted("label.judge")
def existing_ask(request: PermittedRequest, public_id: str, fact: str) -> HttpResponse:
    """Ask what stands on the label, save the answer with the photo as its evidence, say what is wrong."""
    if fact not in questions_of_elements(label_elements()):
        raise Http404
    product = product_to_judge(request, public_id)
    look = look_at(product, timezone.localdate())
    if request.method == "POST" and "skip" in request.POST:
        return _onward(request, public_id, fact)
    question = LabelQuestion(look, fact, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            _save(request, product, question)
        except Refused as refusal:
            question.error = refusal.reason.in_language(get_language() or "id")
        else:
            return _onward(request, public_id, fact)
    return _page(request, look, question)


def _save(request: PermittedRequest, product: Product, question: LabelQuestion) -> None:
    raw, absent = question.answer()
    photo = photo_behind(question.look, question.fact)
    record_fact(
        product.business,
        product,
        question.fact,
        raw,
        typed_by=request.user,
        said_by=looker(request.user, request.scope, product),
        evidence=photo.evidence if photo else None,
        absent=absent,
    )
    for warning in question.warnings:
        messages.warning(request, warning)
    _say_verdict(request, look_at(product, timezone.localdate()), question.fact)


def _say_verdict(request: PermittedRequest, look: Look, fact: str) -> None:
    language = get_language() or "id"
    for verdict in look.verdicts_on(fact):
        title = verdict.element.title.in_language(language)
        if verdict.say_instead:
            messages.warning(request, f"{title}: {verdict.say_instead.in_language(language)}")
        elif verdict.state == RIGHT:
            messages.success(request, _("%(title)s: right.") % {"title": title})


def _onward(request: PermittedRequest, public_id: str, fact: str) -> HttpResponse:
    if request.POST.get("dari") == FROM_CHECKLIST:
        element = next(each.id for each in label_elements() if fact in each.facts)
        return redirect(reverse("labels:existing", args=[public_id]) + f"#{element}")
    return redirect(reverse("labels:existing_next", args=[public_id]) + f"?sesudah={fact}")


def _page(request: PermittedRequest, look: Look, question: LabelQuestion) -> HttpResponse:
    language, unit = get_language() or "id", question.definition.unit
    questions = look.questions
    photo = look.photo_for(question.fact)
    context = around(request, look) | {
        "form": question,
        "photos": sorted(look.photos.values(), key=lambda each: each is not photo),
        "unit": UNITS.get(unit, Text.same(unit)).in_language(language),
        "number": questions.index(question.fact) + 1 if question.fact in questions else 0,
        "total": len(questions),
        "from_checklist": request.POST.get("dari") == FROM_CHECKLIST,
        "seeks_barcode": question.fact == "permit.gtin.number" and question.fact not in look.read,
    }
    return render(request, "labels/existing_ask.html", context, status=422 if question.error else 200)
