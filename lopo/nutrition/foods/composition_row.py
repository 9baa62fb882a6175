"""One row of a composition table: its food, or what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from lopo.facts.kinds import Refused, read_text
from lopo.facts.table_file import Row
from lopo.facts.text import Text
from lopo.nutrition.foods.composition import code_of
from lopo.nutrition.foods.composition_cell import Reading, is_formula, read_cell
from lopo.nutrition.foods.composition_faults import (
    FORMULA,
    MORE_THAN_ITS_WHOLE,
    NEGATIVE,
    NO_CODE,
    NO_NAME,
    NO_ORIGIN,
    NOT_A_CODE,
    NOT_A_REFUSE,
    NOT_A_SHARE,
    NOTHING_KNOWN,
    PARTS_DO_NOT_ADD_UP,
    TOO_MUCH,
    TOO_MUCH_ENERGY,
    Problem,
)
from lopo.nutrition.foods.composition_layout import Column, Heading, convert, tables, wanted_unit
from lopo.nutrition.foods.food import Food
from lopo.nutrition.foods.nutrients import nutrients, zero_may_be_unmeasured

WORDS = ("code", "name", "name_id", "name_en", "origin", "note", "group")
"""Fields that hold words; all others hold amounts."""
_LONGEST = {"code": 20, "note": 300, "origin": 80, "group": 80}
_LONGEST_NAME = 200
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_SHOWN = 40


class Result(NamedTuple):
    """A food without faults, or the faults that cost it; doubts never cost a food."""

    food: Food | None
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row below a heading, cut into its fields: ``words`` and ``amounts`` as they stand in the cells."""

    sheet: str
    row: int
    heading: Heading
    group: str
    words: Mapping[str, str]
    amounts: Mapping[str, object]

    @classmethod
    def of(cls, sheet: str, number: int, row: Row, heading: Heading, group: str) -> "Line":
        """Cut ``row``, which stands at ``number``, as ``heading`` says."""
        words, amounts = {}, {}
        for column in heading.columns:
            cell = row[column.place] if column.place < len(row) else None
            if column.field in WORDS:
                words[column.field] = _as_words(cell)
            else:
                amounts[column.field] = cell
        return cls(sheet, number, heading, group, words, amounts)

    @property
    def code(self) -> str:
        """The code as the table writes it, with the noughts that a spreadsheet takes away."""
        code = self.words.get("code", "")
        digits = self.heading.layout.code_digits
        return code.zfill(digits) if digits and code.isascii() and code.isdigit() else code.upper()

    @property
    def has_amounts(self) -> bool:
        """Whether any amount begins as a number does: such a row is no heading."""
        return any(
            cell[:1].isdigit() if isinstance(cell, str) else cell is not None
            for cell in self.amounts.values()
        )

    @property
    def is_text_only(self) -> bool:
        """Whether at most one of its words is told, and not one amount: a title, or a footnote."""
        said = [word for word in self.words.values() if word]
        return len(said) <= 1 and all(cell is None or _as_words(cell) == "" for cell in self.amounts.values())

    def title_of(self, field: str) -> str:
        """The heading of a field as the table prints it."""
        return next((column.title for column in self.heading.columns if column.field == field), field)

    def problem(self, field: str, value: object, what: Text) -> Problem:
        """A problem of this row."""
        return Problem(self.sheet, self.row, self.title_of(field), str(value)[:_SHOWN], what)


def read_line(line: Line, mark: str, called: str) -> Result:
    """The food of a row, its amounts written with the decimal ``mark``, from a source ``called`` so."""
    words, faults = _read_words(line)
    amounts: dict[str, Decimal] = {}
    traces: list[str] = []
    for column in line.heading.columns:
        if column.field in WORDS:
            continue
        cell = line.amounts[column.field]
        try:
            reading = _read_amount(column, cell, mark)
        except Refused as refusal:
            faults.append(line.problem(column.field, cell, refusal.reason))
            continue
        if reading.amount is not None:
            amounts[column.field] = reading.amount
        if reading.trace:
            traces.append(column.field)
    if not faults and not amounts.keys() & nutrients().keys():
        faults.append(line.problem("energy", "", NOTHING_KNOWN))
    if faults:
        return Result(None, tuple(faults))
    _add_vitamin_a(amounts)
    doubts = _doubts(line, amounts)
    return Result(_food(line, words, amounts, traces, doubts, called), (), tuple(doubts))


# Words


def _as_words(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell)[:2000].split())


def _read_words(line: Line) -> tuple[dict[str, str], list[Problem]]:
    words: dict[str, str] = {}
    faults: list[Problem] = []
    for field, word in line.words.items():
        try:
            if is_formula(word):
                raise Refused(FORMULA)
            words[field] = read_text(word)[: _LONGEST.get(field, _LONGEST_NAME)]
        except Refused as refusal:
            faults.append(line.problem(field, word, refusal.reason))
    named = any(line.words.get(field) for field in ("name", "name_id", "name_en"))
    if not named:
        faults.append(line.problem("name_id", "", NO_NAME))
    faults += _code_faults(line)
    return words, faults


