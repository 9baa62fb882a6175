"""One act on an order at a time: the order is locked, the table asked, the step written."""

from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.retail.books.order_telling import after_step
from lopo.retail.models import Order, OrderStep
from lopo.retail.trade.transitions import STATE_TITLES, TRANSITIONS

SENT_OTHERWISE = Text(
    "Formulir ini sudah dikirim dengan isi lain. Muat ulang halaman lalu isi lagi.",
    "This form was sent already with other content. Load the page again and fill it in.",
)
"""Said where one form comes again with other content: what was taken first stands, and nothing is lost."""


class TooLate(Refused):
    """An act that is the reader's to do, on an order that somebody else has moved on meanwhile."""


def locked(order_id: int) -> Order:
    """The order as it stands now, held until the transaction ends; of two people the second waits.

    (SQLite has one writer at a time anyway.)
    """
    rows = Order.objects.select_for_update(of=("self",)).select_related(
        "terms", "store", "business", "retailer"
    )
    return rows.get(pk=order_id)


def done_before(order: Order, client_id: str, name: str) -> bool:
    """Whether this very act came already: a second click of the same form.

    Raises :class:`Refused` where the form was sent for something else.
    """
    step = OrderStep.objects.filter(client_id=client_id).first() if client_id else None
    if step is None:
        return False
    if (step.order_id, step.transition) != (order.pk, name):
        raise Refused(
            Text("Formulir ini sudah dikirim untuk yang lain. Muat ulang halaman lalu isi lagi.",
                 "This form was sent for something else. Load the page again and fill it in.")
        )  # fmt: skip
    return True


def allow(order: Order, name: str, who: str) -> None:
    """Refuse what the table does not let ``who`` do now, and say what happened meanwhile, and by whom."""
    transition = TRANSITIONS[name]
    if transition.may(order.state, who):
        return
    if who not in transition.who:
        raise Refused(
            Text("“{act}” dilakukan pihak lain.", "“{act}” is for the other side to do.").filled(
                act=transition.title
            )
        )
    last = order.steps.select_related("by").last()
    by = str(last.by) if last and last.by else ""
    day = say_date(timezone.localdate(order.state_since))
    said = Text(
        "“{act}” tidak bisa lagi: pesanan ini sudah {state} sejak {day}{by}. Muat ulang halaman.",
        "“{act}” cannot be done any more: this order is {state} since {day}{by}. Load the page again.",
    )
    who_did = Text(f" oleh {by}", f" by {by}") if by else Text.same("")
    raise TooLate(said.filled(act=transition.title, state=STATE_TITLES[order.state], day=day, by=who_did))


def step(
    order: Order,
    name: str,
    by: Person | None,
    *,
    client_id: str = "",
    reason: str = "",
    words: str = "",
) -> OrderStep:
    """Write a step of a locked order, and move it as the table says."""
    transition, now = TRANSITIONS[name], timezone.now()
    was = order.state
    if transition.after and transition.after != was:
        order.state, order.state_since = transition.after, now
    order.version += 1
    if name in ("refuse", "cancel"):
        order.reason = reason
    order.save(update_fields=["state", "state_since", "version", "reason"])
    own = {"client_id": client_id} if client_id else {}
    after_step(order, name, by)
    return OrderStep.objects.create(
        order=order,
        transition=name,
        was=was,
        became=order.state,
        by=by,
        at=now,
        reason=reason,
        words=words,
        **own,
    )
