"""What share of a price stays with the one who sells at it.

Arithmetic only: (selling - buying) / selling, as shops count their margin. Taxes are left aside.
"""

from decimal import ROUND_FLOOR, Decimal


def margin_percent(selling_idr: int, buying_idr: int) -> Decimal | None:
    """Per cent of the selling price that is left after the buying price, rounded down to one decimal.

    Below nought where the goods are sold at a loss; nothing for goods that are given away.
    """
    if selling_idr <= 0:
        return None
    share = Decimal(100) * (selling_idr - buying_idr) / selling_idr
    return share.quantize(Decimal("0.1"), ROUND_FLOOR)
