"""Make the demo city, and know whether it is there."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from lopo.producers.models import Product
from lopo.producers.records import changes_gathered
from lopo.site.demo.backdating import move_to, nobody_told
from lopo.site.demo.course_plan import TrainingPlan
from lopo.site.demo.courses import Courses
from lopo.site.demo.entry import Entry
from lopo.site.demo.kitchen_books import keep_books, move_books_back
from lopo.site.demo.kitchen_plan import KitchenPlan
from lopo.site.demo.people import Residents
from lopo.site.demo.plans import BadCity, CityPlan
from lopo.site.demo.programme import Programme
from lopo.site.demo.reading import read_city, read_city_kitchens, read_city_shelf, read_city_training
from lopo.site.demo.shelf import Shelf, town_of
from lopo.site.demo.shelf_plan import ShelfPlan
from lopo.site.demo.story import Step, story_of
from lopo.site.demo.taking_away import delete_files, demo_people
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


def load(on: dt.date, say: Say = _silent, city: CityPlan | None = None) -> Loaded:
    """Enter the whole city, all of it or nothing. Raises :class:`lopo.site.demo.plans.BadCity`."""
    if not settings.DEVELOPMENT:
        raise RuntimeError("the demo city is for a developer's machine only (LOPO_DEVELOPMENT=1)")
    life = _Life(city or read_city(), on, say)
    try:
        with nobody_told(), transaction.atomic(), translation.override("en"):
            life.pass_by()
            if city is None:
                life.keep_books(read_city_kitchens())
                life.fill_shelves(read_city_shelf())
                life.train(read_city_training())
    except BaseException:
        if not is_loaded():  # what only failed after it was written keeps its files
            life.throw_files_away()
        raise
    return Loaded(len(life.entries), sum(len(entry.products) for entry in life.entries.values()))


class _Life:
    """The city from its first day until ``on``, entered day by day so that its history is a real one."""

    def __init__(self, city: CityPlan, on: dt.date, say: Say) -> None:
        self.city, self.on, self.say = city, on, say
        self.entries: dict[int, Entry] = {}
        self.residents = Residents(city)

    def pass_by(self) -> None:
        told = [step for business in self.city.businesses for step in story_of(business, self.city, self.on)]
        told.sort(key=lambda step: step.day)
        last = {step.business.number: step.day for step in told}
        shown = {each.number: self._shown_on(each.joined) for each in self.city.businesses if each.shows}
        days = sorted({step.day for step in told} | set(shown.values()))
        by_day = {day: list(steps) for day, steps in groupby(told, key=lambda step: step.day)}
        with changes_gathered():
            residents = self.residents
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

    def keep_books(self, kitchens: Sequence[KitchenPlan]) -> None:
        """The books of two months, written on the last day: the facts that follow from them are of today."""
        by_name = {entry.plan.name: entry for entry in self.entries.values()}
        for plan in kitchens:
            entry = by_name.get(plan.business)
            if entry is None or entry.owner is None:
                raise BadCity(f"kitchens.toml: {plan.business}", "no owner of that name signs in here")
            keep_books(plan, entry.business, entry.owner, self.on)
        move_books_back()

    def fill_shelves(self, plan: ShelfPlan) -> None:
        """Listings, orders and the catalogue of half a year, each day of it with its own clock."""
        town = town_of(list(self.entries.values()), self.residents)
        with changes_gathered():
            Shelf(plan, town, self.on).tell()

    def train(self, plan: TrainingPlan) -> None:
        """Courses, companions, milestones and promises, written on the last day."""
        entries = list(self.entries.values())
        courses = Courses(entries, self.residents, self.on)
        for course in plan.courses:
            courses.hold(course)
        programme = Programme(entries, self.residents, self.on)
        programme.name_companions(plan.companions)
        for visit in plan.visits:
            programme.visit(visit)
        for milestone in plan.milestones:
            programme.tell(milestone)
        for promises in plan.promises:
            programme.promise(promises)

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
            delete_files(entry.files)
