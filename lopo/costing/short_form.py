"""The questions of the short form for someone who has never reckoned a cost, one after the other."""

from dataclasses import dataclass

from lopo.costing.making import INGREDIENTS, Making, lacking

PURCHASES = "cost.purchases"
PRICE = "price.retail_idr"
TOGETHER = {"cost.equipment_idr": "cost.equipment_batches", "cost.overhead_month_idr": "cost.pieces_month"}
"""A question, and the one that stands on the same page with it."""
QUESTIONS = (
    "cost.batch_pieces",
    PURCHASES,
    "cost.waste_percent",
    "cost.packaging_idr",
    "cost.labour_minutes",
    "cost.wage_per_hour_idr",
    "cost.energy_idr",
    "cost.equipment_idr",
    "cost.overhead_month_idr",
    PRICE,
)
"""One page each, by the first fact that it asks; materials by :data:`PURCHASES`, however they are told."""


@dataclass(frozen=True, slots=True)
class Walk:
    """How far the form is: ``next`` is the fact to ask, ``None`` at the end."""

    next: str | None
    number: int
    total: int


def walk(making: Making, shelf_idr: int | None, skipped: tuple[str, ...] = ()) -> Walk:
    """The next question that is neither answered nor skipped."""
    open_ = {question_of(fact) for fact in lacking(making)}
    if shelf_idr is None:
        open_.add(PRICE)
    ahead = [question for question in QUESTIONS if question in open_ and question not in skipped]
    nearest = ahead[0] if ahead else None
    number = QUESTIONS.index(nearest) + 1 if nearest else len(QUESTIONS)
    return Walk(nearest, number, len(QUESTIONS))


def question_of(fact: str) -> str:
    """The question on whose page ``fact`` is asked."""
    if fact in (INGREDIENTS, "cost.materials_batch_idr"):
        return PURCHASES
    return next((first for first, second in TOGETHER.items() if fact == second), fact)
