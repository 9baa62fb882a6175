"""The HTTP interface, versioned under ``/api/v1/``: what ``lopo check`` prints, for programs.

Every call but those about the standards carries ``Authorization: Bearer TOKEN``; a token acts for the person
who made it and sees what she sees. Described at ``/api/v1/openapi.json`` and in ``docs/api.md``.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, URLResolver, re_path
from ninja import NinjaAPI, Query
from ninja.security import HttpBearer

from lopo.accounts.api_token import person_for_token
from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.accounts.scope import Scope
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier_file import BadDossier, read_dossier
from lopo.facts.text import Text
from lopo.producers.models import Product
from lopo.producers.reach import products_for
from lopo.site.api_answers import Gates, Page, Products, Report, Requirements, Standards, When
from lopo.site.api_errors import NOT_ALLOWED, Problems, Refusal, language_of, refuse_in_words
from lopo.site.api_limits import PER_MINUTE, PerMinute, read_body
from lopo.site.api_listing_prices import router as listing_prices
from lopo.site.api_listings import router as listings
from lopo.site.api_orders import router as orders
from lopo.standards.assessment import Assessment, assess
from lopo.standards.derivation import complete
from lopo.standards.house_library import edition_on
from lopo.standards.plan import make_plan
from lopo.standards.promises import load_promise_rules, promises
from lopo.standards.report import report
from lopo.standards.viewing import assessment_for


class TokenRequest(HttpRequest):
    """A request whose token told whose it is."""

    user: Person


class Token(HttpBearer):
    """The bearer's token, made on the page of one's own account."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        person = person_for_token(token)
        if person is not None:
            request.user = person
        return person


