"""Where a product can be sold: the shops, what each still asks, and the application in one tap."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from lopo.accounts.field_groups import TITLES
from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.accounts.roles import Kind
from lopo.facts.kinds import Refused
from lopo.facts.wording import say
from lopo.producers.forms import language
from lopo.producers.models import Product
from lopo.retail.books.application import SHOWN, apply, last_ended, open_listing, shown_facts
from lopo.retail.books.listing_reach import owners_product
from lopo.retail.books.listing_work import reason_of
from lopo.retail.books.retailer import Door, door_of, doors
from lopo.retail.forms.listing import OfferForm
from lopo.retail.listing.changes import changed_since
from lopo.retail.listing.offer import Offer, Proposal, ShopTerms, channel_of, kept_of, proposal
from lopo.retail.listing.transitions import SHELF, table
from lopo.retail.models import Listing
from lopo.retail.terms.sentences import in_short, one_line, terms_line
from lopo.retail.views.retailer import term_rows
from lopo.standards.assessment import Assessment
from lopo.standards.picture import finding_rows, step_rows
from lopo.standards.plan import make_plan
from lopo.standards.standings import assessment_of, today

PAGE = 40


def _product(request: PermittedRequest, public_id: str) -> Product:
    return get_object_or_404(owners_product(request.user, public_id))


def may_apply(request: PermittedRequest, product: Product) -> bool:
    """Whether the reader is the owner, who alone applies: she says with it what the shop may see."""
    scope = scope_for(request.user, "listing.apply")
    return scope is not None and product.business.organisation_id in scope.own_ids


@permitted("listing.view")
def where_to_sell(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Every shop with published terms: where the product stands before it."""
    product = _product(request, public_id)
    assessment = assessment_of(product, today())
    newest: dict[int, Listing] = {}
    for each in Listing.objects.filter(product=product).defer("dossier").order_by("pk"):
        newest[each.retailer_id] = each
    rows = [_row(door, assessment, newest.get(door.retailer.pk)) for door in doors(today())]
    order = {"open": 0, "passed": 1, "gaps": 2, "": 3}
    rows.sort(key=lambda row: (order[str(row["kind"])], -int(str(row["percent"]))))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "retail/where_to_sell.html", {"product": product, "rows": page, "page": page})


def _row(door: Door, assessment: Assessment, listing: Listing | None) -> dict[str, object]:
    standing = door.standing(assessment)
    state = table().states[listing.state] if listing is not None else None
    is_open = state is not None and not state.ended
    kind = "open" if is_open else "" if standing is None else "passed" if standing.passed else "gaps"
    return {
        "door": door,
        "kind": kind,
        "listing": listing,
        "state": state.title.in_language(language()) if state else "",
        "is_on_shelf": state is not None and state.lane == SHELF,
        "percent": standing.percent if standing else 0,
        "met": len(standing.met) if standing else 0,
        "total": standing.total if standing else 0,
        "missing": len(standing.open) if standing else 0,
        "terms": one_line(door.terms).in_language(language()),
    }


@permitted("listing.view")
def shop(request: PermittedRequest, public_id: str, retailer_id: int) -> HttpResponse:
    """One shop: what is missing; or, once nothing is, the application."""
    product = _product(request, public_id)
    retailer = get_object_or_404(Organisation, pk=retailer_id, kind=Kind.RETAILER)
    door = door_of(retailer, today())
    if door is None:
        raise Http404
    standing_one = open_listing(product, retailer)
    if standing_one is not None:
        return redirect("retail:listing", standing_one.public_id)
    assessment = assessment_of(product, today())
    standing = door.standing(assessment)
    context: dict[str, object] = {
        "product": product,
        "door": door,
        "standing": standing,
        "gate": standing.gate.title.in_language(language()) if standing else "",
        "may_apply": may_apply(request, product),
        "terms_line": terms_line(door.terms).in_language(language()),
        "terms_rows": term_rows(in_short(door.terms)),
    }
    before = last_ended(product, retailer)
    context |= _before(before, assessment)
    if standing is None or not standing.passed:
        return render(request, "retail/shop_gaps.html", context | _gaps(assessment, door))
    return _apply(request, product, door, assessment, context)


