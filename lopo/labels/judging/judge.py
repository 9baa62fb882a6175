"""Judge a label that exists: each element right, wrong, missing or not known, and what to print instead.

What each element must be is asked by the standards (:mod:`lopo.labels.demands`); the elements, their order
and the sentences are in ``judging.toml``.
"""

import functools
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lopo.facts import wording
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier, Fact
from lopo.facts.text import Text, joined
from lopo.labels.demands import NOT_KNOWN, NOT_MET, Demand, Held
from lopo.labels.judging.wanted import judging_tables, wanted_words

RIGHT, WRONG, MISSING, UNKNOWN = "right", "wrong", "missing", "unknown"
FRONT, BACK = "front", "back"

NOT_THERE = Text("tidak ada di label", "not on the label")


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a label: on which panel the eye looks for it, the facts to ask, the demands that judge it."""

    id: str
    panel: str
    title: Text
    facts: tuple[str, ...]
    asked_by: tuple[str, ...] = ()
    only: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    says: tuple[Text, ...] = ()

    def concerns(self, dossier: Dossier) -> bool:
        return all(dossier.value(name) in values for name, values in self.only.items())


@dataclass(frozen=True, slots=True)
class Verdict:
    """One element judged.

    ``found`` is what stands on the label, in words. ``say_instead`` says what to print where it is wrong or
    missing. ``faults`` are the demands that are not met; ``waits_for`` the facts, not of the label, that a
    verdict still needs. Only advice is at stake where ``is_advice``.
    """

    element: Element
    state: str
    found: Text
    say_instead: Text | None = None
    clause: str = ""
    faults: tuple[Demand, ...] = ()
    waits_for: tuple[str, ...] = ()

    @property
    def is_fault(self) -> bool:
        """Whether something on the label has to be mended."""
        return self.state in (WRONG, MISSING) and not self.is_advice

    @property
    def is_advice(self) -> bool:
        return bool(self.faults) and not any(each.mandatory for each in self.faults)


@functools.cache
def label_elements() -> tuple[Element, ...]:
    """The elements in the order in which the eye reads a label."""
    return tuple(_element(row) for row in judging_tables()["element"])


def _element(row: Mapping[str, Any]) -> Element:
    place = f"judging.toml: {row['id']}"
    return Element(
        id=row["id"],
        panel=row["panel"],
        title=Text.from_table(row["title"], place),
        facts=tuple(row["facts"]),
        asked_by=tuple(row.get("asked_by", ())),
        only={name: tuple(values) for name, values in row.get("only", {}).items()},
        says=tuple(Text.from_table(each, place) for each in row.get("says", ())),
    )


def always_there() -> frozenset[str]:
    """The questions to which "not on the label" is no answer: every label has letters and a language."""
    return frozenset(judging_tables()["always_there"])


def demand_names() -> tuple[str, ...]:
    """The demands that judge some element."""
    return tuple(dict.fromkeys(name for element in label_elements() for name in element.asked_by))


def judge_label(held: Held) -> tuple[Verdict, ...]:
    """A verdict on each element that is asked of the product, in the order of the label."""
    asked = [
        element
        for element in label_elements()
        if element.concerns(held.dossier)
        and (_demands(element, held) or _only_to_be_known(element, held.dossier))
    ]
    on_label = frozenset(questions_of_elements(asked))
    return tuple(_verdict(element, _demands(element, held), held.dossier, on_label) for element in asked)


def _demands(element: Element, held: Held) -> tuple[Demand, ...]:
    return tuple(held.demands[name] for name in element.asked_by if name in held.demands)


def _only_to_be_known(element: Element, dossier: Dossier) -> bool:
    return not element.asked_by and any(fact not in dossier for fact in element.facts)


def questions_of(verdicts: Iterable[Verdict]) -> tuple[str, ...]:
    """The facts to ask, each once, in the order of the label."""
    return questions_of_elements(each.element for each in verdicts)


def questions_of_elements(elements: Iterable[Element]) -> tuple[str, ...]:
    """The facts that the elements ask, each once, in their order."""
    return tuple(dict.fromkeys(fact for each in elements for fact in each.facts))


def _verdict(
    element: Element, demands: tuple[Demand, ...], dossier: Dossier, on_label: frozenset[str]
) -> Verdict:
    broken = tuple(each for each in demands if each.state == NOT_MET)
    faults = tuple(each for each in broken if each.mandatory) or broken
    open_ = tuple(each for each in demands if each.state == NOT_KNOWN)
    state = _state(element, faults, bool(open_) or not demands, dossier)
    waits = dict.fromkeys(name for each in open_ for name in each.missing if name not in on_label)
    return Verdict(
        element=element,
        state=state,
        found=_found(element, dossier),
        say_instead=_say_instead(element, faults, dossier) if faults else None,
        clause=_clauses(faults or demands),
        faults=faults,
        waits_for=tuple(waits) if state == UNKNOWN else (),
    )


def _clauses(demands: Iterable[Demand]) -> str:
    parts = (part.strip() for each in demands for part in each.clause.split(";"))
    return "; ".join(dict.fromkeys(parts))


def _state(element: Element, faults: tuple[Demand, ...], is_open: bool, dossier: Dossier) -> str:
    if faults:
        told = [dossier[name] for name in element.facts if name in dossier]
        return MISSING if told and all(_is_nothing(fact) for fact in told) else WRONG
    return UNKNOWN if is_open else RIGHT


def _is_nothing(fact: Fact) -> bool:
    return fact.is_empty or fact.value is False


def _found(element: Element, dossier: Dossier) -> Text:
    told = {name: dossier[name] for name in element.facts if name in dossier}
    if not told:
        return wording.NOT_KNOWN
    words = [_say(name, fact) for name, fact in told.items() if not _is_nothing(fact)]
    separator = Text.same(" " if element.id == "net" else ", ")
    return joined(words, separator) if words else NOT_THERE


def _say(name: str, fact: Fact) -> Text:
    definition = load_catalogue()[name]
    return definition.title if fact.value is True else wording.say(definition, fact.value)


def _say_instead(element: Element, faults: tuple[Demand, ...], dossier: Dossier) -> Text:
    """The first sentence of which every place is known; else what the demands ask, in their own words."""
    for sentence in element.says:
        filling = {place: wanted_words(place, dossier) for place in places_in(sentence)}
        if None not in filling.values():
            return sentence.filled(**{place: words or "" for place, words in filling.items()})
    return joined([each.asks for each in faults], Text.same(" "))


def places_in(sentence: Text) -> frozenset[str]:
    """The ``{places}`` of a sentence, in either language."""
    parts = (*string.Formatter().parse(sentence.id), *string.Formatter().parse(sentence.en))
    return frozenset(name for _text, name, _form, _turned in parts if name)
