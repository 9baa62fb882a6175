"""How much of its shelf life a product still has when it reaches the shop."""

from decimal import ROUND_FLOOR, Decimal


def remaining_life_percent(shelf_life_days: int, age_days: int) -> Decimal | None:
    """Per cent of the life on the label that is left, rounded down to two decimals.

    Nought for goods past their date; nothing for a life of nought days. Two thirds give 66.66.
    """
    if shelf_life_days <= 0:
        return None
    left = max(shelf_life_days - age_days, 0)
    return (Decimal(100) * left / shelf_life_days).quantize(Decimal("0.01"), ROUND_FLOOR)
