"""Make the demo city, know whether it is there, and take it away again."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils import timezone, translation

from lopo.accounts.models import Look, Organisation, Person
from lopo.accounts.phone import read_phone
from lopo.labels.models import AssignedGtin, NumberBlock
from lopo.producers.models import Business, Evidence, Paper, Product, Statement
from lopo.producers.records import changes_gathered
from lopo.quality.models import (
    Batch,
    BatchInput,
    Inspection,
    InspectionPhoto,
    Move,
    Nonconformity,
    Place,
    ProcessRecord,
    RawLot,
    Recall,
    RecallReturn,
)
from lopo.site.demo.backdating import move_to
from lopo.site.demo.entry import Entry
from lopo.site.demo.kitchen_books import keep_books, move_books_back
from lopo.site.demo.kitchen_plan import KitchenPlan
from lopo.site.demo.people import Residents
from lopo.site.demo.plans import BadCity, CityPlan
from lopo.site.demo.reading import read_city, read_city_kitchens
from lopo.site.demo.story import Step, story_of
from lopo.standards.standings import refresh

Say = Callable[[str], object]

SHOWN_DAYS_AGO = 14
"""When owners let partners see their dossiers, and the partners looked; a younger business does so today."""


def _silent(line: str) -> None:
    """Say nothing on the way."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much the city holds."""

    businesses: int
    products: int


def is_loaded() -> bool:
    """Whether people of the demo live here."""
    return demo_people().exists()


def demo_people() -> QuerySet[Person]:
    """Everybody with a number of the demo's range."""
    first = read_phone(read_city().phones + "00")
    return Person.objects.filter(phone__startswith=str(first)[:-2])


def real_businesses() -> QuerySet[Business]:
    """Businesses that nobody of the demo belongs to or has typed for."""
    people = demo_people().values("pk")
    theirs = Q(organisation__memberships__person__in=people) | Q(statements__typed_by__in=people)
    return Business.objects.exclude(pk__in=Business.objects.filter(theirs).values("pk"))


def load(on: dt.date, say: Say = _silent, city: CityPlan | None = None) -> Loaded:
    """Enter the whole city, all of it or nothing. Raises :class:`lopo.site.demo.plans.BadCity`."""
    if not settings.DEVELOPMENT:
        raise RuntimeError("the demo city is for a developer's machine only (LOPO_DEVELOPMENT=1)")
    kitchens = read_city_kitchens() if city is None else ()
    life = _Life(city or read_city(), kitchens, on, say)
    try:
        with transaction.atomic(), translation.override("en"):
            life.pass_by()
    except BaseException:
        life.throw_files_away()
        raise
    return Loaded(len(life.entries), sum(len(entry.products) for entry in life.entries.values()))


class _Life:
    """The city from its first day until ``on``, entered day by day so that its history is a real one."""

    def __init__(self, city: CityPlan, kitchens: Sequence[KitchenPlan], on: dt.date, say: Say) -> None:
        self.city, self.kitchens, self.on, self.say = city, kitchens, on, say
        self.entries: dict[int, Entry] = {}

    def pass_by(self) -> None:
        told = [step for business in self.city.businesses for step in story_of(business, self.city, self.on)]
        told.sort(key=lambda step: step.day)
        last = {step.business.number: step.day for step in told}
        shown = {each.number: self._shown_on(each.joined) for each in self.city.businesses if each.shows}
        days = sorted({step.day for step in told} | set(shown.values()))
        by_day = {day: list(steps) for day, steps in groupby(told, key=lambda step: step.day)}
        with changes_gathered():
            residents = Residents(self.city)
            for place, day in enumerate(days):
                if place and place % max(1, len(days) // 4) == 0:
                    self.say(f"  {100 * place // len(days):3} %")
                began = timezone.now()
                if place == 0:
                    residents.settle_staff()
                changed = self._tell(by_day.get(day, []), residents)
                for number in (number for number, ends in last.items() if ends == day):
                    self.entries[number].receipt()
                for number in (number for number, on in shown.items() if on == day):
                    self.entries[number].show()
                move_to(day, written_since=began)
                if day < self.on:
                    refresh(changed, day)
            self._keep_books()

    def _keep_books(self) -> None:
        """The books of two months, written on the last day: the facts that follow from them are of today."""
        by_name = {entry.plan.name: entry for entry in self.entries.values()}
        for plan in self.kitchens:
            entry = by_name.get(plan.business)
            if entry is None or entry.owner is None:
                raise BadCity(f"kitchens.toml: {plan.business}", "no owner of that name signs in here")
            keep_books(plan, entry.business, entry.owner, self.on)
        move_books_back()

    def _shown_on(self, joined: int) -> dt.date:
        return self.on - dt.timedelta(days=SHOWN_DAYS_AGO if joined >= SHOWN_DAYS_AGO else 0)

    def _tell(self, steps: list[Step], residents: Residents) -> list[Product]:
        """Enter what was told on one day, and give the products about which something is new."""
        changed: dict[int, Product] = {}
        for step in steps:
            entry = self.entries.get(step.business.number)
            if entry is None:
                entry = self.entries[step.business.number] = Entry(step.business, residents)
            product = entry.tell(step)
            news = list(entry.products.values()) if product is None else [product]
            changed |= {each.pk: each for each in news}
        return list(changed.values())

    def throw_files_away(self) -> None:
        """Files do not go away with the records of a city that failed."""
        for entry in self.entries.values():
            _delete(entry.files)


@transaction.atomic
def take_away() -> None:
    """Remove everything of the demo: its businesses with all that hangs on them, its partners, its people."""
    ours = list(Business.objects.exclude(pk__in=real_businesses().values("pk")).values_list("pk", flat=True))
    people = list(demo_people().values_list("pk", flat=True))
    belongs = Q(business__in=ours) | Q(memberships__person__in=people)
    organisations = list(Organisation.objects.filter(belongs).values_list("pk", flat=True).distinct())
    files = [evidence.file for evidence in Evidence.objects.filter(business__in=ours)]
    AssignedGtin.objects.filter(block__business__in=ours).delete()
    RecallReturn.objects.filter(recall__business__in=ours).delete()
    Recall.objects.filter(business__in=ours).delete()
    for of_a_batch in (ProcessRecord, Move, BatchInput):
        of_a_batch.objects.filter(batch__business__in=ours).delete()
    for written in (Batch, RawLot, Place):
        written.objects.filter(business__in=ours).delete()
    for told in (NumberBlock, Statement, Paper, Nonconformity, InspectionPhoto, Inspection, Evidence):
        told.objects.filter(business__in=ours).delete()
    Look.objects.filter(person__in=people).delete()
    Organisation.objects.filter(pk__in=organisations).delete()
    Person.objects.filter(pk__in=people).delete()
    transaction.on_commit(lambda: _delete(files))


def _delete(files: Iterable[FieldFile]) -> None:
    for file in files:
        if file.name:
            file.storage.delete(file.name)
