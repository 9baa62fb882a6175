"""What the other side is told outside the pages when something of an order happens: a short text message."""

from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.retail.trade.transitions import BUYER, KITCHEN

SUBJECT = Text("Pesanan {number}", "Order {number}")


@dataclass(frozen=True, slots=True)
class News:
    """Whom to tell what; the side that did not act itself where ``who`` is empty."""

    who: str
    words: Text


_NEWS = {
    "place": News(
        KITCHEN,
        Text(
            "{shop} memesan {pieces} dari {kitchen}, dibutuhkan {day}. Jawab di {link}",
            "{shop} orders {pieces} of {kitchen}, wanted on {day}. Answer at {link}",
        ),
    ),
    "confirm": News(
        BUYER,
        Text(
            "{kitchen} sanggup semua pesanan {number}. {link}", "{kitchen} confirms all of {number}. {link}"
        ),
    ),
    "confirm-less": News(
        BUYER,
        Text(
            "{kitchen} sanggup sebagian pesanan {number}. {link}",
            "{kitchen} confirms a part of {number}. {link}",
        ),
    ),
    "refuse": News(
        BUYER, Text("{kitchen} tidak sanggup pesanan {number}. {link}", "{kitchen} refuses {number}. {link}")
    ),
    "cancel": News(
        KITCHEN,
        Text(
            "{shop} membatalkan pesanan {number}. Jangan dibuat lagi. {link}",
            "{shop} cancels {number}. Do not make it any more. {link}",
        ),
    ),
    "send": News(
        BUYER,
        Text(
            "{kitchen} mengirim barang pesanan {number}. {link}", "{kitchen} sent goods of {number}. {link}"
        ),
    ),
    "receive": News(
        KITCHEN,
        Text(
            "{shop} sudah menghitung kiriman pesanan {number}. {link}",
            "{shop} counted the delivery of {number}. {link}",
        ),
    ),
    "return": News(
        KITCHEN,
        Text(
            "{shop} mengembalikan barang pesanan {number}. {link}", "{shop} returns goods of {number}. {link}"
        ),
    ),
    "bill": News(
        BUYER,
        Text("{kitchen} menagih pesanan {number}. {link}", "{kitchen} sent the bill of {number}. {link}"),
    ),
    "pay": News(
        "",
        Text(
            "Ada kabar pembayaran pesanan {number}. {link}",
            "There is news of the payment of {number}. {link}",
        ),
    ),
}
_NEWS["receive-one"] = _NEWS["receive"]


def news_of(transition: str) -> News | None:
    """What is told of a step; nothing where nobody needs to hear of it at once."""
    return _NEWS.get(transition)


PAYMENT_SOON = Text(
    "Faktur {number} dari {kitchen} sebesar {money} dibayar paling lambat {day}. {link}",
    "Invoice {number} of {kitchen} for {money} is due on {day}. {link}",
)
PAYMENT_LATE = Text(
    "Faktur {number} dari {kitchen} sebesar {money} sudah lewat {days}. Mohon dibayar. {link}",
    "Invoice {number} of {kitchen} for {money} is {days} overdue. Please pay it. {link}",
)
