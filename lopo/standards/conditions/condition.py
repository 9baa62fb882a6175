"""A condition: a sentence about facts, as data. Parsed from TOML, written back to TOML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.catalogue import Catalogue
from lopo.standards.conditions.operators import OPERATORS, BadOperand, OtherFact, write_operand

MAX_DEPTH = 12


class BadCondition(ValueError):
    """A condition that cannot be used; the message says which part and why."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One fact, one operator, one operand."""

    fact: str
    operator: str
    operand: Any


@dataclass(frozen=True, slots=True)
class AllOf:
    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    condition: "Condition"


Condition = Leaf | AllOf | AnyOf | Not

ALWAYS = AllOf(())
"""The condition that is always met; written as nothing at all."""


def parse_condition(table: object, catalogue: Catalogue, depth: int = 0) -> Condition:
    """Read a condition. Raises :class:`BadCondition`."""
    if depth > MAX_DEPTH:
        raise BadCondition(f"conditions are nested more than {MAX_DEPTH} deep")
    if not isinstance(table, Mapping):
        raise BadCondition(f"expected a table such as {{ fact = ..., known = true }}, found {table!r}")
    if "fact" in table:
        return _parse_leaf(table, catalogue)
    if len(table) != 1:
        raise BadCondition(
            f'expected "fact", "all", "any" or "not", found {", ".join(map(repr, table)) or "nothing"}'
        )
    word, inner = next(iter(table.items()))
    if word == "not":
        return Not(parse_condition(inner, catalogue, depth + 1))
    if word not in ("all", "any"):
        raise BadCondition(f'expected "fact", "all", "any" or "not", found {word!r}')
    if not isinstance(inner, list | tuple) or not inner:
        raise BadCondition(f'"{word}" takes a list of at least one condition')
    conditions = tuple(parse_condition(part, catalogue, depth + 1) for part in inner)
    return AllOf(conditions) if word == "all" else AnyOf(conditions)


def _parse_leaf(table: Mapping[str, Any], catalogue: Catalogue) -> Leaf:
    name = table["fact"]
    definition = catalogue.get(name) if isinstance(name, str) else None
    if definition is None:
        nearest = catalogue.nearest(str(name))
        raise BadCondition(f"unknown fact {name!r}" + (f"; did you mean {nearest!r}?" if nearest else ""))
    if "unit" in table and table["unit"] != definition.unit:
        raise BadCondition(
            f"unknown unit {table['unit']!r} for {name}; it is measured in {definition.unit!r}"
        )
    words = [word for word in table if word not in ("fact", "unit")]
    if len(words) != 1:
        raise BadCondition(f"{name}: exactly one operator is wanted, found {', '.join(words) or 'none'}")
    operator = OPERATORS.get(words[0])
    if operator is None:
        raise BadCondition(f"{name}: unknown operator {words[0]!r}; the words are {', '.join(OPERATORS)}")
    if definition.kind not in operator.kinds:
        raise BadCondition(f'{name}: "{operator.name}" does not apply to a fact of kind {definition.kind}')
    try:
        operand = operator.read(definition, table[operator.name], catalogue)
    except BadOperand as fault:
        raise BadCondition(f'{name}: "{operator.name}": {fault}') from None
    return Leaf(name, operator.name, operand)


def write_condition(condition: Condition) -> dict[str, Any]:
    """The condition as it stands in a TOML pack; :func:`parse_condition` reads it back to an equal one."""
    match condition:
        case Leaf(fact, operator, operand):
            return {"fact": fact, operator: write_operand(operand)}
        case AllOf(conditions):
            return {"all": [write_condition(part) for part in conditions]}
        case AnyOf(conditions):
            return {"any": [write_condition(part) for part in conditions]}
        case Not(inner):
            return {"not": write_condition(inner)}


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every leaf of a condition, left to right."""
    match condition:
        case Leaf():
            yield condition
        case AllOf(conditions) | AnyOf(conditions):
            for part in conditions:
                yield from leaves(part)
        case Not(inner):
            yield from leaves(inner)


def facts_of(condition: Condition) -> tuple[str, ...]:
    """The names of all facts a condition looks at, in order, each once."""
    names: dict[str, None] = {}
    for leaf in leaves(condition):
        names[leaf.fact] = None
        if isinstance(leaf.operand, OtherFact):
            names[leaf.operand.name] = None
    return tuple(names)
