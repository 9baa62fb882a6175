"""The owner's page: the ladder, one next step, the gates below; and the pages that lead on from it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.producers.models import Product
from lopo.producers.reach import may_edit, products_in
from lopo.producers.views.question import forget_skipped, skipped_in
from lopo.standards.assessment import Assessment, GateStanding
from lopo.standards.home_cards import links_for, product_cards
from lopo.standards.house_library import edition_on
from lopo.standards.models import FindingChange
from lopo.standards.next_step import pressing_for
from lopo.standards.picture import GateRow, finding_rows, gate_rows, ladder_tiers, step_rows, term_rows
from lopo.standards.plan import make_plan
from lopo.standards.promises import load_promise_rules, promises
from lopo.standards.shelf_states import states_of
from lopo.standards.standings import assessment_of, today
from lopo.standards.step_places import with_places
from lopo.standards.viewing import shown_assessment

CHANGES_SHOWN = 30


def _product(request: PermittedRequest, public_id: str) -> Product:
    products = products_in(request.scope).select_related("business__kelurahan")
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
    steps = with_places(step_rows(plan, assessment, language), found)
    tiers = ladder_tiers(assessment, language)
    due = [each for each in promises(assessment.dossier, load_promise_rules(), today()) if each.is_near]
    context = _around(request, found)
    assists = scope_for(request.user, "assisted.enter") is not None
    context |= {
        "part_hidden": shown.part_hidden,
        "tiers": tiers,
        "rungs": [(gate.id, tier) for gate, tier in zip(assessment.ladder.ladder.rungs, tiers, strict=True)],
        "reached": _title(assessment.ladder.reached),
        "next_rung": _title(assessment.ladder.next),
        "plan": plan,
        "next_step": steps[0] if steps else None,
        "pressing": pressing_for(found, today()) if context["may_plan"] else None,
        "is_hers": context["can_edit"] and not assists,
        **_markets(request, found, gate_rows(assessment, language)),
        "is_eaten": found.kind in ("food", "drink"),
        "promises": [{"promise": each, "title": each.rule.title.in_language(language)} for each in due],
        "more_links": links_for(request.user, found),
        "may_assist": assists,
    }
    return render(request, "standards/product.html", context)


def _markets(request: PermittedRequest, product: Product, rows: list[GateRow]) -> dict[str, object]:
    """Each market with how far the product is with the shops that ask by it, those first; and other shops."""
    states = states_of(request.user, [product.pk]).get(product.pk, [])
    found = [(row, [each for each in states if each.gate == row.id]) for row in rows]
    known = {row.id for row in rows}
    return {
        "gates": sorted(found, key=lambda each: not each[1]),
        "shops": [each for each in states if each.gate not in known],
    }


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
        "steps": with_places(step_rows(made, assessment, language), found),
        "questions": _question_titles(made.next_questions, assessment),
        "plan_cards": product_cards(request.user, found),
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
    requirements = edition_on(today()).requirements
    language = _language()
    listed = FindingChange.objects.filter(product=found, requirement__in=list(requirements))
    page = Paginator(listed, CHANGES_SHOWN).get_page(request.GET.get("page"))
    changes = [
        {"change": each, "asks": requirements[each.requirement].asks.in_language(language)} for each in page
    ]
    context = _around(request, found) | {"changes": changes, "page": page}
    return render(request, "standards/mended.html", context)
