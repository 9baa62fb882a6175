"""The shops that can be applied to: their terms in force, and the gate each holds products against."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lopo.accounts.models import Organisation
from lopo.retail.models import RetailerGate, RetailTerms
from lopo.standards.assessment import Assessment, GateStanding
from lopo.standards.house_library import edition_on
from lopo.standards.models import OwnGate

SHIPPED = ("minimarket", "ntt-mart")
"""Gates that count for a shop that has said none: the first that is for the product."""


@dataclass(frozen=True, slots=True)
class Door:
    """One shop and the way into it. ``said`` is false while the shop has named no gate of its own."""

    retailer: Organisation
    terms: RetailTerms
    gates: tuple[str, ...]
    said: bool

    def standing(self, assessment: Assessment) -> GateStanding | None:
        """Where a product stands before this shop; nothing where its gate is not for such a product."""
        found = (assessment.standing(gate) for gate in self.gates)
        return next((each for each in found if each is not None), None)


def doors(on: dt.date) -> list[Door]:
    """Every shop with published terms in force on ``on``, by name; three queries."""
    return _doors(list(_terms(on).order_by("retailer__name", "retailer", "-valid_from", "-pk")), on)


def door_of(retailer: Organisation | int, on: dt.date) -> Door | None:
    """One shop; nothing while it has no terms in force."""
    found = _doors(list(_terms(on).filter(retailer=retailer).order_by("-valid_from", "-pk")[:1]), on)
    return found[0] if found else None


def _terms(on: dt.date):  # type: ignore[no-untyped-def]
    published = RetailTerms.objects.filter(published_at__isnull=False, valid_from__lte=on)
    return published.select_related("retailer")


def _doors(terms: Sequence[RetailTerms], on: dt.date) -> list[Door]:
    newest: dict[int, RetailTerms] = {}
    for each in terms:
        newest.setdefault(each.retailer_id, each)
    gates = gates_of(newest, on)
    return [
        Door(each.retailer, each, (gates[id],) if id in gates else SHIPPED, id in gates)
        for id, each in newest.items()
    ]


def gates_of(retailers: Collection[int], on: dt.date) -> dict[int, str]:
    """The gate that each retailer has said: one of its own that holds on ``on``, else one it chose."""
    chosen = RetailerGate.objects.filter(retailer__in=retailers).values_list("retailer", "gate")
    own = OwnGate.objects.filter(owner__in=retailers).order_by("pk").values_list("owner", "code")
    holding = edition_on(on).gates
    found = {retailer: gate for retailer, gate in chosen if gate in holding}
    return found | {owner: code for owner, code in own if code in holding}
