"""A gate of a shop for tests: two known demands, and demands of its own as the form composes them."""

import datetime as dt

from lopo.accounts.models import Organisation, Person
from lopo.accounts.roles import Kind, Role
from lopo.facts.catalogue import load_catalogue
from lopo.facts.text import Text
from lopo.standards.books.own_gate import (
    begin_draft,
    begin_gate,
    new_demand_id,
    pack_of,
    publish,
    save_draft,
    with_demand,
)
from lopo.standards.library import load_library
from lopo.standards.models import GateEdition, OwnGate
from lopo.standards.own_gates.composing import asked, compose
from lopo.standards.requirement import Requirement
from tests.accounts.factories import a_person, an_organisation

TODAY = dt.date(2026, 11, 23)
ASKED = ("nib/nib-held", "bpom-label/label-name")


def a_buyer(name: str = "Toko Flobamora") -> Person:
    return a_person(Role.BUYER, an_organisation(Kind.RETAILER, name))


def a_draft(by: Person, asks: tuple[str, ...] = ASKED, owner: Organisation | None = None) -> GateEdition:
    """A new gate with its first draft."""
    shop = owner or by.memberships.get().organisation
    head = (Text.same(shop.name), Text(f"Yang diminta {shop.name}.", f"What {shop.name} asks."))
    return begin_gate(shop, head, "swalayan", ["food", "drink"], asks, by)


def a_demand(draft: GateEdition, fact: str, word: str, *values: str, severity: str = "major") -> Requirement:
    """A demand as the form makes it."""
    catalogue, steps = load_catalogue(), load_library().steps
    needs = compose(fact, word, values, catalogue)
    pack = pack_of(draft)
    return Requirement(
        id=new_demand_id(pack, fact),
        standard=draft.gate.code,
        clause="1",
        severity=severity,
        confidence="law-read",
        source=draft.gate.owner.name,
        asks=asked(needs, catalogue),
        why=Text("Diminta toko.", "The shop asks."),
        needs=needs,
        step=next(iter(steps.values())),
    )


def ask(draft: GateEdition, by: Person, fact: str, word: str, *values: str) -> GateEdition:
    """Add a demand of its own to a draft."""
    pack = with_demand(pack_of(draft), a_demand(draft, fact, word, *values), Text.same("Toko"))
    save_draft(draft, pack, draft.revision, by)
    return draft


def a_published(by: Person, day: dt.date = TODAY, *demands: tuple[str, ...]) -> GateEdition:
    """A gate with one edition that holds from ``day``."""
    draft = a_draft(by)
    for demand in demands:
        ask(draft, by, *demand)
    publish(draft, draft.revision, day, by, day)
    return draft


def next_draft(gate: OwnGate, by: Person) -> GateEdition:
    return begin_draft(gate, by)
