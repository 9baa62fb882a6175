"""One listing: the kitchen's page of it, and the buyer's, which is the product's dossier on one page."""

from typing import Any

from django.db.models import F
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from lopo.accounts.consent import active_groups
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.producers.forms import language
from lopo.retail.books.application import SHOWN
from lopo.retail.books.buyer_dossier import (
    MOST_SEEN,
    contacts_of,
    papers_of,
    photo_of,
    recalls_of,
)
from lopo.retail.books.listing import days_of, trial_of
from lopo.retail.books.listing_price import priced, waiting_of
from lopo.retail.books.listing_question import open_acts, question_of
from lopo.retail.books.listing_reach import listings_in, parties_of
from lopo.retail.books.listing_work import MENDABLE, reason_of
from lopo.retail.books.trial_sales import other_shelves, sell_through_of
from lopo.retail.listing.dossier_page import shown
from lopo.retail.listing.likeness import say_novelty
from lopo.retail.listing.price import Price
from lopo.retail.listing.price_change import other_side, price_table
from lopo.retail.listing.reasons import reasons
from lopo.retail.listing.sell_through import SellThrough
from lopo.retail.listing.tasting import overall, summarise
from lopo.retail.listing.transitions import BUYER, CITY, HELPER, OWNER, State, state_by, table
from lopo.retail.models import Listing, ListingStep, Trial
from lopo.retail.views.where_to_sell import change_rows
from lopo.standards.dossier_notes import notes_of
from lopo.standards.picture import ladder_tiers
from lopo.standards.standings import assessment_of, today
from lopo.standards.viewing import shown_assessment


def listing_in(request: PermittedRequest, listing_id: str) -> Listing:
    """The listing of that name, or 404 for whoever has nothing to do with it."""
    return get_object_or_404(listings_in(request.scope), public_id=listing_id)


def groups_shown(request: PermittedRequest, listing: Listing) -> frozenset[FieldGroup]:
    """The field groups of the kitchen that the reader sees."""
    owner = listing.product.business.organisation_id
    if request.scope.everything or parties_of(request.user, listing) & {OWNER, HELPER}:
        return MOST_SEEN
    return frozenset(active_groups([listing.retailer_id], owner))


@permitted("listing.view")
def listing(request: PermittedRequest, listing_id: str) -> HttpResponse:
    """Where it stands, whose turn it is, and what can be done; to a buyer and the city with the dossier."""
    [found] = priced([listing_in(request, listing_id)], today())
    parties = parties_of(request.user, found)
    context = common(found, parties)
    if parties & {BUYER, CITY}:
        context |= _dossier(request, found)
        return render(request, "retail/listing_buyer.html", context)
    context["reason_page"] = _page_of_reason(found)
    return render(request, "retail/listing_owner.html", context)


def common(found: Listing, parties: frozenset[str]) -> dict[str, Any]:
    """What every page about a listing shows of it."""
    trial = trial_of(found)
    state = table().states[state_by(found.state, days_of(trial), today())]
    party = next((each for each in (OWNER, HELPER, BUYER, CITY) if each in parties), CITY)
    newer = _newer(found) if state.ended else None
    question = question_of(found)
    acts = [] if newer else open_acts(state.id, parties, is_asked=question is not None)
    return {
        "listing": found,
        "product": found.product,
        "retailer": found.retailer,
        "state": state,
        "state_title": state.title.in_language(language()),
        "says": state.says(party).in_language(language()),
        "my_turn": any(state.is_turn_of(each) for each in parties),
        "turn_of": {OWNER: found.product.business.name, BUYER: found.retailer.name}.get(state.turn, ""),
        "late": (today() - found.due_on).days if found.due_on and found.due_on < today() else 0,
        "acts": [_act_row(each) for each in acts],
        "newer": newer,
        "history": history(found),
        "last_words": last_words(found),
        "question": question,
        "is_owner": bool(parties & {OWNER, HELPER}),
        "is_buyer": BUYER in parties,
        "margin": Price(found.price_idr, found.shelf_price_idr).margin_permille / 10,
        "new_price": _new_price(found, parties) if state.id in price_table().listing_states else None,
        "novelty": say_novelty(found.likeness, found.alike).in_language(language()),
        **_of_trial(found, trial, state.id),
        **_of_tastings(found),
        **_of_reason(found, state, parties),
    }


def _new_price(found: Listing, parties: frozenset[str]) -> dict[str, object] | None:
    """The price that waits for an answer, and whether the reader is to give it."""
    change = waiting_of(found)
    if change is None or change.answer_by < today():
        return None
    return {"change": change, "my_turn": other_side(change.side) in parties}


def _newer(found: Listing) -> Listing | None:
    """The application of the same product to the same shop that came last after this one."""
    later = Listing.objects.filter(product=found.product_id, retailer=found.retailer_id, pk__gt=found.pk)
    return later.order_by("-pk").first()


TRIAL_FIRST = ("trial-offered", "trial-agreed", "on-trial", "verdict-due")
"""States in which the numbers of the trial are what a buyer looks for."""


def _of_trial(found: Listing, trial: Trial | None, state: str) -> dict[str, Any]:
    if trial is None:
        return {"trial": None}
    return {
        "trial": trial,
        "trial_first": state in TRIAL_FIRST,
        "trial_stores": list(trial.stores.all()),
        "wanted_pieces": SellThrough(trial.pieces, 0, trial.wanted_percent).wanted_pieces,
        "sell_through": sell_through_of(found, trial),
    }


