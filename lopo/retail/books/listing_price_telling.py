"""Words to the other side about a new price, by the ways in which the house tells people things."""

from django.urls import reverse

from lopo.accounts.notice import site_address, tell_owners
from lopo.facts.figures import say_rupiah
from lopo.facts.text import Text, joined
from lopo.facts.wording import say_date
from lopo.retail.books.listing_telling import FROM_KITCHEN, SUBJECT, TURN, tell_buyers
from lopo.retail.listing.price_change import (
    ACCEPTED,
    DECLINED,
    LAPSED,
    PROPOSED,
    WITHDRAWN,
    other_side,
    price_table,
)
from lopo.retail.listing.transitions import OWNER
from lopo.retail.models import PriceChange

_NEWS = {
    PROPOSED: Text("harga baru diusulkan", "a new price is proposed"),
    ACCEPTED: Text("harga baru disepakati", "the new price is agreed"),
    DECLINED: Text("harga baru tidak disetujui", "the new price is declined"),
    WITHDRAWN: Text("usul harga baru ditarik", "the proposal of a new price is withdrawn"),
    LAPSED: Text("usul harga baru lewat tanpa jawaban", "the proposed new price lapsed without an answer"),
}
_TOLD_TO_PROPOSER = (ACCEPTED, DECLINED, LAPSED)


def tell_of_price(change: PriceChange) -> int:
    """Tell the side that did not act; how many people were told."""
    to = change.side if change.state in _TOLD_TO_PROPOSER else other_side(change.side)
    more = Text.same("")
    if change.state == PROPOSED:
        more = _answer_by(change)
    elif change.state == DECLINED:
        reason = price_table().declines.get(change.decline_reason)
        more = Text(f" {reason.title.id}.", f" {reason.title.en}.") if reason else more
    return _tell(change, to, _NEWS[change.state], more)


def remind_of_price(change: PriceChange) -> int:
    """Remind the side that is to answer; how many people were told."""
    waits = Text("harga baru menunggu jawaban", "a new price waits for your answer")
    return _tell(change, other_side(change.side), waits, _answer_by(change), is_turn=True)


def _answer_by(change: PriceChange) -> Text:
    day = say_date(change.answer_by)
    return Text(f" Jawab paling lambat {day.id}.", f" Answer by {day.en}.")


def _tell(change: PriceChange, to: str, news: Text, more: Text, *, is_turn: bool = False) -> int:
    listing = change.listing
    about = Text(
        "Lopo, {product} ({business}, {shop}): {news}, {was} menjadi {now} mulai {day}.",
        "Lopo, {product} ({business}, {shop}): {news}, {was} to {now} from {day}.",
    ).filled(
        product=listing.product.name,
        business=listing.product.business.name,
        shop=listing.retailer.name,
        news=news,
        was=say_rupiah(change.was_price_idr),
        now=say_rupiah(change.price_idr),
        day=say_date(change.from_on),
    )
    place = site_address(reverse("retail:listing_price", args=[listing.public_id]))
    words = joined([Text(f"{about.id}{more.id}", f"{about.en}{more.en}"), Text.same(place)], Text.same(" "))
    if to == OWNER:
        subject = TURN if is_turn else SUBJECT
        return tell_owners(listing.product.business.organisation_id, subject, words)
    return tell_buyers(listing.retailer_id, TURN if is_turn else FROM_KITCHEN, words)
