"""The price of a listing over HTTP: what holds on which days, what was proposed, a proposal and its answer.

The same table as the pages (``lopo.retail.listing.price_change``), the same books, the same refusals.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema

from lopo.facts.kinds import Refused
from lopo.facts.own_number import new_client_id
from lopo.retail.books.listing_price import (
    WORDS_MOST,
    PriceTaken,
    answer_price,
    history_of,
    may_propose,
    propose,
    standing_of,
)
from lopo.retail.books.listing_reach import listings_for
from lopo.retail.listing.offer import MOST_IDR
from lopo.retail.listing.price import Price
from lopo.retail.listing.price_change import PROPOSED, PriceProposal, price_table, state_on
from lopo.retail.models import Listing, PriceChange
from lopo.site.api_errors import Problems, Refusal
from lopo.site.api_order_acts import FIRST_DAY, LAST_DAY, OWN_NUMBER, Plain
from lopo.standards.standings import today

router = Router(tags=["listings"])
REFUSED = {401: Problems, 404: Problems, 422: Problems, 429: Problems}
CHANGED = {400: Problems, 409: Problems, **REFUSED}
MOST_TOLD = 100


class PeriodOut(Schema):
    """Days on end with one price. No first day: since it was listed; no last: until further notice."""

    from_on: dt.date | None
    until_on: dt.date | None
    price_idr: int
    shelf_price_idr: int
    promotion: bool


class PriceChangeOut(Schema):
    """A proposal and what became of it. ``side`` is ``owner`` (the kitchen) or ``buyer`` (the shop)."""

    id: str
    state: str
    side: str
    price_idr: int
    shelf_price_idr: int
    was_price_idr: int
    was_shelf_price_idr: int
    from_on: dt.date
    until_on: dt.date | None
    reason: str
    words: str
    by: str
    at: dt.datetime
    answer_by: dt.date
    decline_reason: str
    decided_words: str
    decided_by: str | None
    decided_at: dt.datetime | None
    acts: list[str]


class PricesOut(Schema):
    """The price in force today, every period, and the latest proposals, the newest first."""

    price_idr: int
    shelf_price_idr: int
    may_propose: bool
    periods: list[PeriodOut]
    changes: list[PriceChangeOut]


class PriceIn(Schema):
    """A new price, for a reason of ``price_change.toml``; sent again under its ``client_id`` it is one."""

    price_idr: int = Field(ge=1, le=MOST_IDR)
    shelf_price_idr: int = Field(ge=1, le=MOST_IDR)
    from_on: dt.date = Field(ge=FIRST_DAY, le=LAST_DAY)
    until_on: dt.date | None = Field(None, ge=FIRST_DAY, le=LAST_DAY)
    reason: Plain = Field(max_length=20)
    words: Plain = Field("", max_length=WORDS_MOST)
    client_id: str = Field("", pattern=rf"{OWN_NUMBER}|^$")


class PriceAnswerIn(Schema):
    """What is told with an answer; declining needs a ``reason``."""

    reason: Plain = Field("", max_length=20)
    words: Plain = Field("", max_length=WORDS_MOST)


@router.get(
    "/{slug:listing_id}/prices", response={200: PricesOut, **REFUSED}, summary="The prices of a listing"
)
def prices(request: Any, listing_id: str) -> dict[str, Any]:
    return _whole(request, get_object_or_404(listings_for(request.user), public_id=listing_id))


@router.post(
    "/{slug:listing_id}/prices",
    response={200: PricesOut, **CHANGED},
    summary="Propose a new price of a listing",
)
def propose_price(request: Any, listing_id: str, body: PriceIn) -> dict[str, Any]:
    """The other side is told, and answers by its day."""
    found = get_object_or_404(listings_for(request.user, "listing.act"), public_id=listing_id)
    price = Price(body.price_idr, body.shelf_price_idr)
    proposal = PriceProposal(price, body.from_on, body.reason, body.until_on, body.words)
    number, standing = body.client_id or new_client_id(), standing_of(request.user, found)
    with _refusals():
        propose(found, proposal, request.user, standing, today(), number)
    return _whole(request, found)


@router.post(
    "/{slug:listing_id}/prices/{slug:change_id}/{slug:act_id}",
    response={200: PricesOut, **CHANGED},
    summary="Accept, decline or withdraw a proposed price",
)
def answer(request: Any, listing_id: str, change_id: str, act_id: str, body: PriceAnswerIn) -> dict[str, Any]:
    """What can be done stands in ``acts``. Sent twice it counts once; who is late reads who was faster."""
    found = get_object_or_404(listings_for(request.user, "listing.act"), public_id=listing_id)
    change = get_object_or_404(found.price_changes.all(), public_id=change_id)
    standing = standing_of(request.user, found)
    with _refusals():
        answer_price(change, act_id, request.user, standing, today(), body.reason, body.words)
    return _whole(request, found)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except PriceTaken as refusal:
        raise Refusal(409, ("", refusal.reason)) from None
    except Refused as refusal:
        place = getattr(refusal, "place", "")
        raise Refusal(422, (_PLACES.get(place, place), refusal.reason)) from None


_PLACES = {"price": "price_idr"}


def _whole(request: Any, found: Listing) -> dict[str, Any]:
    history, standing = history_of(found), standing_of(request.user, found)
    now = history.in_force(today())
    changes = found.price_changes.select_related("by", "decided_by")[:MOST_TOLD]
    return {
        "price_idr": now.to_shop_idr,
        "shelf_price_idr": now.shelf_idr,
        "may_propose": may_propose(found, standing) and not any(_state(each) == PROPOSED for each in changes),
        "periods": [
            {
                "from_on": each.from_on,
                "until_on": each.until_on,
                "price_idr": each.price.to_shop_idr,
                "shelf_price_idr": each.price.shelf_idr,
                "promotion": each.change is not None and each.change.is_promotion,
            }
            for each in history.periods()
        ],
        "changes": [_row(each, found, standing.sides) for each in changes],
    }


def _state(change: PriceChange) -> str:
    return state_on(change.state, change.answer_by, today())


def _row(change: PriceChange, found: Listing, sides: frozenset[str]) -> dict[str, Any]:
    plain = (
        "side", "price_idr", "shelf_price_idr", "was_price_idr", "was_shelf_price_idr", "from_on", "until_on",
        "reason", "words", "at", "answer_by", "decline_reason", "decided_words", "decided_at",
    )  # fmt: skip
    is_open = found.state in price_table().listing_states
    acts = price_table().open_to(_state(change), change.side, sides) if is_open else []
    return {name: getattr(change, name) for name in plain} | {
        "id": change.public_id,
        "state": _state(change),
        "by": str(change.by),
        "decided_by": str(change.decided_by) if change.decided_by else None,
        "acts": [each.id for each in acts],
    }