def _of_tastings(found: Listing) -> dict[str, Any]:
    tastings = list(found.tastings.select_related("taster"))
    scores = [each.scores for each in tastings]
    return {
        "tastings": tastings,
        "tasters_said": [each for each in reversed(tastings) if each.words][:MOST_SAID],
        "scored": summarise(found.product.kind, scores),
        "overall": overall(scores),
    }


def _of_reason(found: Listing, state: State, parties: frozenset[str]) -> dict[str, Any]:
    """Why it ended, and whether there is something to mend."""
    reason = reason_of(found) if state.ended else None
    if reason is None:
        return {"reason": None, "may_mend": False}
    return {
        "reason": {
            "title": reason.title.in_language(language()),
            "says": reason.says.in_language(language()),
            "does": reason.does.in_language(language()),
        },
        "may_mend": OWNER in parties and state.id in MENDABLE and reason.mends,
    }


def _act_row(each: Any) -> dict[str, object]:
    return {
        "id": each.id,
        "title": each.title.in_language(language()),
        "weight": each.weight,
        "one_tap": each.is_one_tap,
    }


def last_words(found: Listing) -> ListingStep | None:
    """What was said last with a move to where it stands, and by whom."""
    said = found.steps.filter(became=found.state).exclude(words="").exclude(was=F("became"))
    return said.select_related("by").order_by("-at", "-pk").first()


MOST_STEPS, MOST_SAID = 60, 30
"""Steps of a story, and words of tasters, that one page shows; scores count whoever tasted."""


def history(found: Listing) -> list[dict[str, object]]:
    """The steps, newest first, in words; of a very long story the newest."""
    steps = found.steps.select_related("by").order_by("-at", "-pk")
    return [_step_row(each) for each in steps[:MOST_STEPS]]


def _step_row(step: ListingStep) -> dict[str, object]:
    its, reason = table().transitions.get(step.transition), reasons().get(step.reason)
    return {
        "step": step,
        "title": its.past.in_language(language()) if its else step.transition,
        "reason": reason.title.in_language(language()) if reason else "",
        "details": step.details,
    }


def _page_of_reason(found: Listing) -> str:
    """The page of the product on which the reason is mended."""
    reason = reason_of(found)
    if reason is None or not reason.page:
        return ""
    of_business = reason.page == "producers:papers"
    return reverse(reason.page, args=[found.product.business_id if of_business else found.product.public_id])


def _dossier(request: PermittedRequest, found: Listing) -> dict[str, Any]:
    """The one page that needs no telephone: only what the kitchen shows; a look is written down."""
    product, groups = found.product, groups_shown(request, found)
    scope = scope_for(request.user, "product.view")
    if not groups or scope is None:
        return {"groups": set(), "hidden": True}
    shown_one = shown_assessment(request.user, scope, product, today())
    seen = shown_one.assessment
    photo = photo_of(product) if FieldGroup.IDENTITY in groups else None
    return _gate(found) | {
        "groups": {each.value for each in groups},
        "hidden": not set(SHOWN) <= groups,
        "sections": shown(seen.dossier, seen.edition.catalogue, language()),
        "papers": papers_of(product, today()) if FieldGroup.PAPERS in groups else [],
        "photo": photo,
        "recalls": list(recalls_of(product)[:5]) if FieldGroup.QUALITY in groups else [],
        "contacts": contacts_of(product) if FieldGroup.IDENTITY in groups else [],
        "others": other_shelves(product, found),
        "notes": [
            {"title": n.title.in_language(language()), "says": n.says.in_language(language()), "href": n.href}
            for n in notes_of(product)
        ],
        "changes": _since_before(found, seen),
    }


def _gate(found: Listing) -> dict[str, Any]:
    """How the shop's gate stands by the whole dossier: counts and demands only, as the application says.

    What a demand rests on stays hidden where the kitchen does not show it; its recipe is among that.
    """
    assessment = assessment_of(found.product, today())
    standing = assessment.standing(found.gate)
    requirements = assessment.edition.requirements
    return {
        "tiers": ladder_tiers(assessment, language()),
        "standing": standing,
        "gate_title": standing.gate.title.in_language(language()) if standing else found.gate,
        "open": [requirements[name].asks.in_language(language()) for name in standing.open]
        if standing
        else [],
    }


def _since_before(found: Listing, assessment: Any) -> dict[str, object] | None:
    """For an application anew: what is not as it was in the one before."""
    before = (
        Listing.objects.filter(product=found.product_id, retailer=found.retailer_id, pk__lt=found.pk)
        .order_by("-pk")
        .first()
    )
    if before is None:
        return None
    reason = reason_of(before)
    return {
        "before": before,
        "state": table().states[before.state].title.in_language(language()),
        "reason": reason.title.in_language(language()) if reason else "",
        "rows": change_rows(before.dossier, found.dossier, assessment),
        "price_was": before.price_idr if before.price_idr != found.price_idr else None,
    }


@permitted("listing.view")
def photo(request: PermittedRequest, listing_id: str) -> FileResponse:
    """The photo of the product, to those to whom the kitchen shows what it is."""
    found = listing_in(request, listing_id)
    picture = photo_of(found.product)
    if picture is None or FieldGroup.IDENTITY not in groups_shown(request, found):
        raise Http404
    response = FileResponse(picture.file.open("rb"), content_type="image/jpeg")
    response["Content-Disposition"] = f'inline; filename="{picture.sha256[:12]}.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
