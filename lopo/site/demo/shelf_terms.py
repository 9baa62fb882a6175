"""What the shops of the demo city ask and promise: their terms, and the gate each holds products against."""

import datetime as dt

from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.facts.catalogue import load_catalogue
from lopo.facts.text import Text
from lopo.retail.models import RetailerGate, RetailTerms
from lopo.site.demo.shelf_plan import GatePlan, TermsPlan
from lopo.standards.books.gate_standings import settle, unsettled
from lopo.standards.books.own_gate import (
    begin_gate,
    new_demand_id,
    pack_of,
    publish,
    save_draft,
    shipped_names,
    with_demand,
)
from lopo.standards.house_library import edition_on
from lopo.standards.library import load_library
from lopo.standards.own_gates.composing import asked, compose
from lopo.standards.requirement import Requirement

_LONG = 3600.0
"""Seconds: the demo brings every product up to date at once."""


def publish_terms(plan: TermsPlan, retailer: Organisation, buyer: Person, day: dt.date) -> None:
    """Terms that hold from ``day``, and the gate that the shop has said."""
    RetailTerms.objects.create(
        retailer=retailer,
        valid_from=day,
        made_by=buyer,
        published_by=buyer,
        published_at=timezone.now(),
        **plan.agreed,
    )
    if plan.gate is None:
        return
    if plan.gate.demands:
        _publish_gate(plan.gate, retailer, buyer, day)
    else:
        RetailerGate.objects.create(retailer=retailer, gate=plan.gate.like, said_by=buyer)


def _publish_gate(plan: GatePlan, retailer: Organisation, buyer: Person, day: dt.date) -> None:
    """A gate of its own: what another asks, and demands as its editor composes them."""
    known = (*shipped_names(edition_on(day), plan.like), *plan.more)
    draft = begin_gate(retailer, (Text(*plan.title), Text(*plan.about)), "swalayan", plan.kinds, known, buyer)
    catalogue, steps = load_catalogue(), load_library().steps
    for fact, word, value, step in plan.demands:
        needs = compose(fact, word, [value], catalogue)
        pack = pack_of(draft)
        demand = Requirement(
            id=new_demand_id(pack, fact),
            standard=draft.gate.code,
            clause=plan.title[0],
            severity="major",
            confidence="corroborated",
            source=retailer.name,
            asks=asked(needs, catalogue) or Text(*plan.about),
            why=Text(*plan.about),
            needs=needs,
            step=steps[step],
        )
        save_draft(draft, with_demand(pack, demand, Text.same(retailer.name)), draft.revision, buyer)
    publish(draft, draft.revision, day, buyer, day)


def settle_gates(on: dt.date) -> None:
    """Bring what is remembered of every product up to date with the gates that were published."""
    for edition in unsettled(on):
        settle(edition, on, _LONG)
