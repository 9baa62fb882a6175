"""The price of a listed product: what holds, what is proposed, what it means, and how it came about."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.producers.forms import language
from lopo.retail.books.listing_price import (
    PriceTaken,
    Standing,
    answer_price,
    history_of,
    may_propose,
    new_price,
    old_price,
    propose,
    standing_of,
    waiting_of,
)
from lopo.retail.books.listing_price_meaning import alike_on_shelf, kept_by_kitchen, meaning_of
from lopo.retail.books.listing_reach import listings_in, parties_of
from lopo.retail.forms.listing_price import PriceAnswerForm, PriceForm
from lopo.retail.listing.price import Price
from lopo.retail.listing.price_change import (
    DECLINE,
    LAPSED,
    PROPOSED,
    PriceProposal,
    check_proposal,
    earliest,
    other_side,
    price_table,
    state_on,
)
from lopo.retail.listing.transitions import BUYER, CITY, HELPER, OWNER
from lopo.retail.models import Listing, PriceChange
from lopo.retail.views.listing import listing_in
from lopo.standards.standings import today

PAGE = 25
MOST_TOLD = 40
"""Proposals that one page tells of."""
USUAL_REASON = "ingredients"


@permitted("listing.view")
def listing_price(request: PermittedRequest, listing_id: str) -> HttpResponse:
    """The price today, what waits for an answer, and the prices of before."""
    found = listing_in(request, listing_id)
    standing, history = standing_of(request.user, found), history_of(found)
    changes = list(found.price_changes.select_related("by", "decided_by")[:MOST_TOLD])
    waiting = next((each for each in changes if _state(each) == PROPOSED), None)
    spans, now = history.periods(), history.period(today())
    context = _head(found) | {
        "now": now,
        "share": Decimal(now.price.margin_permille) / 10,
        "ahead": [each for each in spans if each.from_on is not None and each.from_on > today()],
        "past": [each for each in reversed(spans) if each.until_on is not None and each.until_on < today()],
        "waiting": _waiting(request, found, waiting, standing) if waiting else None,
        "may_propose": may_propose(found, standing) and waiting is None,
        "told": [_told(each) for each in changes if each is not waiting],
    }
    return render(request, "retail/listing_price.html", context)


def _head(found: Listing) -> dict[str, Any]:
    return {
        "listing": found,
        "product": found.product,
        "retailer": found.retailer,
        "asked_percent": found.terms.margin_percent if found.terms else None,
    }


def _state(change: PriceChange) -> str:
    return state_on(change.state, change.answer_by, today())


def _waiting(
    request: PermittedRequest, found: Listing, change: PriceChange, standing: Standing
) -> dict[str, Any]:
    """The proposal that waits, with what it means to the reader, and what she can do with it."""
    acts = price_table().open_to(PROPOSED, change.side, standing.sides)
    asked = other_side(change.side)
    return _told(change) | _weighed(request, found, old_price(change), new_price(change), standing) | {
        "my_turn": asked in standing.sides and found.state in price_table().listing_states,
        "turn_of": found.product.business.name if asked == OWNER else found.retailer.name,
        "acts": [
            {
                "id": each.id,
                "title": each.title.in_language(language()),
                "asks": bool(each.needs) or standing.is_for_kitchen,
            }
            for each in acts
            if found.state in price_table().listing_states
        ],
    }  # fmt: skip


def _told(change: PriceChange) -> dict[str, Any]:
    """A proposal in words."""
    table, state = price_table(), _state(change)
    reason, decline = table.reasons.get(change.reason), table.declines.get(change.decline_reason)
    return {
        "change": change,
        "state": table.states[state].title.in_language(language()),
        "mark": table.states[state].mark,
        "reason": reason.title.in_language(language()) if reason else change.reason,
        "decline": decline.title.in_language(language()) if decline else "",
        "percent": signed(meaning_of(change.listing, old_price(change), new_price(change)).to_shop_percent),
    }


def _weighed(
    request: PermittedRequest, found: Listing, old: Price, new: Price, standing: Standing
) -> dict[str, Any]:
    """Old and new side by side: to the kitchen with what is left for it, to the shop with the like of it."""
    parties = parties_of(request.user, found)
    meaning = meaning_of(found, old, new)
    sees_cost = bool(parties & {OWNER, HELPER}) or standing.is_for_kitchen
    return {
        "meaning": meaning,
        "to_shop_percent": signed(meaning.to_shop_percent),
        "shelf_percent": signed(meaning.shelf_percent),
        "sees_cost": sees_cost,
        "kept": kept_by_kitchen(found, old, new) if sees_cost else None,
        "alike": alike_on_shelf(found) if parties & {BUYER, CITY} else [],
    }


def signed(percent: Decimal) -> str:
    """A difference with its sign, as the reader's language writes numbers."""
    number = say_number(abs(percent)).in_language(language())
    return f"{'+' if percent > 0 else '−' if percent < 0 else ''}{number} %"