def _gaps(assessment: Assessment, door: Door) -> dict[str, object]:
    standing = door.standing(assessment)
    if standing is None:
        return {}
    plan = make_plan(assessment, standing.gate.id)
    return {
        "open": finding_rows(assessment, standing.open, language()),
        "steps": step_rows(plan, assessment, language()),
        "plan": plan,
    }


def _before(before: Listing | None, assessment: Assessment) -> dict[str, object]:
    """What became of the last application, and what has changed since."""
    if before is None:
        return {"before": None}
    reason = reason_of(before)
    return {
        "before": before,
        "before_state": table().states[before.state].title.in_language(language()),
        "before_reason": reason.title.in_language(language()) if reason else "",
        "changes": change_rows(before.dossier, shown_facts(assessment.dossier), assessment),
    }


MOST_CHANGES = 12


def change_rows(
    before: dict[str, object], now: dict[str, object], assessment: Assessment
) -> list[dict[str, str]]:
    """What is not as it was, in words."""
    catalogue, rows = assessment.edition.catalogue, []
    for each in changed_since(before, now)[:MOST_CHANGES]:
        definition = catalogue.get(each.fact)
        if definition is None:
            continue
        said = []
        for plain in (each.was, each.now):
            try:
                value = None if plain is None else definition.read(plain)
                said.append("–" if value is None else say(definition, value).in_language(language()))
            except Refused:
                said.append(str(plain))
        rows.append({"title": definition.title.in_language(language()), "was": said[0], "now": said[1]})
    return rows


def _apply(
    request: PermittedRequest,
    product: Product,
    door: Door,
    assessment: Assessment,
    context: dict[str, object],
) -> HttpResponse:
    dossier = assessment.dossier
    channel = channel_of(_shop_terms(door), dossier.value("cost.channels") or ())
    cost = dossier.value("price.cost_idr")
    begins = proposal(
        channel,
        dossier.value("price.to_shop_idr"),
        dossier.value("price.retail_idr"),
        cost,
        dossier.value("supply.monthly_capacity"),
    )
    form = OfferForm(request.POST or None, initial=_initial(begins), margin_percent=door.terms.margin_percent)
    if request.method == "POST":
        if not context["may_apply"]:
            raise Http404
        if (listing := _sent(request, product, door, form)) is not None:
            return redirect("retail:listing", listing.public_id)
    offered = form.offer if form.is_bound and form.is_valid() else _proposed(begins)
    context |= {
        "form": form,
        "offer": offered,
        "kept": kept_of(channel, cost, offered) if offered else None,
        "shown": [TITLES[group].in_language(language()) for group in SHOWN],
        "cost_known": cost is not None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "retail/shop_apply.html", context, status=status)


def _shop_terms(door: Door) -> ShopTerms:
    terms = door.terms
    return ShopTerms(terms.mode, terms.margin_percent, terms.fee_percent, terms.days_to_pay)


def _sent(request: PermittedRequest, product: Product, door: Door, form: OfferForm) -> Listing | None:
    """The application that came of the form; nothing where the form now says why not."""
    if not form.is_valid():
        return None
    told = form.cleaned_data
    try:
        listing, is_new = apply(
            product, door.retailer.pk, form.offer, request.user, told["client_id"], today(), told["words"]
        )
    except Refused as refusal:
        form.refuse(refusal)
        return None
    if is_new:
        messages.success(request, _("Sent. The shop has your dossier now."))
    return listing


def _initial(begins: Proposal) -> dict[str, object]:
    told = {
        "price_idr": begins.price_idr,
        "shelf_price_idr": begins.shelf_price_idr,
        "weekly_pieces": begins.weekly_pieces,
    }
    return {name: value for name, value in told.items() if value is not None}


def _proposed(begins: Proposal) -> Offer | None:
    if begins.price_idr is None or begins.shelf_price_idr is None:
        return None
    return Offer(begins.price_idr, begins.shelf_price_idr, begins.weekly_pieces or 1)
