"""The other side of an order told outside the pages, after the step is saved for good."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse

from lopo.accounts.models import Person
from lopo.accounts.notice import can_be_told, site_address, tell, tell_owners
from lopo.accounts.roles import PRODUCER_ROLES, Role
from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.quality.dated_work import work_changed
from lopo.retail.models import Order
from lopo.retail.trade.news import SUBJECT, news_of
from lopo.retail.trade.transitions import BUYER, KITCHEN


def after_step(order: Order, transition: str, by: Person | None) -> None:
    """Once the transaction ends: tasks follow, and whoever has to hear of it is told.

    A message that cannot be sent, or a list that cannot be made, undoes nothing.
    """

    def tasks_follow() -> None:
        work_changed(order.business_id, by)

    def tell_other_side() -> None:
        _tell(order.pk, transition, by)

    transaction.on_commit(tasks_follow, robust=True)
    transaction.on_commit(tell_other_side, robust=True)


def _tell(order_id: int, transition: str, by: Person | None) -> None:
    news = news_of(transition)
    if news is None:
        return
    rows = Order.objects.select_related("retailer", "business", "made_by")
    order = rows.annotate(pieces=Sum("lines__pieces")).get(pk=order_id)
    values: dict[str, str | Text] = {
        "shop": order.retailer.name,
        "kitchen": order.business.name,
        "number": order.number,
        "pieces": say_number(order.pieces or 0),
        "day": say_date(order.wanted_on),
        "link": site_address(reverse("retail:order", args=[order.public_id])),
    }
    words, subject = news.words.filled(**values), SUBJECT.filled(number=order.number)
    who = news.who or (BUYER if by is not None and _is_kitchen(order, by) else KITCHEN)
    if who == KITCHEN:
        tell_owners(order.business.organisation_id, subject, words)
    else:
        for person in _buyers(order):
            tell(person, subject, words)


def _is_kitchen(order: Order, person: Person) -> bool:
    return order.business.organisation_id in person.organisation_ids(*PRODUCER_ROLES)


def _buyers(order: Order) -> Iterable[Person]:
    """Whoever made the order, if she buys there still; else everybody who does."""
    rows = buyers_of(order.retailer_id)
    made = [each for each in rows if each.pk == order.made_by_id]
    return [each for each in made or rows if can_be_told(each)]


def buyers_of(retailer: int) -> list[Person]:
    """The buyers of a retailer."""
    held = Person.objects.filter(
        memberships__organisation=retailer, memberships__role=Role.BUYER, is_active=True
    )
    return list(held.distinct().order_by("pk"))
