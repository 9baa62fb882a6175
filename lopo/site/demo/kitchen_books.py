"""The books of the demo's kitchens, written through the doors that the pages use."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.costing.purchase_book import write_down
from lopo.facts.kinds import Refused
from lopo.producers.models import Business, Product
from lopo.producers.records import changes_gathered, dossier_of
from lopo.quality.models import Batch, Move, ProcessLimit, RawLot, StorageStudy
from lopo.quality.storage.plan import PlannedSeries, StoragePlan
from lopo.quality.storage_book import begin_study, record_readings
from lopo.quality.trace_book import NewBatch, make_batch, measure, move, place_named, receive
from lopo.quality.weighing_book import (
    LotOnScale,
    add_reading,
    begin_weighing,
    end_tare,
    finish,
    label_content,
)
from lopo.site.demo.kitchen_plan import Kept, KitchenPlan, Making, Supply, Weighed
from lopo.site.demo.plans import BadCity

_PURCHASES = 2
"""How many of the last deliveries of a supply stand in the book of purchases."""


def keep_books(plan: KitchenPlan, business: Business, owner: Person, on: dt.date) -> None:
    """Write everything of ``plan`` down, as of the day ``on``. Raises :class:`BadCity`."""
    books = _Books(plan, business, owner, on)
    try:
        with changes_gathered():
            books.write()
    except Refused as refusal:
        raise BadCity(f"kitchens.toml: {plan.business}", refusal.reason.en) from None


class _Books:
    def __init__(self, plan: KitchenPlan, business: Business, owner: Person, on: dt.date) -> None:
        self.plan, self.business, self.owner, self.on = plan, business, owner, on
        self.products = {each.name: each for each in Product.objects.filter(business=business)}
        self.left: dict[int, Decimal] = {}
        self.lots: list[RawLot] = []

    def write(self) -> None:
        """In the order of the days: goods come in before they are used, and packs are made before they go."""
        for supply in self.plan.supplies:
            self._supply(supply)
        self._limits()
        made = sorted(
            ((ago, each) for each in self.plan.batches for ago in each.days_ago), key=lambda pair: -pair[0]
        )
        for ago, making in made:
            self._batch(making, self._day(ago))
        for weighed in self.plan.weighings:
            self._weigh(weighed)
        for kept in self.plan.studies:
            self._keep(kept)

    def _day(self, ago: int) -> dt.date:
        return self.on - dt.timedelta(days=ago)

    def _product(self, name: str) -> Product:
        if name not in self.products:
            raise BadCity(f"kitchens.toml: {self.plan.business}", f"{name!r} is no product of it")
        return self.products[name]

    def _supply(self, supply: Supply) -> None:
        for ago in supply.days_ago:
            day = self._day(ago)
            lot = RawLot(
                business=self.business,
                ingredient=supply.name,
                supplier=supply.supplier,
                supplier_phone=supply.phone,
                received_on=day,
                expires_on=day + dt.timedelta(days=supply.keeps),
                quantity=supply.amount,
                unit=supply.unit,
                price=supply.price,
                by=self.owner,
            )
            self.lots.append(receive(lot))
            self.left[lot.pk] = supply.amount
        pack = f"{supply.amount:f} {supply.unit}"
        for ago in sorted(supply.days_ago)[:_PURCHASES][::-1]:
            day = self._day(ago)
            write_down(self.business, supply.name, Decimal(supply.price), pack, day, self.owner)

    def _limits(self) -> None:
        for each in self.plan.limits:
            ProcessLimit.objects.create(
                product=self._product(each.product),
                name=each.name,
                unit=each.unit,
                least=each.least,
                to_do=each.to_do,
            )

    def _batch(self, making: Making, day: dt.date) -> None:
        inputs = {}
        for name, amount in making.uses.items():
            lot = self._lot(name, amount, day)
            inputs[lot.pk] = amount
            self.left[lot.pk] -= amount
        new = NewBatch(self._product(making.product), day, making.pieces, inputs, {})
        batch = make_batch(new, self.owner)
        self._measured(batch, making)
        outlets = {each.name: each for each in self.plan.outlets}
        for sending in making.sends:
            sent_on = day + dt.timedelta(days=sending.after)
            if sent_on <= self.on:
                outlet = outlets[sending.to]
                place = place_named(self.business, outlet.name, outlet.kind, outlet.phone, outlet.contact)
                moved = Move(batch=batch, destination=place, pieces=sending.pieces, moved_on=sent_on)
                moved.by = self.owner
                move(moved)

    def _lot(self, name: str, amount: Decimal, day: dt.date) -> RawLot:
        """The latest delivery that came by that day and has enough left."""
        for lot in sorted(self.lots, key=lambda each: each.received_on, reverse=True):
            if lot.ingredient == name and lot.received_on <= day and self.left[lot.pk] >= amount:
                return lot
        raise BadCity(f"kitchens.toml: {self.plan.business}", f"there is not enough {name} on {day}")

    def _measured(self, batch: Batch, making: Making) -> None:
        number = Batch.objects.filter(product=batch.product).count() - 1
        for each in self.plan.limits:
            if each.product == making.product:
                limit = ProcessLimit.objects.get(product=batch.product, name=each.name)
                measure(batch, limit, each.values[number % len(each.values)], "", self.owner)

    def _weigh(self, weighed: Weighed) -> None:
        product = self._product(weighed.product)
        last = Batch.objects.filter(product=product).latest("made_on")
        content = label_content(dossier_of(product))
        if content is None:
            raise BadCity(f"kitchens.toml: {self.plan.business}", f"{weighed.product} promises no weight")
        lot = LotOnScale(last.code, weighed.lot_size, last)
        row = begin_weighing(product, content, lot, self.on, self.owner)
        end_tare(row)
        for amount in weighed.contents:
            add_reading(row, f"{amount:f}".replace(".", ","), self.owner)
        scope = scope_for(self.owner, "quality.record")
        if scope is not None:
            finish(row, self.owner, scope)

    def _keep(self, kept: Kept) -> None:
        started = self._day(kept.ago)
        study = StorageStudy(
            product=self._product(kept.product),
            method="real-time",
            pack_as_sold=True,
            started_on=started,
            planned_by=self.owner,
            **kept.about,
        )
        days = (*kept.readings, *kept.then)
        series = PlannedSeries(float(kept.celsius), tuple(sorted(days)))
        begin_study(study, StoragePlan((series,), int(kept.about["packs_each"])))
        for day, values in kept.readings.items():
            measured_on = started + dt.timedelta(days=day)
            record_readings(study, kept.celsius, measured_on, values, None, self.owner)


def move_books_back() -> None:
    """What was written today of other days was recorded on those days."""
    for model, day in ((RawLot, "received_on"), (Batch, "made_on"), (Move, "moved_on")):
        for row in model.objects.all():
            moment = timezone.make_aware(dt.datetime.combine(getattr(row, day), dt.time(10)))
            model.objects.filter(pk=row.pk, recorded_at__gt=moment).update(recorded_at=moment)
