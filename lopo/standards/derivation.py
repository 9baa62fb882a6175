"""Everything that can be worked out about a product, worked out, before it is held against the standards."""

import datetime as dt
from collections.abc import Callable

import lopo.costing.facts
import lopo.labels.facts
import lopo.nutrition.facts
import lopo.producers.facts
import lopo.quality.facts
from lopo.facts.dossier import Dossier, Fact

Derive = Callable[[Dossier, dt.date], dict[str, Fact]]

DERIVATIONS: tuple[Derive, ...] = (
    lopo.producers.facts.derive,
    lopo.quality.facts.derive,
    lopo.costing.facts.derive,
    lopo.nutrition.facts.derive,
    lopo.labels.facts.derive,
)
"""The packages in the order in which they work; each sees what the earlier ones found."""

OFFERS: frozenset[str] = (
    lopo.producers.facts.OFFERS
    | lopo.quality.facts.OFFERS
    | lopo.costing.facts.OFFERS
    | lopo.nutrition.facts.OFFERS
    | lopo.labels.facts.OFFERS
)
"""The name of every fact that some package can work out."""

OUTRANKS_COMPUTED = frozenset({"inspector", "laboratory"})
"""Whose word about a fact stands against what we worked out: they looked or measured."""


def complete(dossier: Dossier, on: dt.date) -> Dossier:
    """The dossier with all that can be worked out from it on the day ``on``.

    A fact worked out replaces what the owner or an officer stated, but not what an inspector or a laboratory
    stated. What was worked out on an earlier day is forgotten first, so that nothing stale stays.
    """
    known = dossier.without(
        name for name, fact in dossier.items() if name in OFFERS and fact.provenance.said_by == "computed"
    )
    before: Dossier | None = None
    while before is None or dict(known) != dict(before):
        before, known = known, _one_round(known, on)
    return known


def _one_round(known: Dossier, on: dt.date) -> Dossier:
    """Every package once, in order. A second round lets a lower one use what a higher one found."""
    for derive in DERIVATIONS:
        found = derive(known, on)
        known = known.with_facts({name: fact for name, fact in found.items() if not _stands(known, name)})
    return known


def _stands(known: Dossier, name: str) -> bool:
    return name in known and known[name].provenance.said_by in OUTRANKS_COMPUTED
