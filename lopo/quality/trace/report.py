"""What is said of a lot: on the command line and as plain data for other programs."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lopo.facts.text import Text


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery in a lot."""

    code: str
    ingredient: str
    supplier: str
    phone: str
    supplier_code: str
    received_on: dt.date


@dataclass(frozen=True, slots=True)
class Made:
    """A batch that is in a lot, or holds something of it."""

    code: str
    product: str
    made_on: dt.date
    pieces: int


@dataclass(frozen=True, slots=True)
class Held:
    """Packs of a batch at a place."""

    place: str
    phone: str
    code: str
    pieces: int


@dataclass(frozen=True, slots=True)
class LotReport:
    """One lot, back and forward."""

    business: str
    code: str
    what: str
    deliveries: Sequence[Delivery]
    sources: Sequence[Made]
    into: Sequence[Made]
    held: Sequence[Held]
    in_kitchen: int

    def plain(self) -> dict[str, object]:
        """As JSON takes it; days in ISO 8601, phones in E.164."""
        return {
            "business": self.business,
            "lot": self.code,
            "what": self.what,
            "back": {
                "deliveries": [
                    {
                        "lot": each.code,
                        "ingredient": each.ingredient,
                        "supplier": each.supplier,
                        "phone": each.phone or None,
                        "supplier_lot": each.supplier_code or None,
                        "received_on": each.received_on.isoformat(),
                    }
                    for each in self.deliveries
                ],
                "batches": [_plain(each) for each in self.sources],
            },
            "forward": {
                "batches": [_plain(each) for each in self.into],
                "places": [
                    {
                        "place": each.place,
                        "phone": each.phone or None,
                        "lot": each.code,
                        "pieces": each.pieces,
                    }
                    for each in self.held
                ],
                "pieces_in_kitchen": self.in_kitchen,
            },
        }

    def lines(self, language: str) -> list[str]:
        """As a person reads it."""
        said = {name: text.in_language(language) for name, text in _WORDS.items()}
        lines = [f"{self.code}  {self.what}  ({self.business})", said["back"]]
        for each in self.deliveries:
            lines.append(
                f"  {each.code}  {each.ingredient}: {each.supplier} {each.phone or said['no_phone']}".rstrip()
            )
        lines += [f"  {each.code}  {each.product}" for each in self.sources]
        if not self.deliveries and not self.sources:
            lines.append(f"  {said['nothing']}")
        lines.append(said["forward"])
        lines += [f"  → {each.code}  {each.product}" for each in self.into]
        for held in self.held:
            lines.append(f"  {held.pieces:>6}  {held.place} {held.phone or said['no_phone']}  ({held.code})")
        lines.append(f"  {self.in_kitchen:>6}  {said['kitchen']}")
        return lines


_WORDS = {
    "back": Text("Isinya dari:", "Made from:"),
    "forward": Text("Sekarang ada di:", "Now at:"),
    "nothing": Text("tidak dicatat", "not written down"),
    "no_phone": Text("(tanpa nomor)", "(no phone)"),
    "kitchen": Text("di dapur", "in the kitchen"),
}


def _plain(made: Made) -> dict[str, object]:
    return {
        "lot": made.code,
        "product": made.product,
        "made_on": made.made_on.isoformat(),
        "pieces": made.pieces,
    }
