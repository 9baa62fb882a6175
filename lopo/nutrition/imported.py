"""Composition tables in the database: taking one over, taking it back, and reading the foods in use."""

import datetime as dt
import functools
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.table_file import sheets_of
from lopo.facts.text import Text
from lopo.nutrition.foods.composition import built_in_foods, forget
from lopo.nutrition.foods.composition_import import Imported, read_sheets
from lopo.nutrition.foods.food import Food, with_borrowed
from lopo.nutrition.foods.nutrients import borrowed_nutrients
from lopo.nutrition.models import CompositionTable, SentTable, TableFood

AT_A_TIME = 500
KEPT_DAYS = 2
"""How long a file waits for a decision."""


def read_sent(sent: SentTable) -> Imported:
    """What a sent file holds; raises :class:`Refused`."""
    return _read(bytes(sent.content), sent.title)


@functools.lru_cache(maxsize=2)
def _read(content: bytes, title: str) -> Imported:
    """Read once what is shown, looked at again, and taken over within minutes."""
    return read_sheets(sheets_of(content), title)


def keep_sent(content: bytes, file_name: str, title: str, sender: Person) -> SentTable:
    """Keep a readable file until somebody decides; raises :class:`Refused` for one that is no table."""
    sent = SentTable(content=content, file_name=file_name[-120:], title=title, sent_by=sender)
    read_sent(sent)
    SentTable.objects.filter(sent_at__lt=timezone.now() - dt.timedelta(days=KEPT_DAYS)).delete()
    sent.save()
    return sent


@transaction.atomic
def take_over(sent: SentTable, person: Person) -> CompositionTable:
    """Put the foods of a sent file in use, in place of the table of its family: all of them, or nothing."""
    sent = SentTable.objects.select_for_update().get(pk=sent.pk)
    read = read_sent(sent)
    if not read.foods:
        raise Refused(
            Text("Tidak ada satu pangan pun yang bisa diambil. Betulkan berkasnya dulu.",
                 "There is not one food to take over. Mend the file first.")
        )  # fmt: skip
    before = _end(read.layout.family, person)
    table = CompositionTable.objects.create(
        family=read.layout.family,
        layout=read.layout.id,
        title=sent.title,
        file_name=sent.file_name,
        sha256=hashlib.sha256(bytes(sent.content)).hexdigest(),
        food_count=len(read.foods),
        left_out=read.problem_rows,
        taken_by=person,
        replaced=before,
    )
    TableFood.objects.bulk_create((_row(table, food) for food in read.foods), batch_size=AT_A_TIME)
    sent.delete()
    transaction.on_commit(forget)
    return table


@transaction.atomic
def take_back(table: CompositionTable, person: Person) -> CompositionTable | None:
    """End the use of a table; the one that it had replaced comes back, and is returned."""
    if _locked(table).ended_at is not None:
        return None
    _end(table.family, person)
    before = table.replaced
    if before is not None:
        _begin(before)
    transaction.on_commit(forget)
    return before


@transaction.atomic
def bring_back(table: CompositionTable, person: Person) -> None:
    """Put an earlier table in use again, in place of the one in use now."""
    if _locked(table).ended_at is None:
        return
    _end(table.family, person)
    _begin(table)
    transaction.on_commit(forget)


def _locked(table: CompositionTable) -> CompositionTable:
    return CompositionTable.objects.select_for_update().get(pk=table.pk)


def imported_foods() -> Iterator[Food]:
    """The foods of every table in use, the oldest table first."""
    known = {food.code: food for food in built_in_foods()}
    rows = TableFood.objects.filter(table__ended_at=None).order_by("table__taken_at", "pk")
    for row in rows.iterator(2000):
        yield _completed(_food(row), known)


def tables_in_use() -> tuple[int, ...]:
    """The keys of the tables in use. What a table holds never changes, so other foods mean other keys."""
    in_use = CompositionTable.objects.filter(ended_at=None).order_by("taken_at", "pk")
    return tuple(in_use.values_list("pk", flat=True))


def _end(family: str, person: Person) -> CompositionTable | None:
    """End the table of a family that is in use, if there is one, and return it."""
    table = CompositionTable.objects.select_for_update().filter(family=family, ended_at=None).first()
    if table is not None:
        table.ended_at, table.ended_by = timezone.now(), person
        table.save(update_fields=["ended_at", "ended_by"])
    return table


def _begin(table: CompositionTable) -> None:
    CompositionTable.objects.filter(pk=table.pk).update(ended_at=None, ended_by=None)


def _row(table: CompositionTable, food: Food) -> TableFood:
    return TableFood(
        table=table,
        code=food.code,
        name_id=food.name.id,
        name_en=food.name.en,
        group=food.group,
        source=food.source,
        note=food.note,
        edible_percent=food.edible_percent,
        per_100={nutrient: str(amount) for nutrient, amount in food.per_100.items()},
        unmeasured=sorted(food.unmeasured),
    )


def _food(row: TableFood) -> Food:
    return Food(
        code=row.code,
        name=Text(row.name_id, row.name_en),
        group=row.group,
        source=row.source,
        note=row.note,
        edible_percent=None if row.edible_percent is None else row.edible_percent.normalize() + Decimal(0),
        per_100=MappingProxyType({nutrient: Decimal(amount) for nutrient, amount in row.per_100.items()}),
        unmeasured=frozenset(row.unmeasured),
    )


def _completed(food: Food, known: Mapping[str, Food]) -> Food:
    """A food that is built in, too, keeps its name in the other language, its group, and what it borrows."""
    before = known.get(food.code)
    if before is None:
        return food
    name = food.name
    if name.id == name.en:
        name = (
            Text(name.id, before.name.en) if food.code.startswith("tkpi-") else Text(before.name.id, name.en)
        )
    named = replace(food, name=name, group=before.group or food.group)
    for lender_code in dict.fromkeys(before.borrowed.values()):
        named = with_borrowed(named, known[lender_code], borrowed_nutrients())
    return named
