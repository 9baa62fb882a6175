"""What may become of an order: the one table that pages, the book, the API and tests read.

    placed > confirmed | partly | refused > sent > received > closed; cancelled until something is sent

An act that leaves the state as it is (a return, a bill, a payment) stands in the table, too, with the states
in which it may be done.
"""

from dataclasses import dataclass

from lopo.facts.text import Text

PLACED, CONFIRMED, PARTLY, REFUSED = "placed", "confirmed", "partly", "refused"
SENT, RECEIVED, CLOSED, CANCELLED = "sent", "received", "closed", "cancelled"
STATES = (PLACED, CONFIRMED, PARTLY, SENT, RECEIVED, CLOSED, REFUSED, CANCELLED)
PROMISED = frozenset({CONFIRMED, PARTLY, SENT, RECEIVED})
"""States in which the kitchen has promised something that may still be to come."""
ENDED = frozenset({CLOSED, REFUSED, CANCELLED})
"""States in which nothing more is sent."""

BUYER, KITCHEN, HOUSE = "buyer", "kitchen", "house"
"""Who acts: the retailer's buyer, the producer's people, or the house on its own."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: ``who`` may take an order in ``before`` to ``after``; no ``after`` leaves it as it is.

    ``needs`` says in words what has to be there; ``reason`` names the group of reasons of which one is given.
    """

    name: str
    before: frozenset[str]
    after: str
    who: frozenset[str]
    title: Text
    needs: Text | None = None
    reason: str = ""

    def may(self, state: str, who: str) -> bool:
        """Whether ``who`` may do this to an order in ``state``."""
        return state in self.before and who in self.who


def _row(
    name: str,
    before: tuple[str, ...],
    after: str,
    who: tuple[str, ...],
    title: Text,
    needs: Text | None = None,
    reason: str = "",
) -> Transition:
    return Transition(name, frozenset(before), after, frozenset(who), title, needs, reason)


_COUNTED = Text("Semua barang yang datang dihitung.", "Everything that came was counted.")
_OPEN = (CONFIRMED, PARTLY, SENT, RECEIVED)
_CAME = (SENT, RECEIVED, CLOSED)

TRANSITIONS = {
    each.name: each
    for each in (
        _row("confirm", (PLACED,), CONFIRMED, (KITCHEN, HOUSE), Text("Sanggup semua", "Confirm all")),
        _row(
            "confirm-less", (PLACED,), PARTLY, (KITCHEN, HOUSE), Text("Sanggup sebagian", "Confirm less"),
            Text("Jumlah yang disanggupi dan alasannya.", "How many, and why not all."), "less",
        ),
        _row(
            "refuse", (PLACED,), REFUSED, (KITCHEN,), Text("Tidak sanggup", "Refuse"),
            Text("Alasannya.", "The reason."), "less",
        ),
        _row(
            "cancel", (PLACED, CONFIRMED, PARTLY), CANCELLED, (BUYER,), Text("Batalkan pesanan", "Cancel"),
            Text("Alasannya, sebelum ada yang dikirim.", "The reason, before anything is sent."), "cancel",
        ),
        _row(
            "send", _OPEN, SENT, (KITCHEN,), Text("Kirim barang", "Send goods"),
            Text("Lot yang cukup, tidak ditarik, dan sisa umurnya masih panjang.",
                 "Lots that are enough, not recalled, and with enough of their life left."),
        ),
        _row(
            "receive", (SENT,), RECEIVED, (BUYER,), Text("Terima barang", "Receive goods"), _COUNTED, "goods",
        ),
        _row(
            "receive-one", (SENT,), SENT, (BUYER,), Text("Terima satu kiriman", "Receive one delivery"),
            Text("Masih ada kiriman lain di jalan.", "Another delivery is still on its way."), "goods",
        ),
        _row(
            "close", (RECEIVED,), CLOSED, (BUYER, HOUSE), Text("Tutup pesanan", "Close"),
            Text("Tidak ada lagi yang ditunggu.", "Nothing more is waited for."),
        ),
        _row("return", _CAME, "", (BUYER,), Text("Kembalikan barang", "Return goods"), None, "return"),
        _row(
            "tell-sold", _CAME, "", (BUYER, KITCHEN), Text("Catat yang terjual", "Tell what sold"),
            Text("Pesanan titip jual.", "An order on consignment."),
        ),
        _row(
            "bill", _CAME, "", (KITCHEN,), Text("Buat tagihan", "Make the invoice"),
            Text("Barang yang sudah diterima (titip jual: terjual) dan belum ditagih.",
                 "Goods that were received (on consignment: sold) and not billed yet."),
        ),
        _row("pay", _CAME, "", (BUYER, KITCHEN), Text("Catat pembayaran", "Write a payment down")),
    )
}  # fmt: skip

STATE_TITLES = {
    PLACED: Text("menunggu jawaban", "waiting for an answer"),
    CONFIRMED: Text("disanggupi", "confirmed"),
    PARTLY: Text("disanggupi sebagian", "partly confirmed"),
    REFUSED: Text("tidak disanggupi", "refused"),
    SENT: Text("dikirim", "sent"),
    RECEIVED: Text("diterima", "received"),
    CLOSED: Text("selesai", "closed"),
    CANCELLED: Text("dibatalkan", "cancelled"),
}
STATE_CLASSES = {
    PLACED: "state-soon",
    CONFIRMED: "state-met",
    PARTLY: "state-soon",
    REFUSED: "state-notmet",
    SENT: "state-soon",
    RECEIVED: "state-met",
    CLOSED: "state-met",
    CANCELLED: "state-na",
}
"""How a state is marked on a page; its word always stands beside."""


def may(name: str, state: str, who: str) -> bool:
    """Whether ``who`` may do ``name`` in ``state``. Raises :class:`KeyError` for another name."""
    return TRANSITIONS[name].may(state, who)


def acts(state: str, who: str) -> tuple[str, ...]:
    """The names of what ``who`` may do to an order in ``state``, in the order of the table."""
    return tuple(each.name for each in TRANSITIONS.values() if each.may(state, who))


def turn(state: str) -> str:
    """Who has the next move; nobody once the order ended."""
    return {PLACED: KITCHEN, CONFIRMED: KITCHEN, PARTLY: KITCHEN, SENT: BUYER, RECEIVED: BUYER}.get(state, "")
