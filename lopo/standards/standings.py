"""Keep the remembered standings true: assess products from the records and store what came of it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from lopo.producers.models import Business, Product
from lopo.producers.records import dossiers_of, lock
from lopo.standards import models
from lopo.standards.assessment import Assessment, assess
from lopo.standards.derivation import complete
from lopo.standards.house_library import edition_on
from lopo.standards.kitchen_tasks import store_work
from lopo.standards.plan import Plan, make_plan
from lopo.standards.tasks import store_tasks

_REMEMBERED = [
    "assessed_on", "ladder", "rung", "rung_since", "next_percent", "next_open", "next_step", "statuses",
]  # fmt: skip


def today() -> dt.date:
    """Today in the city."""
    return timezone.localdate()


def assessments_of(products: Sequence[Product], on: dt.date) -> dict[int, Assessment]:
    """Assess recorded products, with a number of queries that does not grow with them."""
    edition = edition_on(on)
    return {id: assess(complete(dossier, on), edition) for id, dossier in dossiers_of(products).items()}


def assessment_of(product: Product, on: dt.date) -> Assessment:
    """Assess one recorded product."""
    return assessments_of([product], on)[product.pk]


@transaction.atomic
def refresh(products: Iterable[Product], on: dt.date) -> int:
    """Assess ``products`` as of ``on`` and store what came of it. Returns how many findings changed.

    The number of queries does not grow with the products. Their businesses are locked, so that what is stored
    is never older than what was told last.
    """
    listed = list(products)
    lock(*{product.business_id for product in listed})
    ids = [product.pk for product in listed]
    before = {each.product_id: each for each in models.Standing.objects.filter(product__in=ids)}
    found = assessments_of(listed, on)
    standings = [_standing(id, each, before.get(id)) for id, each in found.items()]
    changes = [change for each in standings for change in _changes(each, before.get(each.product_id), on)]
    stored = models.Standing.objects.bulk_create(
        standings, update_conflicts=True, unique_fields=["product"], update_fields=_REMEMBERED
    )
    models.GateStanding.objects.filter(standing__product__in=ids).delete()
    models.GateStanding.objects.bulk_create(
        row for standing in stored for row in _gate_rows(standing, found[standing.product_id])
    )
    models.FindingChange.objects.bulk_create(changes)
    models.RungChange.objects.bulk_create(_rung_changes(standings, before, on))
    store_tasks(listed, found, on)
    store_work({product.business_id for product in listed})
    return len(changes)


def _standing(product_id: int, assessment: Assessment, before: models.Standing | None) -> models.Standing:
    on, ladder = assessment.edition.on, assessment.ladder
    rung = ladder.reached.gate.rung if ladder.reached else ""
    return models.Standing(
        product_id=product_id,
        assessed_on=on,
        ladder=ladder.ladder.id,
        rung=rung,
        rung_since=before.rung_since if before is not None and before.rung == rung else on,
        next_percent=ladder.next.percent if ladder.next else 100,
        next_open=len(ladder.next.open) if ladder.next else 0,
        next_step=_next_step(make_plan(assessment)),
        statuses={name: status.value for name, status in assessment.statuses.items()},
    )


def _changes(
    standing: models.Standing, before: models.Standing | None, on: dt.date
) -> Iterator[models.FindingChange]:
    """Findings that are not what they were. A demand that is new has not changed."""
    for name, became in standing.statuses.items():
        was = before.statuses.get(name, became) if before is not None else became
        if was != became:
            yield models.FindingChange(
                product_id=standing.product_id, requirement=name, was=was, became=became, on=on
            )


def _rung_changes(
    standings: Iterable[models.Standing], before: Mapping[int, models.Standing], on: dt.date
) -> list[models.RungChange]:
    """Rungs reached and lost. A product that is assessed for the first time has not changed."""
    return [
        models.RungChange(product_id=each.product_id, was=was.rung, became=each.rung, on=on)
        for each in standings
        if (was := before.get(each.product_id)) is not None and was.rung != each.rung
    ]


def _next_step(plan: Plan) -> dict[str, object]:
    if plan.next_questions:
        return {"questions": len(plan.next_questions)}
    if plan.next_step is None:
        return {}
    title = plan.next_step.step.title
    return {"id": title.id, "en": title.en}


def _gate_rows(standing: models.Standing, assessment: Assessment) -> list[models.GateStanding]:
    return [
        models.GateStanding(
            standing=standing,
            gate=each.gate.id,
            met=len(each.met),
            total=each.total,
            passed=each.passed,
        )
        for each in (*assessment.ladder.rungs, *assessment.gates)
    ]


def refresh_after_change(business: Business, product: Product | None = None) -> None:
    """Called after every saved fact: one product, or all of the business for a fact about the business."""
    if product is not None:
        refresh([product], today())
        return
    refresh(Product.objects.filter(business=business, archived_at=None).select_related("business"), today())
