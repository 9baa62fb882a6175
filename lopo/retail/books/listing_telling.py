"""Words to the other side when a listing has moved, by the ways in which the house tells people things."""

from django.urls import reverse

from lopo.accounts.models import Person
from lopo.accounts.notice import can_be_told, site_address, tell, tell_owners
from lopo.accounts.roles import Role
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.retail.listing.reasons import reasons
from lopo.retail.listing.transitions import ASK, BUYER, OWNER, Transition, table
from lopo.retail.models import Listing

SUBJECT = Text("Kabar dari toko", "News from a shop")
FROM_KITCHEN = Text("Kabar dari dapur", "News from a kitchen")
TURN = Text("Giliran Ibu/Bapak", "It is your turn")


def tell_of(listing: Listing, step: Transition, by: Person | None = None) -> int:
    """Tell the kitchen what the shop, time or the city did, and the shop what the city reminds of.

    How many people were told; ``by`` is nobody where a day has come. What the kitchen does itself the shop
    finds on its desk, but for what it has to know at once (``tells_shop``).
    """
    if step.id == ASK:
        return _tell_asked(listing, step)
    if step.stays and not step.tells_shop:
        return _remind(listing)
    told = _tell_shop(listing, step) if step.tells_shop and (by is None or BUYER not in step.by) else 0
    if set(step.by) <= {OWNER, "helper", "city"}:
        return told
    state = table().states[listing.state]
    words = Text("Lopo, {product} di {shop}: {title}.", "Lopo, {product} at {shop}: {title}.").filled(
        product=listing.product.name, shop=listing.retailer.name, title=state.title
    )
    words = Text(
        f"{words.id}{_more(listing).id} {_address(listing)}",
        f"{words.en}{_more(listing).en} {_address(listing)}",
    )
    return told + tell_owners(listing.product.business.organisation_id, SUBJECT, words)


def _tell_asked(listing: Listing, step: Transition) -> int:
    about = Text("Lopo, {product} di {shop}: {past}.", "Lopo, {product} at {shop}: {past}.").filled(
        product=listing.product.name, shop=listing.retailer.name, past=step.past
    )
    said = f"{_last_words(listing)} {_address(listing)}"
    return tell_owners(
        listing.product.business.organisation_id, SUBJECT, Text(f"{about.id}{said}", f"{about.en}{said}")
    )


def _last_words(listing: Listing) -> str:
    last = listing.steps.order_by("-at", "-pk").first()
    return f" “{last.words}”" if last is not None and last.words else ""


def _tell_shop(listing: Listing, step: Transition) -> int:
    said = _last_words(listing)
    about = Text("Lopo, {product} ({business}): {past}.", "Lopo, {product} ({business}): {past}.").filled(
        product=listing.product.name, business=listing.product.business.name, past=step.past
    )
    words = Text(
        f"{about.id}{said} {_address(listing)}",
        f"{about.en}{said} {_address(listing)}",
    )
    return tell_buyers(listing.retailer_id, FROM_KITCHEN, words)


def _more(listing: Listing) -> Text:
    """Why, or until when."""
    last = listing.steps.order_by("-at", "-pk").first()
    reason = reasons().get(last.reason) if last else None
    if reason is not None:
        return Text(f" {reason.says.id}", f" {reason.says.en}")
    if listing.due_on is not None and table().states[listing.state].turn == OWNER:
        day = say_date(listing.due_on)
        return Text(f" Paling lambat {day.id}.", f" By {day.en}.")
    return Text.same("")


def _address(listing: Listing) -> str:
    return site_address(reverse("retail:listing", args=[listing.public_id]))


def _remind(listing: Listing) -> int:
    """Tell whoever has the turn."""
    state = table().states[listing.state]
    about, says = f"Lopo, {listing.product.name} ({listing.retailer.name})", state.says(state.turn)
    words = Text(f"{about}: {says.id} {_address(listing)}", f"{about}: {says.en} {_address(listing)}")
    if state.turn == OWNER:
        return tell_owners(listing.product.business.organisation_id, TURN, words)
    return tell_buyers(listing.retailer_id, TURN, words) if state.turn == BUYER else 0


def tell_buyers(retailer: int, subject: Text, words: Text) -> int:
    """Tell every buyer of a shop who can be told; how many were."""
    buyers = Person.objects.filter(
        memberships__organisation=retailer, memberships__role=Role.BUYER, is_active=True
    ).distinct()
    return sum(tell(buyer, subject, words) for buyer in buyers if can_be_told(buyer))
