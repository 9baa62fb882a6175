"""A laboratory's result kept among the statements of a product; taken back, it stays in the history."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from lopo.accounts.models import Person
from lopo.nutrition.recipes.per_100 import LAB_FACTS
from lopo.producers.evidence import CleanFile
from lopo.producers.models import Evidence, Product, Statement
from lopo.producers.records import changes_gathered, keep_evidence, record_fact

PER, TESTED_ON, LABORATORY = "nutrition.lab.per", "nutrition.lab.tested_on", "nutrition.lab.laboratory"
LABORATORY_SAYS = "laboratory"


@dataclass(frozen=True, slots=True)
class LabResult:
    """What a report says: amounts by nutrient in 100 ``per`` (``100_g`` or ``100_ml``), day, laboratory."""

    amounts: Mapping[str, Decimal]
    per: str
    tested_on: dt.date
    laboratory: str


def record_lab(product: Product, result: LabResult, report: CleanFile | None, by: Person) -> None:
    """Write a result down, all of it or nothing; an amount that it no longer has is taken back.

    Raises :class:`lopo.facts.kinds.Refused` for an amount that cannot be taken.
    """
    with changes_gathered(), transaction.atomic():
        evidence = report_of(product) if report is None else keep_evidence(report, product.business, by)
        told: dict[str, object] = {
            PER: result.per,
            TESTED_ON: result.tested_on.isoformat(),
            LABORATORY: result.laboratory,
        }
        told |= {LAB_FACTS[nutrient]: amount for nutrient, amount in result.amounts.items()}
        for fact, raw in told.items():
            record_fact(
                product.business,
                product,
                fact,
                raw,
                typed_by=by,
                said_by=LABORATORY_SAYS,
                said_on=result.tested_on,
                evidence=evidence,
            )
        _take_back(product, set(LAB_FACTS.values()) - set(told), by)


def take_lab_back(product: Product, by: Person) -> None:
    """Let nothing of the laboratory's count any more."""
    with changes_gathered(), transaction.atomic():
        _take_back(product, {PER, TESTED_ON, LABORATORY, *LAB_FACTS.values()}, by)


def _take_back(product: Product, facts: set[str], by: Person) -> None:
    there = _current(product).filter(fact__in=facts)
    for fact in [each.fact for each in there if each.value != ""]:
        record_fact(product.business, product, fact, "", typed_by=by, absent=True)


def report_of(product: Product) -> Evidence | None:
    """The report that stands behind the result that counts, where one was kept."""
    statement = (
        _current(product).filter(fact=TESTED_ON, evidence__isnull=False).select_related("evidence").first()
    )
    return None if statement is None else statement.evidence


def _current(product: Product) -> QuerySet[Statement]:
    return Statement.objects.filter(product=product, superseded_at=None)
