"""The limits of what is measured while food is made: a frying temperature, a pH, a time."""

from decimal import Decimal


def is_within(value: Decimal, least: Decimal | None, most: Decimal | None) -> bool:
    """Whether a value lies within its limits, both included."""
    return (least is None or value >= least) and (most is None or value <= most)
