"""A demand composed by somebody who writes no code: a fact, a word, a value; and back into the form.

>>> from lopo.facts.catalogue import load_catalogue
>>> catalogue = load_catalogue()
>>> needs = compose("quality.shelf_life_days", "at_least", ["180"], catalogue)
>>> needs
Leaf(fact='quality.shelf_life_days', operator='at_least', operand=Decimal('180'))
>>> decompose(needs, catalogue)
Composed(fact='quality.shelf_life_days', word='at_least', values=('180',))
>>> asked(needs, catalogue).en
'Shelf life: at least 180 days.'

The words stand in ``words.toml``; each is an operator of the closed vocabulary or its opposite. Patterns,
comparisons of two facts and nested conditions are for packs written as TOML: such a demand is shown and kept,
and cannot be changed in the form.
"""

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts import wording
from lopo.facts.catalogue import Catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.figures import say_number
from lopo.facts.kinds import LISTS, NUMBERS, Refused, read_date, read_text, read_whole
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.standards.conditions.condition import BadCondition, Condition, Leaf, Not, parse_condition
from lopo.standards.conditions.operators import OPERATORS, Day, write_operand

MOST_DAYS = 36_500
MOST_VALUES = 50


@dataclass(frozen=True, slots=True)
class Word:
    """One choice of the form. ``takes``: nothing, value, values, part, day, ahead or ago (whole days)."""

    key: str
    operator: str
    negated: bool
    takes: str
    title: Text
    asks: Text


@dataclass(frozen=True, slots=True)
class Composed:
    """What stands in the form: the fact, the key of the word, and what was typed beside it."""

    fact: str
    word: str
    values: tuple[str, ...] = ()


@functools.cache
def words() -> Mapping[str, Word]:
    """The words by key, in the order of the form."""
    return {
        key: Word(
            key,
            table["operator"],
            table.get("negated", False),
            table["takes"],
            Text.from_table(table["title"], key),
            Text.from_table(table["asks"], key),
        )
        for key, table in read_toml("lopo.standards.own_gates", "words.toml").items()
    }


def words_for(definition: FactDefinition) -> tuple[Word, ...]:
    """The words that fit the kind of a fact. What is yes or no is asked to be one of them."""
    fitting = (each for each in words().values() if definition.kind in OPERATORS[each.operator].kinds)
    if definition.kind == "yes_no":
        return tuple(each for each in fitting if each.key in ("is", "known"))
    if definition.kind in NUMBERS | {"date"}:
        return tuple(each for each in fitting if each.takes != "values" and each.operator != "is")
    if definition.kind == "choice":
        return tuple(each for each in fitting if each.takes != "part")
    return tuple(fitting)


def compose(fact: str, word: str, values: Sequence[str], catalogue: Catalogue) -> Condition:
    """The condition that was composed, read by the parser of packs.

    ``values`` as they were typed; one unless the word takes several. Raises :class:`Refused` with a sentence.
    """
    definition = catalogue.get(fact)
    if definition is None:
        raise Refused(Text("Pilih dulu apa yang diminta.", "Choose first what is asked about."))
    chosen = words().get(word)
    if chosen is None or chosen not in words_for(definition):
        raise Refused(Text("Pilih kata yang cocok untuk ini.", "Choose a word that fits it."))
    leaf = {"fact": fact, chosen.operator: _operand(definition, chosen, values)}
    try:
        return parse_condition({"not": leaf} if chosen.negated else leaf, catalogue)
    except BadCondition as fault:
        raise Refused(Text(f"Ini belum bisa dipakai: {fault}", f"This cannot be used: {fault}")) from None


