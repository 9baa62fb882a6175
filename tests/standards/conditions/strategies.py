"""Hypothesis strategies: a small catalogue, dossiers about it, and every condition that can be said of it."""

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from lopo.facts.catalogue import Catalogue, read_definitions
from lopo.facts.dossier import Dossier, Fact
from lopo.facts.text import Text
from lopo.standards.conditions.condition import AllOf, AnyOf, Condition, Leaf, Not
from lopo.standards.conditions.operators import OPERATORS, Day, OtherFact, Shape

TODAY = dt.date(2026, 11, 23)


def _both(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


CATALOGUE = Catalogue(
    read_definitions(
        "tests",
        {
            "quality.shelf_life_days": {"kind": "whole", "unit": "days", "title": _both("shelf life")},
            "quality.studied_days": {"kind": "whole", "unit": "days", "title": _both("life studied")},
            "label.net_quantity": {"kind": "decimal", "unit": "g", "title": _both("net quantity")},
            "permit.held": {"kind": "yes_no", "title": _both("permit")},
            "permit.valid_until": {"kind": "date", "title": _both("valid until")},
            "label.name": {"kind": "text", "title": _both("name")},
            "label.unit": {
                "kind": "choice",
                "title": _both("unit"),
                "choices": {"g": _both("gram"), "kg": _both("kilogram"), "ml": _both("millilitre")},
            },
            "product.liquid": {"kind": "yes_no", "given": True, "title": _both("liquid")},
            "label.claims": {"kind": "list", "title": _both("claims")},
        },
    )
)

days = st.dates(dt.date(2020, 1, 1), dt.date(2032, 12, 31))
words = st.sampled_from(["keripik", "rendah gula", "sambal lu'at", "madu", "100 % alami"])
numbers = st.decimals(Decimal(0), Decimal(5000), places=2).map(lambda number: number.normalize() + 0)

VALUES = {
    "whole": st.integers(0, 2000),
    "decimal": numbers,
    "yes_no": st.booleans(),
    "date": days,
    "text": st.one_of(st.just(""), words),
    "choice": st.sampled_from(["g", "kg", "ml"]),
    "list": st.lists(words, max_size=3).map(tuple),
}


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """A dossier in which each fact is known or not."""
    facts = {}
    for definition in CATALOGUE.values():
        if draw(st.booleans()):
            facts[definition.name] = Fact(draw(VALUES[definition.kind]))
    return Dossier(facts)


def _operands(name: str, operator: str) -> st.SearchStrategy[object]:
    kind = CATALOGUE[name].kind
    if operator == "known":
        return st.booleans()
    if operator in ("is", "in"):
        value = VALUES[kind].filter(lambda each: each != "")
        return value if operator == "is" else st.lists(value, min_size=1, max_size=3).map(tuple)
    if operator in ("at_least", "at_most"):
        plain = st.integers(0, 2000).map(Decimal) if kind == "whole" else numbers
        others = {"quality.shelf_life_days": "quality.studied_days"}
        return st.one_of(plain, st.just(OtherFact(others.get(name, name))))
    if operator == "matches":
        says = st.none() | st.just(Text("huruf kecil", "small letters"))
        return st.builds(Shape, st.sampled_from(["[a-z ]+", "kg?", ".*madu.*"]), says)
    if operator == "contains":
        return words if kind != "choice" else st.sampled_from(["g", "kg"])
    if operator in ("after", "before"):
        return st.one_of(
            days.map(lambda day: Day(date=day)), st.integers(-400, 400).map(lambda n: Day(days=n))
        )
    return st.just(OtherFact(name))


@st.composite
def leaves(draw: st.DrawFn) -> Leaf:
    """Any fact with any operator that applies to it."""
    name = draw(st.sampled_from(list(CATALOGUE)))
    fitting = [each.name for each in OPERATORS.values() if CATALOGUE[name].kind in each.kinds]
    operator = draw(st.sampled_from(fitting))
    return Leaf(name, operator, draw(_operands(name, operator)))


def conditions() -> st.SearchStrategy[Condition]:
    """Any condition, up to a few levels deep."""
    return st.recursive(
        leaves(),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            inner.map(Not),
        ),
        max_leaves=6,
    )
