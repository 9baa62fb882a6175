"""How far one line of an order is: sent, accepted, missing, returned, billed. Worked out, never stored.

>>> line = Line(asked=100, confirmed=80, lots=(Lot(80, accepted=70, refused=6, returned=10),), billed=60)
>>> line.missing, line.outstanding, line.kept, line.to_bill(consigned=False)
(4, 10, 60, 0)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lot:
    """Pieces of one lot in a delivery. Not counted yet while ``accepted`` is nothing.

    ``returned`` went back later; ``off_bill`` is the part of it that the producer bears.
    """

    sent: int
    accepted: int | None = None
    refused: int | None = None
    returned: int = 0
    off_bill: int | None = None

    @property
    def is_counted(self) -> bool:
        return self.accepted is not None

    @property
    def missing(self) -> int:
        """Sent, but neither accepted nor refused; nothing before the count."""
        return self.sent - (self.accepted or 0) - (self.refused or 0) if self.is_counted else 0

    @property
    def kept(self) -> int:
        """Accepted and not gone back."""
        return (self.accepted or 0) - self.returned

    @property
    def payable(self) -> int:
        """Accepted, less what went back at the producer's cost."""
        return (self.accepted or 0) - (self.returned if self.off_bill is None else self.off_bill)


@dataclass(frozen=True, slots=True)
class Line:
    """One product of an order. ``billed`` is net of what was credited; ``sold`` counts on consignment
    only."""

    asked: int
    confirmed: int | None = None
    lots: tuple[Lot, ...] = ()
    billed: int = 0
    sold: int = 0

    @property
    def sent(self) -> int:
        return sum(each.sent for each in self.lots)

    @property
    def on_the_way(self) -> int:
        """Sent and not counted yet."""
        return sum(each.sent for each in self.lots if not each.is_counted)

    @property
    def accepted(self) -> int:
        return sum(each.accepted or 0 for each in self.lots)

    @property
    def refused(self) -> int:
        return sum(each.refused or 0 for each in self.lots)

    @property
    def missing(self) -> int:
        return sum(each.missing for each in self.lots)

    @property
    def returned(self) -> int:
        return sum(each.returned for each in self.lots)

    @property
    def kept(self) -> int:
        """With the shop, or sold by it."""
        return sum(each.kept for each in self.lots)

    @property
    def outstanding(self) -> int:
        """Promised, and neither accepted nor on its way: what may still be sent."""
        return max(0, (self.confirmed or 0) - self.accepted - self.on_the_way)

    @property
    def payable(self) -> int:
        """Accepted, less what went back at the producer's cost."""
        return sum(each.payable for each in self.lots)

    @property
    def unsold(self) -> int:
        """On consignment: with the shop still, and the producer's."""
        return max(0, self.kept - self.sold)

    def to_bill(self, *, consigned: bool) -> int:
        """Pieces that may be billed now: of what is payable, or on consignment sold, and not billed yet."""
        return max(0, (min(self.sold, self.accepted) if consigned else self.payable) - self.billed)

    def overbilled(self, *, consigned: bool) -> int:
        """Pieces billed beyond what is payable, after a return: they are credited."""
        return max(0, self.billed - (self.sold if consigned else self.payable))


def all_counted(lines: Iterable[Line]) -> bool:
    """Whether nothing is on its way."""
    return not any(each.on_the_way for each in lines)


def nothing_left(lines: Iterable[Line]) -> bool:
    """Whether every promised piece was accepted."""
    return not any(each.outstanding or each.on_the_way for each in lines)


def spread_credit(pieces: int, billed: Mapping[int, int]) -> dict[int, int]:
    """``pieces`` taken off invoices, the newest (last) first; ``billed`` is what each still bills of the
    line.

    What no invoice bills any more is left out.
    """
    taken: dict[int, int] = {}
    for invoice, count in reversed(list(billed.items())):
        part = min(pieces, count)
        if part > 0:
            taken[invoice] = part
            pieces -= part
    return taken


def credited_idr(pieces: int, price_idr: int, *, shared: bool, before: int = 0) -> int:
    """What returned pieces take off: their price, or where it is shared half of it, rounded up to a
    rupiah.

    ``before`` are pieces halved earlier: the half is rounded once, on all of them together.
    """
    if not shared:
        return pieces * price_idr
    return _half(price_idr * (before + pieces)) - _half(price_idr * before)


def _half(amount: int) -> int:
    return (amount + 1) // 2


def next_share(pieces: int, before: int, room: Mapping[int, int]) -> dict[int, int]:
    """``pieces`` filled into ``room`` in its order, behind ``before`` that were filled in earlier."""
    earlier = share_out(before, room)
    whole = share_out(before + pieces, room)
    parts = {key: count - earlier.get(key, 0) for key, count in whole.items()}
    return {key: part for key, part in parts.items() if part}


def share_out(pieces: int, room: Mapping[int, int]) -> dict[int, int]:
    """``pieces`` filled into ``room`` in its order, as sold goods are counted: what came first sold first."""
    given: dict[int, int] = {}
    for key, most in room.items():
        part = min(pieces, most)
        if part > 0:
            given[key] = part
            pieces -= part
    return given
