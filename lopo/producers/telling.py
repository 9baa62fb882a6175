"""Put together what statements and papers say of one product. What was told last counts.

The product's own word goes before that of its business. A paper is told when it is added, and once more when
an officer verifies it. Where somebody later tells another number for that kind of paper, the paper as a whole
counts no more: its dates belong to a number that is no longer true. What no longer counts is kept beside, so
that a page can show it.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier, Fact, Provenance
from lopo.facts.kinds import Refused
from lopo.producers.models import Paper, Product, Statement
from lopo.producers.paper_number import tidy
from lopo.producers.papers import CHECKS, check_number

_PAPER_DATES = ("issued_on", "valid_until")


@dataclass(frozen=True, slots=True)
class Told:
    """What counts, and under ``otherwise`` what was told before and differs, newest last."""

    dossier: Dossier
    otherwise: dict[str, tuple[Fact, ...]] = field(default_factory=dict)


def told_of(product: Product, statements: Sequence[Statement], papers: Sequence[Paper]) -> Told:
    """Everything told about ``product`` in current ``statements`` and in ``papers`` that were not refused."""
    facts = _column_facts(product)
    otherwise: dict[str, tuple[Fact, ...]] = {}
    for paper in papers:
        if _is_overruled(paper, statements):
            otherwise |= {name: (fact,) for name, fact in _paper_facts(paper).items()}
    for telling in _in_order(statements, papers):
        for name, fact in telling.items():
            before = facts.get(name)
            if before is not None and before.value != fact.value:
                otherwise[name] = (*otherwise.get(name, ()), before)
            elif before is not None and _only_says_again(fact, before):
                continue
            facts[name] = fact
    return Told(Dossier(facts), otherwise)


def _in_order(statements: Sequence[Statement], papers: Sequence[Paper]) -> Iterable[dict[str, Fact]]:
    tellings: list[tuple[bool, dt.datetime, dict[str, Fact]]] = [
        (each.product_id is not None, each.recorded_at, _statement_fact(each)) for each in statements
    ]
    tellings += [
        (each.product_id is not None, each.told_at, _paper_facts(each))
        for each in papers
        if not _is_overruled(each, statements)
    ]
    return [facts for _own, _at, facts in sorted(tellings, key=lambda telling: telling[:2])]


def _only_says_again(fact: Fact, before: Fact) -> bool:
    """Whether the owner only repeats what an officer, an inspector or a laboratory has seen."""
    return fact.provenance.said_by == "owner" != before.provenance.said_by


def _is_overruled(paper: Paper, statements: Sequence[Statement]) -> bool:
    """Whether somebody told another number for this kind of paper since."""
    name = f"permit.{paper.kind}.number"
    return any(
        each.fact == name
        and each.product_id == paper.product_id
        and each.recorded_at > paper.told_at
        and not _same_number(paper.kind, str(each.value), paper.number)
        for each in statements
    )


def _same_number(kind: str, one: str, other: str) -> bool:
    return _bare(kind, one) == _bare(kind, other)


def _bare(kind: str, number: str) -> str:
    compact = check_number(kind, number).compact if kind in CHECKS else ""
    return compact or re.sub(r"[^0-9A-Z]", "", tidy(number))


def _column_facts(product: Product) -> dict[str, Fact]:
    business = product.business
    facts = {
        "business.name": Fact(business.name),
        "product.name": Fact(product.name),
        "product.kind": Fact(product.kind),
    }
    if business.kelurahan:
        facts["business.kelurahan"] = Fact(business.kelurahan.name)
    return facts


def _statement_fact(statement: Statement) -> dict[str, Fact]:
    """The fact of a statement; one that the catalogue no longer takes is left out, never a fault."""
    definition = load_catalogue().get(statement.fact)
    if definition is None or definition.is_computed:
        return {}
    evidence = str(statement.evidence) if statement.evidence else ""
    provenance = Provenance(statement.said_by, str(statement.typed_by), statement.said_on, evidence)
    if statement.value == "" and definition.kind != "text":
        return {statement.fact: Fact("", provenance, absent=True)}
    try:
        return {statement.fact: Fact(definition.read(statement.value), provenance)}
    except Refused:
        return {}


def _paper_facts(paper: Paper) -> dict[str, Fact]:
    catalogue = load_catalogue()
    provenance = Provenance(
        said_by="officer" if paper.verified_at else "owner",
        who=str(paper.verified_by or paper.typed_by),
        on=timezone.localdate(paper.told_at),
        evidence=str(paper.evidence) if paper.evidence else "",
    )
    values = {"held": True, "number": paper.number, **{key: getattr(paper, key) for key in _PAPER_DATES}}
    if paper.kind == "brand":
        # Only a registered mark runs for a term; a number alone is that of the filing.
        values["status"] = "registered" if paper.valid_until else "filed"
    facts = {}
    for key, value in values.items():
        name = f"permit.{paper.kind}.{key}"
        if value not in (None, "") and name in catalogue and not catalogue[name].is_computed:
            facts[name] = Fact(value, provenance)
    return facts
