"""The shipped packs in the language of ``rule-engine``, a general rule library, over the same facts.

A general library knows true and false. So every condition is written twice, as what meets it and as what
fails it; where neither holds it is not known. Facts are handed over as flat names: ``label.name`` becomes
``label_name`` with ``label_name_known``, ``label_name_empty`` and ``label_name_folded`` beside it.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import rule_engine

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import Item
from lopo.standards.assessment import applies_condition
from lopo.standards.conditions.condition import AllOf, AnyOf, Condition, Leaf, Not, facts_of
from lopo.standards.conditions.operators import Day, OtherFact
from lopo.standards.library import Edition

_CONTEXT = rule_engine.Context(regex_flags=re.IGNORECASE)


@dataclass(frozen=True)
class TranslatedRequirement:
    """One requirement as four expressions: it applies, it does not, it is met, it is failed."""

    name: str
    applies: rule_engine.Rule
    exempts: rule_engine.Rule
    meets: rule_engine.Rule
    fails: rule_engine.Rule

    def status(self, facts: Mapping[str, Any]) -> str:
        if self.exempts.matches(facts):
            return "not_applicable"
        if not self.applies.matches(facts):
            return "not_known"
        if self.meets.matches(facts):
            return "met"
        return "not_met" if self.fails.matches(facts) else "not_known"


def translate(edition: Edition) -> list[TranslatedRequirement]:
    """Every requirement of an edition, ready to run."""
    translated = []
    for name, requirement in edition.requirements.items():
        applies = applies_condition(edition, requirement)
        texts = (*_both(applies, edition.on), *_both(requirement.needs, edition.on))
        translated.append(TranslatedRequirement(name, *(rule_engine.Rule(each, _CONTEXT) for each in texts)))
    return translated


def flat(dossier: Dossier, names: Iterable[str]) -> dict[str, Any]:
    """The facts ``names`` of a dossier as the expressions look them up."""
    found: dict[str, Any] = {}
    for name in names:
        fact, symbol = dossier.get(name), _symbol(name)
        found[f"{symbol}_known"] = fact is not None
        found[f"{symbol}_empty"] = fact is not None and fact.is_empty
        found[symbol] = None if fact is None or fact.absent else fact.value
        found[f"{symbol}_folded"] = None if fact is None or fact.absent else _folded(fact)
        if isinstance(found[symbol], tuple):
            del found[symbol]
    return found


def names_looked_at(edition: Edition) -> list[str]:
    """Every fact that an expression looks up."""
    names: dict[str, None] = {}
    for requirement in edition.requirements.values():
        names |= dict.fromkeys(facts_of(applies_condition(edition, requirement)))
        names |= dict.fromkeys(facts_of(requirement.needs))
    return list(names)


def _folded(fact: Fact) -> Any:
    if isinstance(fact.value, tuple):
        return tuple((part.name if isinstance(part, Item) else part).casefold() for part in fact.value)
    return fact.value.casefold() if isinstance(fact.value, str) else None


def _symbol(name: str) -> str:
    return name.replace(".", "_")


def _both(condition: Condition, on: dt.date) -> tuple[str, str]:
    """The condition as what meets it and as what fails it."""
    match condition:
        case Leaf():
            return _leaf(condition, on)
        case Not(inner):
            meets, fails = _both(inner, on)
            return fails, meets
        case AllOf(conditions) | AnyOf(conditions):
            if not conditions:
                return ("true", "false") if isinstance(condition, AllOf) else ("false", "true")
            parts = [_both(part, on) for part in conditions]
            words = (" and ", " or ") if isinstance(condition, AllOf) else (" or ", " and ")
            return (
                f"({words[0].join(meets for meets, _fails in parts)})",
                f"({words[1].join(fails for _meets, fails in parts)})",
            )


def _leaf(leaf: Leaf, on: dt.date) -> tuple[str, str]:
    symbol = _symbol(leaf.fact)
    there = f"({symbol}_known and not {symbol}_empty)"
    nothing = f"({symbol}_known and {symbol}_empty)"
    if leaf.operator == "known":
        return (there, nothing) if leaf.operand else (nothing, there)
    known = f"{symbol}_known"
    if isinstance(leaf.operand, OtherFact):
        known = f"({symbol}_known and {_symbol(leaf.operand.name)} != null)"
    holds = _holds(leaf, symbol, on)
    return f"({known} and not {symbol}_empty and {holds})", f"({known} and ({symbol}_empty or not {holds}))"


def _holds(leaf: Leaf, symbol: str, on: dt.date) -> str:
    operand = leaf.operand
    match leaf.operator:
        case "is" | "same_as":
            return _equal(symbol, operand)
        case "in":
            return f"({' or '.join(_equal(symbol, each) for each in operand)})"
        case "at_least" | "at_most":
            sign = ">=" if leaf.operator == "at_least" else "<="
            other = _symbol(operand.name) if isinstance(operand, OtherFact) else _literal(operand)
            return f"({symbol} {sign} {other})"
        case "after" | "before":
            assert isinstance(operand, Day)
            sign = ">" if leaf.operator == "after" else "<"
            return f"({symbol} {sign} {_literal(operand.resolve(on))})"
        case "matches":
            return f"({symbol} =~ {_quoted(f'(?:{operand.pattern})$')})"
        case "contains":
            return f"({_quoted(operand.casefold())} in {symbol}_folded)"
    raise ValueError(f"{leaf.fact}: {leaf.operator!r} is not translated")


def _equal(symbol: str, operand: Any) -> str:
    if isinstance(operand, OtherFact):
        return f"({symbol} == {_symbol(operand.name)})"
    if isinstance(operand, str):
        return f"({symbol}_folded == {_quoted(operand.casefold())})"
    return f"({symbol} == {_literal(operand)})"


def _literal(operand: bool | int | Decimal | dt.date) -> str:
    if isinstance(operand, bool):
        return "true" if operand else "false"
    if isinstance(operand, dt.date):
        return f'd"{operand.isoformat()}"'
    return f"{operand:f}" if isinstance(operand, Decimal) else str(operand)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