class LopoAPI(NinjaAPI):
    """An API that answers HEAD like GET, and refuses addresses and methods in the form of everything else."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        patterns = [*super()._get_urls(), re_path("", self._nothing, name="nothing")]
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                pattern.callback = self._with_head(pattern.callback)
        return patterns

    def _nothing(self, request: HttpRequest) -> HttpResponse:
        return self.on_exception(request, Http404())

    def _with_head(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            method, request.method = request.method, "GET" if request.method == "HEAD" else request.method
            response = view(request, *args, **kwargs)
            request.method = method  # the server leaves out the body of an answer to HEAD
            if isinstance(response, HttpResponseNotAllowed):
                reason = NOT_ALLOWED.in_language(language_of(request))
                said = self.create_response(
                    request, {"problems": [{"place": "", "reason": reason}]}, status=405
                )
                said["Allow"] = response["Allow"]
                return said
            return response

        answered.csrf_exempt = True  # type: ignore[attr-defined]  # no call rests on a cookie
        return answered


api = LopoAPI(
    title="Lopo",
    version="1",
    description="Hold a product against the shelf, and say what to do next.",
    urls_namespace="api-v1",
    auth=Token(),
    throttle=[PerMinute(PER_MINUTE)],
    docs_url=None,
)
refuse_in_words(api)
api.add_router("/listings", listing_prices)
api.add_router("/listings", listings)
api.add_router("/orders", orders)


OPEN = {422: Problems, 429: Problems}
TOKEN = {401: Problems, **OPEN}


@api.get(
    "/standards", response={200: Standards, **OPEN}, auth=None, summary="The standards in force on a day"
)
def list_standards(request: HttpRequest, when: Query[When], page: Query[Page]) -> dict[str, Any]:
    edition, language = edition_on(when.day), language_of(request)
    counts = dict.fromkeys(edition.standards, 0)
    for requirement in edition.requirements.values():
        counts[requirement.standard] += 1
    rows = [
        {
            "id": each.id,
            "version": each.version,
            "title": each.title.in_language(language),
            "authority": each.authority,
            "source": each.source,
            "rung": each.rung,
            "requirements": counts[each.id],
        }
        for each in edition.standards.values()
    ]
    return _paged(rows, page)


@api.get(
    "/gates", response={200: Gates, **OPEN}, auth=None, summary="The rungs and markets, and what each asks"
)
def list_gates(request: HttpRequest, when: Query[When], page: Query[Page]) -> dict[str, Any]:
    edition, language = edition_on(when.day), language_of(request)
    rows = [
        {
            "id": gate.id,
            "title": gate.title.in_language(language),
            "about": gate.about.in_language(language),
            "kind": gate.kind,
            "rung": gate.rung,
            "asks": list(edition.asked_by[gate.id]),
        }
        for gate in edition.all_gates
    ]
    return _paged(rows, page)


@api.get(
    "/requirements", response={200: Requirements, **OPEN}, auth=None, summary="Every demand, with its clause"
)
def list_requirements(request: HttpRequest, when: Query[When], page: Query[Page]) -> dict[str, Any]:
    language = language_of(request)
    rows = [
        {
            "name": name,
            "asks": each.asks.in_language(language),
            "why": each.why.in_language(language),
            "clause": each.clause,
            "source": each.source,
            "confidence": each.confidence,
            "severity": each.severity,
            "mandatory": each.mandatory,
        }
        for name, each in edition_on(when.day).requirements.items()
    ]
    return _paged(rows, page)


@api.post(
    "/check",
    response={200: Report, 404: Problems, 411: Problems, 413: Problems, **TOKEN},
    summary="Check a dossier file",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/toml": {"schema": {"type": "string"}}}}
    },
)
def check(request: HttpRequest, when: Query[When], gate: str | None = None) -> dict[str, Any]:
    """Hold a dossier, sent as TOML in the body, against the ladder and every market. Nothing is stored."""
    try:
        dossier = read_dossier(read_body(request), load_catalogue())
    except BadDossier as fault:
        raise Refusal(422, *((each.place, each.reason) for each in fault.problems)) from None
    assessment = assess(complete(dossier, when.day), edition_on(when.day))
    return _report(assessment, gate, language_of(request))


@api.get("/products", response={200: Products, **TOKEN}, summary="The products I may see")
def list_products(request: TokenRequest, page: Query[Page]) -> dict[str, Any]:
    scope = scope_for(request.user, "product.view")
    found = products_for(request.user).filter(archived_at=None).select_related("business", "standing")
    answer = _paged(found.defer("standing__statuses", "standing__next_step").order_by("pk"), page)
    return {**answer, "items": [_product(each, scope) for each in answer["items"]]}


@api.get(
    "/products/{slug:product_id}/check",
    response={200: Report, 404: Problems, **TOKEN},
    summary="Check a product on record",
)
def check_product(
    request: TokenRequest, product_id: str, when: Query[When], gate: str | None = None
) -> dict[str, Any]:
    """Hold what I may see of a product against the ladder. A partner's look is written down for the owner."""
    product = get_object_or_404(products_for(request.user), public_id=product_id)
    return _report(assessment_for(request.user, product, when.day), gate, language_of(request))


def _paged(found: Sequence[Any] | QuerySet[Any], page: Page) -> dict[str, Any]:
    first = (page.page - 1) * page.page_size
    count = found.count() if isinstance(found, QuerySet) else len(found)
    return {"count": count, "items": list(found[first : first + page.page_size])}


def _report(assessment: Assessment, gate: str | None, language: str) -> dict[str, Any]:
    if gate is not None and assessment.standing(gate) is None:
        standings = (*assessment.ladder.rungs, *assessment.gates)
        known = ", ".join(each.gate.id for each in standings)
        reason = Text(
            f"Gerbang ini tidak ada untuk produk ini. Yang ada: {known}.",
            f"There is no such gate for this product. There are: {known}.",
        )
        raise Refusal(404, ("gate", reason))
    due = promises(assessment.dossier, load_promise_rules(), assessment.edition.on)
    return report(assessment, make_plan(assessment, gate), due, language, gate)


def _product(product: Product, scope: Scope | None) -> dict[str, Any]:
    whole = scope is not None and (scope.everything or product.business.organisation_id in scope.own_ids)
    standing = getattr(product, "standing", None) if whole else None
    return {
        "id": product.public_id,
        "name": product.name,
        "kind": product.kind,
        "business": product.business.name,
        "rung": standing.rung or None if standing else None,
        "next_percent": standing.next_percent if standing else None,
    }
