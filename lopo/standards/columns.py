"""Conditions as column expressions: the requirement that judges one dossier judges millions, unchanged.

Needs the extra ``bulk`` (Ibis over DuckDB); nothing else imports this module. A dossier is one row of a wide
table. Each fact has up to three columns, named after it:

- ``label.name``: the value; null when it is not known, and when there is none;
- ``label.name:absent``: true where someone looked and nothing stands there, null when it is not known;
- ``label.name:folded``: texts and the names in lists without case, for ``is``, ``in``, ``contains`` and
  ``same_as``.

An answer is a nullable boolean: true is met, false is not met, null is not known. The three-valued logic of
SQL and Kleene's are the same, so ``all``, ``any`` and ``not`` are the engine's own.

The answers equal those of :func:`lopo.standards.conditions.evaluation.judge` for values as
:data:`lopo.facts.kinds.READERS` leave them, with two limits: a decimal is kept to :data:`DECIMAL_PLACES`
places, and ``matches`` takes only patterns that both engines read alike.
"""

import datetime as dt
import functools
import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from lopo.facts.catalogue import Catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import LISTS, Item
from lopo.standards.assessment import Status, applies_condition
from lopo.standards.conditions.condition import AllOf, AnyOf, Condition, Leaf, Not, facts_of
from lopo.standards.conditions.operators import TEXTS, Day, OtherFact
from lopo.standards.conditions.pattern import LONGEST_TEXT
from lopo.standards.library import Edition
from lopo.standards.requirement import Requirement

DECIMAL_PLACES = 18
"""Digits after the point that a column keeps; the rest is rounded half to even."""

_DECIMAL = pa.decimal128(38, DECIMAL_PLACES)
_SMALLEST = Decimal(1).scaleb(-DECIMAL_PLACES)
_EXACT = Context(prec=38, rounding=ROUND_HALF_EVEN)
_TYPES = {
    "yes_no": pa.bool_(),
    "whole": pa.int64(),
    "rupiah": pa.int64(),
    "decimal": _DECIMAL,
    "date": pa.date32(),
    "text": pa.string(),
    "choice": pa.string(),
    "list": pa.list_(pa.string()),
}
_READ_OTHERWISE = re.compile(r"\(\?(?!:)|\\[0-9a-zA-Z]|[*+?}]\+|\{,|\[\[:|\[\^?\]")
"""Groups with a mark, escapes with a letter, possessive repeats: RE2 lacks them or reads them its own way."""


class NotColumnar(ValueError):
    """A condition that the columnar engine would answer differently; the message says which part."""


def facts_looked_at(edition: Edition) -> tuple[str, ...]:
    """Every fact that some requirement of the edition looks at, each once, in the catalogue's order."""
    seen: set[str] = set()
    for requirement in edition.requirements.values():
        seen.update(facts_of(applies_condition(edition, requirement)))
        seen.update(facts_of(requirement.needs))
    return tuple(name for name in edition.catalogue if name in seen)


def rows_of(dossiers: Iterable[Dossier], catalogue: Catalogue, names: Sequence[str]) -> pa.Table:
    """The dossiers as rows, in order, with the columns of the facts ``names``.

    Facts that are computed must be in the dossiers already (:mod:`lopo.standards.derivation`).
    """
    dossiers = list(dossiers)
    columns: dict[str, pa.Array] = {}
    for name in names:
        facts = [dossier.get(name) for dossier in dossiers]
        for suffix, (kind, cell) in _cells(catalogue[name]).items():
            cells = [None if fact is None else cell(fact) for fact in facts]
            columns[f"{name}{suffix}"] = pa.array(cells, kind)
    return pa.table(columns)


def _cells(definition: FactDefinition) -> dict[str, tuple[pa.DataType, Callable[[Fact], Any]]]:
    """The columns of one fact: suffix to type, and how a fact fills the cell."""
    cells: dict[str, tuple[pa.DataType, Callable[[Fact], Any]]] = {":absent": (pa.bool_(), _is_absent)}
    if definition.kind in _TYPES:
        cells[""] = (_TYPES[definition.kind], _value)
    if definition.kind in TEXTS:
        cells[":folded"] = (pa.string(), _folded)
    if definition.kind in LISTS:
        cells[":folded"] = (pa.list_(pa.string()), _folded)
    return cells


def _is_absent(fact: Fact) -> bool:
    return fact.absent


def _value(fact: Fact) -> Any:
    if fact.absent:
        return None
    if isinstance(fact.value, Decimal):
        return fact.value.quantize(_SMALLEST, context=_EXACT)
    return fact.value


def _folded(fact: Fact) -> Any:
    if fact.absent:
        return None
    if isinstance(fact.value, tuple):
        names = (part.name if isinstance(part, Item) else part for part in fact.value)
        return [name.casefold() for name in names]
    return str(fact.value).casefold()


def statuses(table: ir.Table, edition: Edition) -> ir.Table:
    """For each row the :class:`~lopo.standards.assessment.Status` of each requirement, as its value.

    One column a requirement, under its name.
    """
    return table.select(
        **{name: status_column(each, table, edition) for name, each in edition.requirements.items()}
    )


def status_column(requirement: Requirement, table: ir.Table, edition: Edition) -> ir.StringValue:
    """What comes of holding one requirement against each row.

    Asked without ``IS NULL``: behind a ``NOT`` the engine would read it as ``NOT (... IS NULL)``.
    """
    applies = truth_column(applies_condition(edition, requirement), table, edition.catalogue, edition.on)
    needs = truth_column(requirement.needs, table, edition.catalogue, edition.on)
    return ibis.cases(
        (~applies, Status.NOT_APPLICABLE.value),
        (applies & needs, Status.MET.value),
        (applies & ~needs, Status.NOT_MET.value),
        else_=Status.NOT_KNOWN.value,
    )


