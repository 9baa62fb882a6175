"""The price of listed products: what holds on a day, a change proposed, answered, begun, ended.

``Listing.price_idr`` and ``shelf_price_idr`` hold on the days that stand beside them, so that the buyer's
desk sorts by an index; on any other day what was agreed is asked (:func:`priced`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lopo.accounts.assisted import city_writes_for
from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.producers.records import lock
from lopo.quality.dated_work import work_changed
from lopo.retail.books.listing_price_telling import tell_of_price
from lopo.retail.books.listing_reach import parties_of
from lopo.retail.listing.price import Agreed, Price, PriceHistory
from lopo.retail.listing.price_change import (
    ACCEPT,
    ACCEPTED,
    DECLINE,
    LAPSED,
    PROPOSED,
    SIDES,
    Act,
    PriceProposal,
    ProposalRefused,
    answer_by,
    check_decline,
    check_proposal,
    price_table,
    state_on,
)
from lopo.retail.listing.transitions import BUYER, CITY, OWNER
from lopo.retail.models import Listing, PriceChange

WORDS_MOST = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """For which sides somebody acts; ``is_for_kitchen``: as an officer, for a kitchen that cannot."""

    sides: frozenset[str]
    is_for_kitchen: bool = False

    @property
    def side(self) -> str:
        """The side in whose name she proposes."""
        return next(each for each in SIDES if each in self.sides)


class PriceTaken(Refused):
    """Somebody else has answered meanwhile, or proposed a price of her own."""


def standing_of(person: Person, listing: Listing) -> Standing:
    """The owner acts for her kitchen, the buyer for her shop, an officer where the city writes for it."""
    parties = parties_of(person, listing)
    sides = parties & {OWNER, BUYER}
    if not sides and CITY in parties and city_writes_for(listing.product.business.organisation_id):
        return Standing(frozenset({OWNER}), is_for_kitchen=True)
    return Standing(frozenset(sides))


def may_propose(listing: Listing, standing: Standing) -> bool:
    """Whether the price can change at all now, and by this person."""
    return bool(standing.sides) and listing.state in price_table().listing_states


# What holds on a day


def histories(listings: Collection[int]) -> dict[int, PriceHistory]:
    """What was agreed for some listings, by primary key; those whose price never changed are left out.

    One query.
    """
    rows = PriceChange.objects.filter(listing__in=listings, state=ACCEPTED).order_by("decided_at", "pk")
    of: dict[int, list[PriceChange]] = defaultdict(list)
    for each in rows:
        of[each.listing_id].append(each)
    return {
        pk: PriceHistory(old_price(found[0]), tuple(_agreed(each) for each in found))
        for pk, found in of.items()
    }


def history_of(listing: Listing) -> PriceHistory:
    """What was agreed for one listing."""
    found = histories([listing.pk]).get(listing.pk)
    return found or PriceHistory(Price(listing.price_idr, listing.shelf_price_idr))


def new_price(change: PriceChange) -> Price:
    return Price(change.price_idr, change.shelf_price_idr)


def old_price(change: PriceChange) -> Price:
    return Price(change.was_price_idr, change.was_shelf_price_idr)


def _agreed(change: PriceChange) -> Agreed:
    return Agreed(new_price(change), change.from_on, change.until_on, change.pk)


def priced(listings: Iterable[Listing], on: dt.date) -> list[Listing]:
    """The listings with the prices that hold on ``on``: to read, never to save.

    No query where the prices kept hold on that day, else one for all.
    """
    listed = list(listings)
    other = [each for each in listed if not _holds(each, on)]
    if other:
        agreed = histories([each.pk for each in other])
        for each in other:
            if each.pk in agreed:
                price = agreed[each.pk].in_force(on)
                each.price_idr, each.shelf_price_idr = price.to_shop_idr, price.shelf_idr
    return listed


def _holds(listing: Listing, on: dt.date) -> bool:
    first, last = listing.price_from, listing.price_until
    return (first is None or first <= on) and (last is None or on <= last)


def keep_price(listing: int, on: dt.date) -> bool:
    """Write down which price holds on ``on``, and until when; whether it changed. Its kitchen is locked."""
    agreed = histories([listing]).get(listing)
    if agreed is None:
        return False
    period = agreed.period(on)
    rows = Listing.objects.filter(pk=listing)
    before = rows.values_list("price_idr", "shelf_price_idr").get()
    now = (period.price.to_shop_idr, period.price.shelf_idr)
    rows.update(
        price_idr=now[0], shelf_price_idr=now[1], price_from=period.from_on, price_until=period.until_on
    )
    return before != now


# A change


@transaction.atomic
def propose(
    listing: Listing, proposal: PriceProposal, by: Person, standing: Standing, on: dt.date, client_id: str
) -> PriceChange:
    """Propose a new price to the other side; sent again under the same ``client_id`` it is the same proposal.

    Raises :class:`PriceTaken` while another waits for its answer, and :class:`Refused` for what cannot be.
    """
    lock(listing.product.business_id)
    before = PriceChange.objects.filter(client_id=client_id).first()
    if before is not None:
        return _same(before, listing, proposal)
    current = Listing.objects.get(pk=listing.pk)
    if not may_propose(current, standing):
        raise Refused(
            Text("Harga hanya bisa diubah selama produknya di rak toko ini.",
                 "A price can only be changed while the product is on this shop's shelf.")
        )  # fmt: skip
    _make_room(current, on)
    agreed = history_of(current)
    words = proposal.words.strip()[:WORDS_MOST]
    if standing.is_for_kitchen and not words:
        raise ProposalRefused("words", _SAY_WHO)
    check_proposal(proposal, agreed, on)
    held = agreed.in_force(proposal.from_on)
    change = PriceChange.objects.create(
        listing=current,
        price_idr=proposal.price.to_shop_idr,
        shelf_price_idr=proposal.price.shelf_idr,
        was_price_idr=held.to_shop_idr,
        was_shelf_price_idr=held.shelf_idr,
        from_on=proposal.from_on,
        until_on=proposal.until_on,
        reason=proposal.reason,
        words=words,
        side=standing.side,
        by=by,
        is_for_kitchen=standing.is_for_kitchen,
        at=timezone.now(),
        answer_by=answer_by(proposal, on),
        client_id=client_id,
    )
    _after(change, by)
    return change


_SAY_WHO = Text(
    "Tulis siapa dari dapur yang mengatakannya, dan kapan: ini ditulis atas namanya.",
    "Write who of the kitchen said so, and when: you write it in their name.",
)


def _same(before: PriceChange, listing: Listing, proposal: PriceProposal) -> PriceChange:
    kept = (before.listing_id, new_price(before), before.from_on, before.until_on, before.reason)
    if kept != (listing.pk, proposal.price, proposal.from_on, proposal.until_on, proposal.reason):
        raise Refused(
            Text("Formulir ini sudah dikirim dengan isi lain. Muat ulang halaman lalu isi lagi.",
                 "This form was sent already with other content. Load the page again and fill it in.")
        )  # fmt: skip
    return before


def _make_room(listing: Listing, on: dt.date) -> None:
    """One proposal waits at a time; one whose day is past makes room. Raises :class:`PriceTaken`."""
    waiting = waiting_of(listing)
    if waiting is None:
        return
    if state_on(waiting.state, waiting.answer_by, on) != LAPSED:
        raise PriceTaken(
            Text("Sudah ada harga baru yang menunggu jawaban, diusulkan {who} pada {day}. "
                 "Jawab atau tarik dulu.",
                 "A new price waits for its answer already, proposed by {who} on {day}. "
                 "Answer it or withdraw it first.")
            .filled(who=str(waiting.by), day=say_date(timezone.localdate(waiting.at)))
        )  # fmt: skip
    lapse(waiting)


def waiting_of(listing: Listing) -> PriceChange | None:
    """The proposal that waits for an answer, as it is written down."""
    return PriceChange.objects.filter(listing=listing, state=PROPOSED).select_related("by").first()


@transaction.atomic
def answer_price(
    change: PriceChange,
    id: str,
    by: Person,
    standing: Standing,
    on: dt.date,
    reason: str = "",
    words: str = "",
) -> PriceChange:
    """Accept, decline or withdraw a proposal; gives it as it stands now. The same answer twice counts once.

    Raises :class:`PriceTaken` when somebody else was faster and :class:`Refused` for what cannot be done.
    """
    listing = change.listing
    lock(listing.product.business_id)
    current = PriceChange.objects.select_related(
        "listing__product__business__organisation", "listing__retailer", "by", "decided_by"
    ).get(pk=change.pk)
    act = price_table().acts.get(id)
    if act is not None and current.state == act.after and current.decided_by_id == by.pk:
        return current
    act = _open_act(current, id, standing, on)
    words = words.strip()[:WORDS_MOST]
    if act.id == DECLINE:
        check_decline(reason, words)
    if standing.is_for_kitchen and not words:
        raise ProposalRefused("words", _SAY_WHO)
    _write_answer(current, act, by, reason if act.id == DECLINE else "", words)
    if act.id == ACCEPT:
        keep_price(current.listing_id, on)
    _after(current, by)
    return current


def _open_act(current: PriceChange, id: str, standing: Standing, on: dt.date) -> Act:
    """The act, where it can still be done. Raises :class:`PriceTaken` where somebody was faster."""
    state = state_on(current.state, current.answer_by, on)
    act = price_table().acts.get(id)
    if act is not None and state != act.before and act.is_of(current.side, standing.sides):
        raise taken(current, state)
    act = price_table().step(id, state, current.side, standing.sides)
    if current.listing.state not in price_table().listing_states:
        raise Refused(
            Text("Produk ini tidak lagi di rak toko ini.", "This product is no more on this shop's shelf.")
        )
    return act


def taken(current: PriceChange, state: str) -> PriceTaken:
    """Who answered before, when, and how."""
    title = price_table().states[state].title
    if current.decided_by is None or current.decided_at is None:
        return PriceTaken(
            Text("Usul harga ini sudah lewat harinya, {day}. Usulkan yang baru.",
                 "The day for an answer to this price is past, {day}. Propose a new one.")
            .filled(day=say_date(current.answer_by))
        )  # fmt: skip
    at = timezone.localtime(current.decided_at)
    return PriceTaken(
        Text("{who} lebih dulu: “{state}”, {day} pukul {time}.",
             "{who} was faster: “{state}”, {day} at {time}.")
        .filled(who=str(current.decided_by), state=title, day=say_date(at.date()), time=f"{at:%H.%M}")
    )  # fmt: skip


def _write_answer(current: PriceChange, act: Act, by: Person | None, reason: str, words: str) -> None:
    current.state, current.decided_by, current.decided_at = act.after, by, timezone.now()
    current.decline_reason, current.decided_words = reason, words
    current.save(update_fields=["state", "decided_by", "decided_at", "decline_reason", "decided_words"])


def lapse(change: PriceChange) -> None:
    """Write down that the day of a proposal passed without an answer; its kitchen is locked."""
    _write_answer(change, price_table().acts["lapse"], None, "", "")
    _after(change, None)


def _after(change: PriceChange, by: Person | None) -> None:
    """What follows: the kitchen's tasks, and words to the other side."""
    work_changed(change.listing.product.business_id, by)
    transaction.on_commit(lambda: tell_of_price(change))
