"""What the terms of trade take off a bill: a share of the price of its goods, shown as a line of its own.

>>> Deduction(Decimal("2.5"), 1_000_001).amount_idr
25000
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from lopo.facts.text import Text

TITLE = Text("Potongan menurut syarat dagang", "Deduction under the terms of trade")


@dataclass(frozen=True, slots=True)
class Deduction:
    """``percent`` of ``basis_idr``, the price of the goods that are billed."""

    percent: Decimal
    basis_idr: int

    @property
    def amount_idr(self) -> int:
        """In whole rupiah, half a rupiah rounded up: rounded once, on the sum of the bill."""
        exact = self.basis_idr * self.percent / 100
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))

    def of_credit(self, before_idr: int, goods_idr: int) -> int:
        """The part of it that goes with goods taken off the bill, after others of ``before_idr`` were.

        Added up over all goods of a bill it is the whole deduction, to the rupiah.
        """
        whole = Deduction(self.percent, before_idr + goods_idr).amount_idr
        return whole - Deduction(self.percent, before_idr).amount_idr