def truth_column(condition: Condition, table: ir.Table, catalogue: Catalogue, on: dt.date) -> ir.BooleanValue:
    """Whether each row meets the condition on the day ``on``: true, false, or null for not known.

    Raises :class:`NotColumnar`.
    """
    match condition:
        case Leaf():
            return _Columns(table, catalogue, on).leaf(condition)
        case Not(inner):
            return ~truth_column(inner, table, catalogue, on)
        case AllOf(conditions) | AnyOf(conditions):
            joined = operator.and_ if isinstance(condition, AllOf) else operator.or_
            parts = [truth_column(part, table, catalogue, on) for part in conditions]
            return functools.reduce(joined, parts) if parts else ibis.literal(isinstance(condition, AllOf))


class _Columns:
    """The columns of one table, and what a leaf makes of them."""

    def __init__(self, table: ir.Table, catalogue: Catalogue, on: dt.date) -> None:
        self.table = table
        self.catalogue = catalogue
        self.on = on

    def leaf(self, leaf: Leaf) -> ir.BooleanValue:
        kind = self.catalogue[leaf.fact].kind
        absent = self.table[f"{leaf.fact}:absent"]
        if leaf.operator == "known":
            there = absent.ifelse(False, ~self._is_empty(leaf.fact, kind))
            return there if leaf.operand else ~there
        holds = absent.ifelse(False, self._holds(leaf, kind) & ~self._is_empty(leaf.fact, kind))
        if isinstance(leaf.operand, OtherFact):
            known = self.table[f"{leaf.operand.name}:absent"] == ibis.literal(False)
            return known.ifelse(holds, ibis.null("boolean"))
        return holds

    def _is_empty(self, name: str, kind: str) -> ir.BooleanValue:
        """Whether the value, which is there, is an empty text or list; null when it is not known."""
        if kind == "text":
            return self.table[name] == ""
        if kind in LISTS:
            return self.table[f"{name}:folded"].length() == 0
        return self.table[f"{name}:absent"]

    def _holds(self, leaf: Leaf, kind: str) -> ir.BooleanValue:
        name, operand = leaf.fact, leaf.operand
        match leaf.operator:
            case "is":
                return self._same(name, kind, self._wanted(operand, kind))
            case "in":
                sames = [self._same(name, kind, self._wanted(each, kind)) for each in operand]
                return functools.reduce(operator.or_, sames)
            case "same_as":
                return self._same(name, kind, self._other(operand, kind))
            case "at_least":
                return self.table[name] >= self._number(operand)
            case "at_most":
                return self.table[name] <= self._number(operand)
            case "after":
                return self.table[name] > self._day(operand)
            case "before":
                return self.table[name] < self._day(operand)
            case "matches":
                value = self.table[name]
                return (value.length() <= LONGEST_TEXT) & value.re_search(_portable(operand.pattern, name))
            case "contains":
                return self.table[f"{name}:folded"].contains(operand.casefold())
        raise NotColumnar(f"{name}: the operator {leaf.operator!r} has no column expression")

    def _same(self, name: str, kind: str, other: ir.Value) -> ir.BooleanValue:
        if kind in TEXTS:
            return self.table[f"{name}:folded"].replace(" ", "") == other
        return self.table[name] == other

    def _wanted(self, operand: Any, kind: str) -> ir.Value:
        if kind in TEXTS:
            return ibis.literal("".join(operand.split()).casefold())
        if isinstance(operand, Decimal):
            return _decimal(operand)
        return ibis.literal(operand)

    def _other(self, operand: OtherFact, kind: str) -> ir.Value:
        if kind in TEXTS:
            return self.table[f"{operand.name}:folded"].replace(" ", "")
        return self.table[operand.name]

    def _number(self, operand: Decimal | OtherFact) -> ir.Value:
        return self.table[operand.name] if isinstance(operand, OtherFact) else _decimal(operand)

    def _day(self, operand: Day) -> ir.Value:
        return ibis.literal(operand.resolve(self.on))


def _decimal(number: Decimal) -> ir.Value:
    kept = number.quantize(_SMALLEST, context=_EXACT)
    if kept != number:
        raise NotColumnar(f"{number} has more than {DECIMAL_PLACES} decimals")
    if number == number.to_integral_value():
        return ibis.literal(int(number), "int64")
    return ibis.literal(kept, f"decimal(38, {DECIMAL_PLACES})")


def _portable(pattern: str, name: str) -> str:
    """The pattern for RE2: the whole value, without case."""
    if found := _READ_OTHERWISE.search(pattern):
        raise NotColumnar(
            f"{name}: the pattern {pattern!r} has {found.group()!r}, which not every engine reads alike; "
            "write it with characters, sets such as [0-9], groups and repeats"
        )
    return f"(?i)^(?:{pattern})$"


def counted(answers: ir.Table) -> ir.Table:
    """How many rows have each status, for each requirement: ``requirement``, ``status``, ``rows``."""
    long = answers.pivot_longer(list(answers.columns), names_to="requirement", values_to="status")
    return long.group_by("requirement", "status").agg(rows=long.count())


def read_statuses(row: Mapping[str, str]) -> dict[str, Status]:
    """One row of :func:`statuses` as :attr:`lopo.standards.assessment.Assessment.statuses` has it."""
    return {name: Status(word) for name, word in row.items()}
