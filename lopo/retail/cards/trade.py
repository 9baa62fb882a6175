"""On the first page: orders that wait for the reader, and money that is late, on either side."""

from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.retail.books.order_reach import invoices_in, orders_in
from lopo.retail.trade.transitions import PLACED, SENT
from lopo.standards.home_cards import Card

MOST = 3


def trade_card(person: Person) -> Card | None:
    """What waits for her answer (an owner) or her count (a buyer), then what is overdue. Two queries."""
    scope = scope_for(person, "order.settle")
    if scope is None:
        return None
    kitchen = scope_for(person, "order.fill") is not None
    waiting = orders_in(scope).filter(state=PLACED if kitchen else SENT).order_by("wanted_on", "pk")
    late = (
        invoices_in(scope).filter(settled_on=None, due_on__lt=timezone.localdate()).order_by("due_on", "pk")
    )
    card = {
        "kitchen": kitchen,
        "orders": list(waiting[:MOST]),
        "late": [
            {"invoice": each, "days": (timezone.localdate() - each.due_on).days} for each in late[:MOST]
        ],
    }
    if not card["orders"] and not card["late"]:
        return None
    return Card("retail/_trade_card.html", card, urgent=kitchen and bool(card["orders"]))
