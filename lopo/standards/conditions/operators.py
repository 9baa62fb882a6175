"""The closed vocabulary: every operator a requirement may use.

Each operator says which kinds of fact it takes, reads and writes its operand, decides, and names what it
wants. ``known`` and the ones that compare two facts are told apart in
:mod:`lopo.standards.conditions.evaluation`.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts import wording
from lopo.facts.catalogue import Catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.kinds import LISTS, NUMBERS, Item, Refused, read_date, read_decimal, to_plain
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.standards.conditions.pattern import BadPattern, matches, read_pattern

SCALARS = frozenset({"yes_no", "text", "choice", "date"}) | NUMBERS
TEXTS = frozenset({"text", "choice"})


Reader = Callable[[FactDefinition, object, Catalogue], Any]
Decider = Callable[[Any, Any], bool]


class BadOperand(ValueError):
    """An operand that this operator cannot take; the message says why."""


@dataclass(frozen=True, slots=True)
class OtherFact:
    """An operand that is the value of another fact: ``{ fact = "permit.pirt.number" }``."""

    name: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day to compare with: a fixed ``date``, or ``today`` plus ``days``."""

    date: dt.date | None = None
    days: int = 0

    def resolve(self, on: dt.date) -> dt.date:
        return self.date if self.date is not None else on + dt.timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Shape:
    """A form that a text must have: the pattern, and the form in words, for people who read no patterns."""

    pattern: str
    says: Text | None = None


@dataclass(frozen=True, slots=True)
class Operator:
    """One word of the vocabulary."""

    name: str
    kinds: frozenset[str]
    read: Reader
    holds: Decider
    asks: Text
    """What it asks, with ``{title}``, ``{found}`` and ``{wanted}``."""
    refuses: Text
    """The same under ``not``."""


def _read_flag(definition: FactDefinition, raw: object, catalogue: Catalogue) -> bool:
    if not isinstance(raw, bool):
        raise BadOperand(f'"known" takes true or false, not {raw!r}')
    return raw


def _read_value(definition: FactDefinition, raw: object, catalogue: Catalogue) -> Any:
    try:
        return definition.read(raw)
    except Refused as refusal:
        raise BadOperand(f"{definition.name}: {refusal.reason.en}") from None


def _read_values(definition: FactDefinition, raw: object, catalogue: Catalogue) -> tuple[Any, ...]:
    if not isinstance(raw, list | tuple) or not raw:
        raise BadOperand('"in" takes a list of at least one value')
    return tuple(_read_value(definition, part, catalogue) for part in raw)


def _read_number(definition: FactDefinition, raw: object, catalogue: Catalogue) -> Decimal | OtherFact:
    if isinstance(raw, Mapping):
        return _read_other(definition, raw, catalogue)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise BadOperand(f"expected a number, found {raw!r}")
    try:
        return read_decimal(raw)
    except Refused as refusal:
        raise BadOperand(f"expected a finite number: {refusal.reason.en}") from None


def _read_other(definition: FactDefinition, raw: object, catalogue: Catalogue) -> OtherFact:
    name = raw.get("fact") if isinstance(raw, Mapping) and set(raw) == {"fact"} else raw
    if not isinstance(name, str):
        raise BadOperand(f'expected {{ fact = "..." }}, found {raw!r}')
    other = catalogue.get(name)
    if other is None:
        nearest = catalogue.nearest(name)
        raise BadOperand(f"unknown fact {name!r}" + (f"; did you mean {nearest!r}?" if nearest else ""))
    both_numbers = {other.kind, definition.kind} <= NUMBERS
    both_texts = {other.kind, definition.kind} <= TEXTS
    if not (both_numbers or both_texts or other.kind == definition.kind):
        raise BadOperand(f"{definition.name} ({definition.kind}) and {name} ({other.kind}) do not compare")
    if both_numbers and other.unit != definition.unit:
        raise BadOperand(f"{definition.name} is in {definition.unit!r} and {name} in {other.unit!r}")
    return OtherFact(name)


def _read_shape(definition: FactDefinition, raw: object, catalogue: Catalogue) -> Shape:
    parts = raw if isinstance(raw, Mapping) else {"pattern": raw}
    pattern = parts.get("pattern")
    if not isinstance(pattern, str) or set(parts) - {"pattern", "says"}:
        raise BadOperand(
            f'"matches" takes a pattern in quotation marks, or {{ pattern = "...", says = ... }}, not {raw!r}'
        )
    try:
        says = Text.from_table(parts["says"], '"says"') if "says" in parts else None
        return Shape(read_pattern(pattern), says)
    except (BadPattern, ValueError) as fault:
        raise BadOperand(str(fault)) from None