@permitted("listing.act")
def propose_price(request: PermittedRequest, listing_id: str) -> HttpResponse:
    """Ask for the new price; show what it means; only then send it to the other side."""
    found = listing_in(request, listing_id)
    standing = standing_of(request.user, found)
    if not standing.sides:
        raise Http404
    if request.method != "POST" and (not may_propose(found, standing) or _is_waiting(found)):
        messages.info(request, _("That cannot be done now: look where it stands."))
        return redirect("retail:listing_price", listing_id)
    form = PriceForm(request.POST if request.method == "POST" else None, initial=_begins(found))
    weighed: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            if "send" in request.POST:
                propose(found, form.proposal, request.user, standing, today(), form.cleaned_data["client_id"])
                messages.success(request, _("Sent. The other side is told and answers by its day."))
                return redirect("retail:listing_price", listing_id)
            weighed = _shown_first(request, found, form.proposal, standing)
        except PriceTaken as refusal:
            messages.warning(request, refusal.reason.in_language(language()))
            return redirect("retail:listing_price", listing_id)
        except Refused as refusal:
            form.refuse(refusal)
    context = _head(found) | {
        "form": form,
        "weighed": weighed if "edit" not in request.POST else {},
        "other": found.retailer.name if standing.side == OWNER else found.product.business.name,
        "is_for_kitchen": standing.is_for_kitchen,
    }
    return render(
        request,
        "retail/listing_price_new.html",
        context,
        status=422 if form.is_bound and form.errors else 200,
    )


def _is_waiting(found: Listing) -> bool:
    waiting = waiting_of(found)
    return waiting is not None and _state(waiting) != LAPSED


def _begins(found: Listing) -> dict[str, Any]:
    price = history_of(found).in_force(today())
    return {
        "price_idr": price.to_shop_idr,
        "shelf_price_idr": price.shelf_idr,
        "from_on": earliest(USUAL_REASON, today()),
    }


def _shown_first(
    request: PermittedRequest, found: Listing, proposal: PriceProposal, standing: Standing
) -> dict[str, Any]:
    """What the proposal means. Raises :class:`Refused` where it cannot be made."""
    history = history_of(found)
    check_proposal(proposal, history, today())
    reason = price_table().reasons[proposal.reason].title.in_language(language())
    shown = _weighed(request, found, history.in_force(proposal.from_on), proposal.price, standing)
    return shown | {"proposal": proposal, "reason": reason}


@permitted("listing.act")
def answer(request: PermittedRequest, listing_id: str, change_id: str, price_act: str) -> HttpResponse:
    """Accept, decline or withdraw; a button alone sends straight here where nothing has to be told."""
    found = listing_in(request, listing_id)
    change = get_object_or_404(found.price_changes.select_related("by"), public_id=change_id)
    act, standing = price_table().acts.get(price_act), standing_of(request.user, found)
    if act is None or not act.is_of(change.side, standing.sides):
        raise Http404
    if request.method != "POST" and _state(change) != act.before:
        messages.info(request, _("That cannot be done any more: look where it stands."))
        return redirect("retail:listing_price", listing_id)
    form = PriceAnswerForm(
        request.POST if request.method == "POST" else None,
        declines=act.id == DECLINE,
        is_for_kitchen=standing.is_for_kitchen,
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            moved = answer_price(
                change, act.id, request.user, standing, today(), told.get("reason", ""), told["words"]
            )
        except PriceTaken as refusal:
            messages.warning(request, refusal.reason.in_language(language()))
            return redirect("retail:listing_price", listing_id)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, price_table().states[moved.state].title.in_language(language()) + ".")
            return redirect("retail:listing_price", listing_id)
    context = _head(found) | {
        "form": form, "title": act.title.in_language(language()), "told": _told(change), "act": act,
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "retail/listing_price_answer.html", context, status=status)


@permitted("listing.view")
def new_prices(request: PermittedRequest) -> HttpResponse:
    """Every proposed price that waits, of one's kitchens or shops: the one that lapses first at the top."""
    reached = listings_in(request.scope).filter(state__in=price_table().listing_states).order_by()
    rows = PriceChange.objects.filter(
        state=PROPOSED, answer_by__gte=today(), listing__in=reached.values("pk")
    ).select_related("listing__product__business", "listing__retailer", "listing__terms", "by")
    page = Paginator(rows.order_by("answer_by", "pk"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_told(each) | {"turn_of": _turn_of(each)} for each in page]}
    return render(request, "retail/new_prices.html", context)


def _turn_of(change: PriceChange) -> str:
    listing = change.listing
    return listing.product.business.name if other_side(change.side) == OWNER else listing.retailer.name
