"""On a buyer's first page: what was sent and is to be counted, and money that is late.

An owner finds her orders among her tasks, and the most pressing of them as her next step.
"""

from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.retail.books.order_reach import invoices_in, orders_in
from lopo.retail.trade.transitions import SENT
from lopo.standards.home_cards import Card

MOST = 3


def trade_card(person: Person) -> Card | None:
    """What waits for her count, then what is overdue. Two queries; none for a kitchen."""
    scope = scope_for(person, "order.settle")
    if scope is None or scope_for(person, "order.fill") is not None:
        return None
    waiting = orders_in(scope).filter(state=SENT).order_by("wanted_on", "pk")
    late = (
        invoices_in(scope).filter(settled_on=None, due_on__lt=timezone.localdate()).order_by("due_on", "pk")
    )
    card = {
        "orders": list(waiting[:MOST]),
        "late": [
            {"invoice": each, "days": (timezone.localdate() - each.due_on).days} for each in late[:MOST]
        ],
    }
    if not card["orders"] and not card["late"]:
        return None
    return Card("retail/_trade_card.html", card)