def _read_part(definition: FactDefinition, raw: object, catalogue: Catalogue) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise BadOperand(f'"contains" takes a text, not {raw!r}')
    if definition.choices and raw not in definition.choices:
        raise BadOperand(f"{raw!r} is not a choice of {definition.name}: {', '.join(definition.choices)}")
    return raw


def _read_day(definition: FactDefinition, raw: object, catalogue: Catalogue) -> Day:
    if raw == "today":
        return Day()
    if isinstance(raw, Mapping):
        days = raw.get("today")
        if set(raw) != {"today"} or isinstance(days, bool) or not isinstance(days, int) or abs(days) > 36_500:
            raise BadOperand(f"expected {{ today = days }}, found {raw!r}")
        return Day(days=days)
    try:
        return Day(date=read_date(raw))
    except Refused:
        raise BadOperand(f'expected a date, "today" or {{ today = days }}, found {raw!r}') from None


def _contains(value: Any, part: str) -> bool:
    if isinstance(value, tuple):
        names = (entry.name if isinstance(entry, Item) else entry for entry in value)
        return any(name.casefold() == part.casefold() for name in names)
    return part.casefold() in str(value).casefold()


def _same(value: Any, other: Any) -> bool:
    if isinstance(value, str) and isinstance(other, str):
        return "".join(value.split()).casefold() == "".join(other.split()).casefold()
    return bool(value == other)


def _sentences() -> dict[str, dict[str, Text]]:
    tables = read_toml("lopo.standards.conditions", "operators.toml")
    return {
        name: {side: Text.from_table(table[side], f"operators.toml: {name}") for side in ("asks", "refuses")}
        for name, table in tables.items()
    }


def _vocabulary() -> dict[str, Operator]:
    number, day = NUMBERS, frozenset({"date"})
    rows: tuple[tuple[str, frozenset[str], Reader, Decider], ...] = (
        ("known", SCALARS | LISTS, _read_flag, lambda value, flag: (value not in ("", ())) is flag),
        ("is", SCALARS, _read_value, _same),
        ("in", SCALARS, _read_values, lambda value, values: any(_same(value, each) for each in values)),
        ("at_least", number, _read_number, lambda value, least: value >= least),
        ("at_most", number, _read_number, lambda value, most: value <= most),
        ("matches", TEXTS, _read_shape, lambda value, shape: matches(value, shape.pattern)),
        ("contains", TEXTS | LISTS, _read_part, _contains),
        ("after", day, _read_day, lambda value, limit: value > limit),
        ("before", day, _read_day, lambda value, limit: value < limit),
        ("same_as", SCALARS | frozenset({"list"}), _read_other, _same),
    )
    sentences = _sentences()
    return {name: Operator(name, kinds, read, holds, **sentences[name]) for name, kinds, read, holds in rows}


OPERATORS = _vocabulary()
"""The operators by name. This table is the whole vocabulary besides ``all``, ``any`` and ``not``."""


def write_operand(operand: Any) -> object:
    """The operand as it stands in a TOML pack; its operator reads it back to the same operand."""
    if isinstance(operand, OtherFact):
        return {"fact": operand.name}
    if isinstance(operand, Day):
        if operand.date is not None:
            return operand.date
        return {"today": operand.days} if operand.days else "today"
    if isinstance(operand, Shape):
        if operand.says is None:
            return operand.pattern
        return {"pattern": operand.pattern, "says": {"id": operand.says.id, "en": operand.says.en}}
    if isinstance(operand, Decimal):
        return int(operand) if operand == operand.to_integral_value() else operand
    if isinstance(operand, tuple):
        return [write_operand(part) for part in operand]
    if isinstance(operand, dt.date):
        return operand
    return to_plain(operand)


def say_operand(definition: FactDefinition, operand: Any, catalogue: Catalogue, on: dt.date) -> Text:
    """The operand in words, for "what is wanted"."""
    if isinstance(operand, OtherFact):
        return catalogue[operand.name].title
    if isinstance(operand, Day):
        return wording.say_date(operand.resolve(on))
    if isinstance(operand, Shape):
        return operand.says or Text.same(operand.pattern)
    if isinstance(operand, tuple):
        parts = [wording.say(definition, part) for part in operand]
        return Text(", ".join(part.id for part in parts), ", ".join(part.en for part in parts))
    if isinstance(operand, bool) and definition.kind != "yes_no":
        return Text("ada", "stated") if operand else Text("tidak ada", "none")
    if definition.kind in NUMBERS:
        if definition.kind == "rupiah":
            return wording.say_rupiah(int(operand))
        return wording.with_unit(wording.say_number(operand), definition.unit)
    return wording.say(definition, operand)
