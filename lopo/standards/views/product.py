"""The owner's page: the ladder, one next step, the gates below; and the pages that lead on from it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.producers.models import Product
from lopo.producers.reach import may_edit, products_in
from lopo.producers.views.question import forget_skipped, skipped_in
from lopo.standards.assessment import Assessment, GateStanding
from lopo.standards.home_cards import Card, links_for, product_cards
from lopo.standards.models import FindingChange
from lopo.standards.picture import finding_rows, gate_rows, ladder_tiers, step_rows, term_rows
from lopo.standards.plan import make_plan
from lopo.standards.promises import load_promise_rules, promises
from lopo.standards.standings import assessment_of, today
from lopo.standards.viewing import shown_assessment

CHANGES_SHOWN = 200


def _product(request: PermittedRequest, public_id: str) -> Product:
    products = products_in(request.scope).select_related("business", "business__kelurahan")
    return get_object_or_404(products, public_id=public_id)


def _language() -> str:
    return get_language() or "id"


def _around(request: PermittedRequest, product: Product) -> dict[str, object]:
    """What every page about a product needs to know of who reads it."""
    return {
        "product": product,
        "can_edit": may_edit(request.user, product.business),
        "may_plan": scope_for(request.user, "plan.view") is not None,
    }


@permitted("product.view")
def product(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Where this product stands, what is next, what each gate still asks."""
    found = _product(request, public_id)
    shown = shown_assessment(request.user, request.scope, found, today())
    assessment, language = shown.assessment, _language()
    plan = make_plan(assessment)
    steps = step_rows(plan, assessment, language)
    tiers = ladder_tiers(assessment, language)
    due = [each for each in promises(assessment.dossier, load_promise_rules(), today()) if each.is_near]
    context = _around(request, found) | {
        "part_hidden": shown.part_hidden,
        "tiers": tiers,
        "rungs": [(gate.id, tier) for gate, tier in zip(assessment.ladder.ladder.rungs, tiers, strict=True)],
        "reached": _title(assessment.ladder.reached),
        "next_rung": _title(assessment.ladder.next),
        "plan": plan,
        "next_step": steps[0] if steps else None,
        "gates": gate_rows(assessment, language),
        "promises": [{"promise": each, "title": each.rule.title.in_language(language)} for each in due],
        "more_links": links_for(request.user, found),
        "plan_cards": _plan_cards(request, found),
        "may_assist": scope_for(request.user, "assisted.enter") is not None,
    }
    return render(request, "standards/product.html", context)


def _plan_cards(request: PermittedRequest, product: Product) -> list[Card]:
    """What others say beside the plan, to those who see it."""
    if scope_for(request.user, "plan.view") is None:
        return []
    return product_cards(request.user, product)


def _title(standing: GateStanding | None) -> str:
    return standing.gate.title.in_language(_language()) if standing else ""


@permitted("product.view")
def gate(request: PermittedRequest, public_id: str, gate_id: str) -> HttpResponse:
    """Every demand of one gate held against this product, and the way to it."""
    found = _product(request, public_id)
    assessment = shown_assessment(request.user, request.scope, found, today()).assessment
    standing = assessment.standing(gate_id)
    if standing is None:
        raise Http404
    language = _language()
    plan = make_plan(assessment, gate_id)
    context = _around(request, found) | {
        "standing": standing,
        "title": _title(standing),
        "about": standing.gate.about.in_language(language),
        "open": finding_rows(assessment, standing.open, language),
        "advice": finding_rows(assessment, standing.advice, language),
        "met": finding_rows(assessment, standing.met, language),
        "terms": term_rows(standing.gate, language),
        "plan": plan,
        "steps": step_rows(plan, assessment, language),
    }
    return render(request, "standards/gate.html", context)


@permitted("plan.view")
def plan(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The whole plan, step by step, with its cost and days."""
    found = _product(request, public_id)
    assessment = assessment_of(found, today())
    made = make_plan(assessment)
    language = _language()
    context = _around(request, found) | {
        "plan": made,
        "steps": step_rows(made, assessment, language),
        "questions": _question_titles(made.next_questions, assessment),
        "plan_cards": _plan_cards(request, found),
    }
    return render(request, "standards/plan.html", context)


def _question_titles(names: tuple[str, ...], assessment: Assessment) -> list[str]:
    return [assessment.edition.catalogue[name].title.in_language(_language()) for name in names]


@permitted("product.edit")
def answer_next(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Lead to the next question that the plan needs answered; back to the product when there is none."""
    found = _product(request, public_id)
    questions = make_plan(assessment_of(found, today())).next_questions
    skipped = set(skipped_in(request, public_id))
    left = [name for name in questions if name not in skipped]
    if not left:
        forget_skipped(request, public_id)
        return redirect("standards:product", public_id)
    ask = reverse("producers:ask", args=[public_id, left[0]])
    return redirect(f"{ask}?lanjut={request.path}")


@permitted("plan.view")
def mended(request: PermittedRequest, public_id: str) -> HttpResponse:
    """History: which findings changed, and when."""
    found = _product(request, public_id)
    requirements = assessment_of(found, today()).edition.requirements
    language = _language()
    changes = [
        {"change": each, "asks": requirements[each.requirement].asks.in_language(language)}
        for each in FindingChange.objects.filter(product=found)[:CHANGES_SHOWN]
        if each.requirement in requirements
    ]
    return render(request, "standards/mended.html", _around(request, found) | {"changes": changes})
