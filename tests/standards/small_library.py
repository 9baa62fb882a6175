"""Made-up packs in a few words: a step, a demand, a gate, a ladder, put together into a library."""

import datetime as dt
from dataclasses import replace

from lopo.facts.catalogue import Catalogue, read_definitions
from lopo.facts.dossier import Dossier, Fact
from lopo.facts.text import Text
from lopo.standards.assessment import assess
from lopo.standards.conditions.condition import ALWAYS, parse_condition
from lopo.standards.library import Library
from lopo.standards.plan import make_plan
from lopo.standards.requirement import RUNGS, Gate, Ladder, Requirement, Standard, Step

ON = dt.date(2026, 11, 23)
FACTS = tuple("abcdefgh")


def _both(text):
    return {"id": f"{text} (id)", "en": text}


CATALOGUE = Catalogue(
    read_definitions(
        "tests",
        {f"x.{name}": {"kind": "yes_no", "title": _both(name), "asks": _both(f"{name}?")} for name in FACTS}
        | {
            "x.kind": {"kind": "text", "title": _both("kind"), "asks": _both("kind?")},
            "x.worked_out": {
                "kind": "yes_no",
                "title": _both("worked out"),
                "computed_by": "tests",
                "computed_from": ["x.g", "x.h"],
            },
        },
    )
)


def text(words):
    return Text(f"{words} (id)", words)


def step(id, cost=0, days=0, after=()):
    """A step; ``after`` names demands of the pack ``law`` by their last letter."""
    return Step(id, text(id), text(f"how to {id}"), cost, "a source", days, "a source", names(after))


def names(letters):
    return tuple(letter if "/" in letter else f"law/{letter}" for letter in letters)


def condition(table):
    return ALWAYS if table is None else parse_condition(table, CATALOGUE)


def demand(id, mended_by=None, needs=None, applies=None, severity="major", standard="law", **dates):
    """A demand that the fact of its own name is yes, unless ``needs`` says otherwise."""
    return Requirement(
        id=id,
        standard=standard,
        clause=f"art. {id}",
        severity=severity,
        confidence="law-read",
        source="a law",
        asks=text(f"{id} is asked"),
        why=text(f"why {id}"),
        needs=condition(needs or {"fact": f"x.{id}", "is": True}),
        step=mended_by or step(f"do-{id}"),
        applies=condition(applies),
        **dates,
    )


def standard(*demands, id="law", version="1", applies=None, **dates):
    return Standard(
        id=id,
        version=version,
        title=text(id),
        authority="BPOM",
        source="a law",
        rung="taman",
        requirements=tuple(replace(each, standard=id) for each in demands),
        applies=condition(applies),
        **dates,
    )


def gate(id, asks, rung="taman", kind="buyer", applies=None):
    return Gate(id, text(id), kind, rung, names(asks), text(f"about {id}"), condition(applies))


def ladder(asks, id="food", applies=None):
    """A ladder whose rungs ask what stands in ``asks``, lowest first; rungs left over ask the last again."""
    filled = [*asks, *[asks[-1]] * (len(RUNGS) - len(asks))]
    rungs = tuple(gate(f"{id}-{rung}", each, rung, "rung") for rung, each in zip(RUNGS, filled, strict=True))
    return Ladder(id, text(id), condition(applies), rungs)


def library(standards, rungs=("a",), gates=(), ladders=()):
    return Library(CATALOGUE, tuple(standards), tuple(gates), tuple(ladders) or (ladder(rungs),), {})


def known(**facts):
    """A dossier of the facts ``x.<name>``."""
    return Dossier({f"x.{name}": Fact(value) for name, value in facts.items()})


def assessed(demands, rungs=("a",), gates=(), on=ON, **facts):
    """The assessment of ``facts`` by one law of ``demands``."""
    return assess(known(**facts), library([standard(*demands)], rungs, gates).edition(on))


def planned(demands, rungs=("a",), gates=(), to=None, **facts):
    return make_plan(assessed(demands, rungs, gates, **facts), to)


def order(plan):
    """The ids of a plan's steps, first to last."""
    return [each.step.id for each in plan.steps]