def _operand(definition: FactDefinition, word: Word, values: Sequence[str]) -> Any:
    typed = [each.strip() for each in values if each.strip()]
    if word.takes == "nothing":
        return word.key != "absent"
    if not typed:
        raise Refused(Text("Isi nilainya.", "Fill in the value."))
    if len(typed) > (MOST_VALUES if word.takes == "values" else 1):
        raise Refused(
            Text("Paling banyak {most} nilai di sini.", "At most {most} values here.").filled(
                most=say_number(MOST_VALUES if word.takes == "values" else 1)
            )
        )
    if word.takes == "values":
        return [definition.read(each) for each in typed]
    if word.takes == "part":
        return _part(definition, typed[0])
    if word.takes == "day":
        return read_date(typed[0])
    if word.takes in ("ahead", "ago"):
        days = read_whole(typed[0])
        if not 0 <= days <= MOST_DAYS:
            raise Refused(Text("Tulis 0 sampai 36.500 hari.", "Write 0 to 36,500 days."))
        return {"today": days if word.takes == "ahead" else -days}
    return definition.read(typed[0])


def _part(definition: FactDefinition, typed: str) -> str:
    part = read_text(typed)
    if definition.choices and part not in definition.choices:
        raise Refused(Text("Pilih salah satu dari daftar.", "Choose one of the list."))
    return part


def decompose(condition: Condition, catalogue: Catalogue) -> Composed | None:
    """What stood in the form; nothing where the form could not have made it."""
    composed = _taken_apart(condition)
    try:
        made = composed and compose(composed.fact, composed.word, composed.values, catalogue)
    except Refused:
        return None
    return composed if made == condition else None


def _taken_apart(condition: Condition) -> Composed | None:
    negated = isinstance(condition, Not)
    leaf = condition.condition if isinstance(condition, Not) else condition
    if not isinstance(leaf, Leaf):
        return None
    for word in words().values():
        if word.operator == leaf.operator and word.negated == negated:
            values = _values(word, leaf.operand)
            if values is not None:
                return Composed(leaf.fact, word.key, values)
    return None


def _values(word: Word, operand: Any) -> tuple[str, ...] | None:
    """What is typed beside the word for this operand; nothing where this word does not take it."""
    if word.takes == "nothing":
        return () if operand is (word.key != "absent") else None
    if isinstance(operand, Day):
        if operand.date is not None:
            return (operand.date.isoformat(),) if word.takes == "day" else None
        if word.takes == "ahead" and operand.days >= 0:
            return (str(operand.days),)
        return (str(-operand.days),) if word.takes == "ago" and operand.days < 0 else None
    if isinstance(operand, tuple):
        return tuple(_typed(each) for each in operand) if word.takes == "values" else None
    if word.takes in ("value", "part") and isinstance(operand, bool | int | Decimal | str | dt.date):
        return (_typed(operand),)
    return None


def _typed(value: Any) -> str:
    plain = write_operand(value)
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, dt.date):
        return plain.isoformat()
    if isinstance(plain, Decimal):
        return f"{plain:f}"
    return str(plain)


def asked(condition: Condition, catalogue: Catalogue) -> Text | None:
    """The words with which a composed demand asks, to begin with; nothing for one the form cannot make."""
    composed = decompose(condition, catalogue)
    leaf = condition.condition if isinstance(condition, Not) else condition
    if composed is None or not isinstance(leaf, Leaf):
        return None
    definition, word = catalogue[composed.fact], words()[composed.word]
    return word.asks.filled(title=definition.title, wanted=_wanted(definition, leaf.operand))


def _wanted(definition: FactDefinition, operand: Any) -> Text:
    if isinstance(operand, bool) and definition.kind != "yes_no":
        return Text.same("")  # the word says it all
    if isinstance(operand, Day):
        return wording.say_date(operand.date) if operand.date else say_number(abs(operand.days))
    if isinstance(operand, tuple):
        parts = [wording.say(definition, each) for each in operand]
        return Text(", ".join(each.id for each in parts), ", ".join(each.en for each in parts))
    if definition.kind in NUMBERS:
        if definition.kind == "rupiah":
            return wording.say_rupiah(int(operand))
        return wording.with_unit(wording.say_number(operand), definition.unit)
    if definition.kind in LISTS:
        return definition.choices.get(operand, Text.same(str(operand)))
    return wording.say(definition, operand)
