"""Samples of lots written down and read back: drawn, counted, and how strictly the next lot is looked at."""

import secrets
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.scope import Scope
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Product
from lopo.producers.records import changes_gathered, lock, record_fact
from lopo.quality.models import Batch, SampledLot
from lopo.quality.weighing.sampling import REDUCED, TIGHTENED, counts_defects, plan_for
from lopo.quality.weighing.switching import STOPPED, Standing, after_lots, begun, outcome
from lopo.quality.weighing_book import teller_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks a plan for.

    ``mended``: the cause of refused lots is mended. ``steady``: production is steady, and whoever receives
    the lots agrees to look at less.
    """

    lot: str
    lot_size: int
    level: str
    aql: Decimal
    mended: bool = False
    batch: Batch | None = None
    steady: bool = False


def standing_of(product: Product, level: str, aql: Decimal) -> Standing:
    """How strictly the next lot is looked at: by all lots before it at the same level and limit."""
    rows = SampledLot.objects.filter(product=product, level=level, aql=aql, cancelled_at=None)
    lots = [
        outcome(
            row.lot_size,
            row.level,
            row.aql.normalize(),
            row.accept,
            row.defects or 0,
            mended=row.mended,
            steady=row.steady,
        )
        for row in rows.exclude(decided_at=None).order_by("decided_at", "pk")
    ]
    return after_lots(lots)


@transaction.atomic
def draw_sample(product: Product, asked: Asked, by: Person) -> SampledLot:
    """Draw the packs of a lot. Raises :class:`Refused` without a sure plan, or after a stop."""
    lock(product.business_id)
    standing = standing_of(product, asked.level, asked.aql)
    if standing.state == STOPPED and not asked.mended:
        raise Refused(
            Text("Pemeriksaan contoh berhenti: lima kiriman ditolak. Perbaiki dulu penyebabnya.",
                 "Sampling has stopped: five lots were refused. Mend the cause first.")
        )  # fmt: skip
    inspection = inspection_of(standing, mended=asked.mended, steady=asked.steady)
    plan = plan_for(asked.lot_size, asked.level, asked.aql, inspection)
    return SampledLot.objects.create(
        product=product,
        lot=asked.lot,
        lot_size=asked.lot_size,
        batch=asked.batch,
        level=asked.level,
        aql=asked.aql,
        inspection=inspection,
        sample=plan.sample,
        accept=plan.accept,
        seed=secrets.token_hex(4),
        mended=asked.mended and standing.state == STOPPED,
        steady=inspection == REDUCED,
        drawn_by=by,
    )


def inspection_of(standing: Standing, *, mended: bool = False, steady: bool = False) -> str:
    """The tables that hold for the next lot."""
    state = begun(standing, mended=mended, steady=steady).state
    return TIGHTENED if state == STOPPED else state


@transaction.atomic
def count_defects(row: SampledLot, defects: int, by: Person, scope: Scope) -> None:
    """Write down what was found, and tell it as facts of the product.

    Raises :class:`Refused` for more defective packs than were looked at.
    """
    product = row.product
    lock(product.business_id)
    row.refresh_from_db()
    if defects > row.sample and not counts_defects(row.aql):
        raise Refused(
            Text(f"Contohnya hanya {row.sample} kemasan.", f"The sample has only {row.sample} packs.")
        )
    row.defects, row.decided_at, row.decided_by = defects, timezone.now(), by
    row.save(update_fields=["defects", "decided_at", "decided_by"])
    facts: dict[str, object] = {
        "quality.sampling.lot_size": row.lot_size,
        "quality.sampling.level": row.level,
        "quality.sampling.aql": f"{row.aql.normalize():f}",
        "quality.sampling.inspection": row.inspection,
        "quality.sampling.sample_size": row.sample,
        "quality.sampling.defects": defects,
    }
    teller = teller_of(by, scope, product)
    with changes_gathered():
        for fact, value in facts.items():
            record_fact(product.business, product, fact, value, typed_by=by, said_by=teller)


def count_again(row: SampledLot) -> None:
    """A slip: the sample is open again, and is counted anew."""
    row.defects = row.decided_at = row.decided_by = None
    row.save(update_fields=["defects", "decided_at", "decided_by"])


def cancel(row: SampledLot) -> None:
    """Drawn by mistake: it counts for nothing, and stays on record."""
    if row.decided_at is None:
        row.cancelled_at = timezone.now()
        row.save(update_fields=["cancelled_at"])