def _code_faults(line: Line) -> list[Problem]:
    origin, code = line.words.get("origin", ""), line.code
    if line.heading.layout.family == "own":
        return [] if len(origin.split()) >= 2 else [line.problem("origin", origin, NO_ORIGIN)]
    if not code:
        return [line.problem("code", "", NO_CODE)]
    if len(code) > _LONGEST["code"] or not _CODE.fullmatch(code):
        return [line.problem("code", code, NOT_A_CODE)]
    return []


# Amounts


def _read_amount(column: Column, cell: object, mark: str) -> Reading:
    reading = read_cell(cell, mark)
    if reading.amount is None:
        return reading
    if reading.amount < 0:
        raise Refused(NEGATIVE)
    wanted = wanted_unit(column.field)
    amount = convert(reading.amount, column.unit, wanted)
    if amount is None:  # a heading keeps no such column
        raise Refused(TOO_MUCH)
    _check_most(column.field, amount, wanted)
    if column.field == "refuse":
        return Reading(100 - amount)
    return Reading(amount, reading.trace)


def _check_most(field: str, amount: Decimal, unit: str) -> None:
    limits = tables()["limits"]
    if unit == "percent":
        if field == "refuse" and amount >= 100:
            raise Refused(NOT_A_REFUSE)
        if field == "edible" and not 0 < amount <= 100:
            raise Refused(NOT_A_SHARE)
    elif unit == "kcal":
        if amount > Decimal(limits["energy_kcal_in_100"]):
            raise Refused(TOO_MUCH_ENERGY)
    elif (grams := convert(amount, unit, "g")) is not None and grams > Decimal(limits["grams_in_100"]):
        raise Refused(TOO_MUCH)


def _add_vitamin_a(amounts: dict[str, Decimal]) -> None:
    """Vitamin A from its parts, where the table has no column of its own for it and both parts are known."""
    weights = {part: Decimal(tables()["vitamin_a"][part]) for part in ("retinol", "beta_carotene")}
    if "vitamin_a" in amounts or not weights.keys() <= amounts.keys():
        return
    summed = sum((amounts[part] / weight for part, weight in weights.items()), Decimal(0))
    amounts["vitamin_a"] = round(summed, 1)


def _doubts(line: Line, amounts: Mapping[str, Decimal]) -> list[Problem]:
    """What looks wrong without being impossible: the parts do not make 100 g, or a part exceeds its whole."""
    rule = tables()["doubt"]
    doubts = []
    if all(part in amounts for part in rule["sum_of"]):
        total = sum((amounts[part] for part in rule["sum_of"]), Decimal(0))
        if not Decimal(rule["sum_at_least"]) <= total <= Decimal(rule["sum_at_most"]):
            doubts.append(line.problem("water", f"{total} g", PARTS_DO_NOT_ADD_UP))
    for each in nutrients().values():
        if each.part_of and amounts.get(each.id, 0) > amounts.get(each.part_of, amounts.get(each.id, 0)):
            whole = nutrients()[each.part_of].title
            lower = Text(whole.id.lower(), whole.en.lower())
            more = MORE_THAN_ITS_WHOLE.filled(part=each.title, whole=lower)
            doubts.append(line.problem(each.id, amounts[each.id], more))
    return doubts


# The food


def _food(
    line: Line,
    words: Mapping[str, str],
    amounts: Mapping[str, Decimal],
    traces: list[str],
    doubts: list[Problem],
    called: str,
) -> Food:
    layout = line.heading.layout
    any_name = words.get("name", "")
    name_id = words.get("name_id") or any_name or words.get("name_en", "")
    name_en = words.get("name_en") or any_name or name_id
    origin = words.get("origin", "")
    own = layout.family == "own"
    code = code_of(origin) if own else f"{layout.code_prefix}{line.code}"
    doubted = zero_may_be_unmeasured() if code.startswith("tkpi-") else ()
    notes = [words.get("note", ""), f"data: {origin}" if origin and not own else ""]
    if seen := [nutrients()[each].title.en.lower() for each in traces if each in nutrients()]:
        notes.append(f"trace, counted as 0: {', '.join(seen)}")
    notes += [f"OUTLIER: {doubt.what.en}" for doubt in doubts]
    return Food(
        code=code,
        name=Text(name_id, name_en),
        group=words.get("group") or line.group.lstrip("0123456789. ").capitalize(),
        source=origin if own else f"{called or layout.called} {line.code}",
        note="; ".join(note for note in notes if note)[:500],
        edible_percent=amounts.get("edible", amounts.get("refuse")),
        per_100=MappingProxyType({each: amounts[each] for each in nutrients() if each in amounts}),
        unmeasured=frozenset(each for each in doubted if amounts.get(each) == 0 and each not in traces),
    )
