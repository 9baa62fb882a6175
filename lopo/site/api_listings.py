"""Listings over HTTP: those of one's kitchens or shops, one of them, and what is done with it.

The same table of transitions as the pages, the same books, the same refusals.
"""

import datetime as dt
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from lopo.facts.kinds import Refused
from lopo.retail.books.listing import Taken, Told, act, days_of
from lopo.retail.books.listing_price import priced
from lopo.retail.books.listing_question import asked_among, open_acts
from lopo.retail.books.listing_reach import listings_for, parties_of, sides_of
from lopo.retail.listing.likeness import say_novelty
from lopo.retail.listing.tasting import read_scores
from lopo.retail.listing.transitions import state_by, table
from lopo.retail.listing.trial import TrialTold
from lopo.retail.models import Listing, Store
from lopo.site.api_answers import Page, StepOut
from lopo.site.api_errors import Problems, Refusal, language_of
from lopo.standards.standings import today

router = Router(tags=["listings"])
REFUSED = {401: Problems, 422: Problems, 429: Problems}
MOST = 1_000_000


class ListingOut(Schema):
    id: str
    product: str
    product_id: str
    business: str
    shop: str
    state: str
    lane: str
    turn: str
    due_on: dt.date | None
    version: int
    price_idr: int
    shelf_price_idr: int
    weekly_pieces: int
    readiness: int
    novelty: str
    acts: list[str]


class ListingWhole(ListingOut):
    steps: list[StepOut]


class Listings(Schema):
    count: int
    items: list[ListingOut]


class TrialIn(Schema):
    """The numbers of a trial; stores by their codes."""

    stores: list[str] = Field(max_length=200)
    starts_on: dt.date
    ends_on: dt.date
    pieces: int = Field(ge=1, le=MOST)
    wanted_percent: int = Field(ge=1, le=100)


class ActIn(Schema):
    """What is told with an act. ``version`` is that of the listing as it was last read."""

    version: int = Field(ge=0, le=2_000_000_000)
    reason: str = Field("", max_length=40)
    words: str = Field("", max_length=1000)
    taster: str = Field("", max_length=80)
    sold: int | None = Field(None, ge=0, le=MOST)
    scores: dict[str, int] | None = None
    trial: TrialIn | None = None


class Wanted(Schema):
    """Which listings."""

    state: str = Field("", max_length=20)


@router.get("", response={200: Listings, **REFUSED}, summary="The listings of my kitchens or my shops")
def list_listings(request: Any, wanted: Query[Wanted], page: Query[Page]) -> dict[str, Any]:
    found = listings_for(request.user).defer("dossier").prefetch_related("trials").order_by("pk")
    if wanted.state:
        found = found.filter(state=wanted.state.replace("\x00", ""))
    first = (page.page - 1) * page.page_size
    rows = list(found[first : first + page.page_size])
    return {"count": found.count(), "items": _rows(request, rows)}


@router.get(
    "/{slug:listing_id}",
    response={200: ListingWhole, 404: Problems, **REFUSED},
    summary="One listing, with its steps",
)
def one_listing(request: Any, listing_id: str) -> dict[str, Any]:
    return _whole(request, get_object_or_404(listings_for(request.user), public_id=listing_id))


@router.post(
    "/{slug:listing_id}/{slug:act_id}",
    response={200: ListingWhole, 400: Problems, 404: Problems, 409: Problems, **REFUSED},
    summary="Do something with a listing",
)
def do(request: Any, listing_id: str, act_id: str, body: ActIn) -> dict[str, Any]:
    """What can be done stands in ``acts``. Sent twice it counts once; who is late reads who was faster."""
    found = get_object_or_404(listings_for(request.user, "listing.act"), public_id=listing_id)
    parties = parties_of(request.user, found)
    try:
        told = _told(found, body)
        moved = act(found, act_id, body.version, told, request.user, parties, today())
    except Taken as refusal:
        raise Refusal(409, ("version", refusal.reason)) from None
    except Refused as refusal:
        raise Refusal(422, ("", refusal.reason)) from None
    return _whole(request, moved)


def _told(found: Listing, body: ActIn) -> Told:
    trial = None
    if body.trial is not None:
        codes = [each.replace("\x00", "") for each in body.trial.stores]
        stores = Store.objects.filter(retailer=found.retailer_id, closed_at=None, code__in=codes)
        its = body.trial
        trial = TrialTold(
            tuple(stores.values_list("pk", flat=True)),
            its.starts_on,
            its.ends_on,
            its.pieces,
            its.wanted_percent,
        )
    return Told(
        reason=body.reason.replace("\x00", ""),
        words=body.words.replace("\x00", ""),
        trial=trial,
        sold=body.sold,
        scores=read_scores(found.product.kind, body.scores) if body.scores else {},
        taster=body.taster.replace("\x00", ""),
    )


def _rows(request: Any, listings: list[Listing]) -> list[dict[str, Any]]:
    """What is told of each; the queries do not grow with them where trials are fetched already."""
    listings = priced(listings, today())
    asked, parties = asked_among(listings), sides_of(request.user)
    return [_row(request, each, parties(each), is_asked=each.pk in asked) for each in listings]


def _row(request: Any, each: Listing, parties: frozenset[str], *, is_asked: bool) -> dict[str, Any]:
    trials = sorted(each.trials.all(), key=lambda trial: trial.pk)
    state = table().states[state_by(each.state, days_of(trials[-1] if trials else None), today())]
    acts = open_acts(state.id, parties, is_asked=is_asked)
    return {
        "id": each.public_id,
        "product": each.product.name,
        "product_id": each.product.public_id,
        "business": each.product.business.name,
        "shop": each.retailer.name,
        "state": state.id,
        "lane": state.lane,
        "turn": state.turn,
        "due_on": each.due_on,
        "version": each.version,
        "price_idr": each.price_idr,
        "shelf_price_idr": each.shelf_price_idr,
        "weekly_pieces": each.weekly_pieces,
        "readiness": each.readiness,
        "novelty": say_novelty(each.likeness, each.alike).in_language(language_of(request)),
        "acts": [act.id for act in acts],
    }


def _whole(request: Any, each: Listing) -> dict[str, Any]:
    steps = [
        {
            "act": step.transition, "was": step.was, "became": step.became, "at": step.at,
            "by": str(step.by) if step.by else None, "reason": step.reason, "words": step.words,
        }
        for step in each.steps.select_related("by")
    ]  # fmt: skip
    return _rows(request, [each])[0] | {"steps": steps}
