"""The shops that can be applied to: their terms in force, and the gate each holds products against."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lopo.accounts.models import Organisation, Person
from lopo.accounts.roles import Kind
from lopo.facts.kinds import Refused
from lopo.facts.text import Text, joined
from lopo.retail.models import RetailerGate, RetailTerms
from lopo.standards import library as shipped
from lopo.standards.assessment import Assessment, GateStanding
from lopo.standards.house_library import edition_on
from lopo.standards.models import OwnGate
from lopo.standards.requirement import Gate

SHIPPED = ("minimarket", "ntt-mart")
"""Gates that count for a shop that has said none: the first that is for the product."""
SHOP_KINDS = ("buyer", "gallery")


@dataclass(frozen=True, slots=True)
class Door:
    """One shop and the way into it: of its gates the first that is for a product counts.

    ``said`` is false while the shop has named none.
    """

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
        Door(each.retailer, each, gates.get(id, SHIPPED), said=id in gates) for id, each in newest.items()
    ]


def gates_of(retailers: Collection[int], on: dt.date) -> dict[int, tuple[str, ...]]:
    """The gates of each retailer that has said any: its own that hold on ``on``, newest first, then the
    shipped one it chose, which is for products that none of its own is for; three queries.
    """
    holding = edition_on(on).gates
    found: dict[int, list[str]] = defaultdict(list)
    own = OwnGate.objects.filter(owner__in=retailers).order_by("-pk").values_list("owner", "code")
    chosen = RetailerGate.objects.filter(retailer__in=retailers).values_list("retailer", "gate")
    for retailer, gate in (*own, *chosen):
        if gate in holding and gate not in found[retailer]:
            found[retailer].append(gate)
    return {retailer: tuple(gates) for retailer, gates in found.items() if gates}


def say_gates_left(gate: OwnGate, on: dt.date) -> Text | None:
    """What a shop holds products against once its own ``gate`` is withdrawn; nothing for who is no shop."""
    if gate.owner.kind != Kind.RETAILER:
        return None
    holding = edition_on(on).gates
    left = [code for code in gates_of([gate.owner_id], on).get(gate.owner_id, ()) if code != gate.code]
    said = Text(
        "Sesudah ditarik, produk dinilai dengan: {gates}.",
        "Once it is withdrawn, products are held against: {gates}.",
    )
    if not left:
        said = Text(
            "Sesudah ditarik, toko belum menyebut gerbang lain. Yang dihitung ialah yang lazim: {gates}.",
            "Once it is withdrawn, the shop names no other gate. What is usual then counts: {gates}.",
        )
    titles = [holding[code].title for code in left or SHIPPED if code in holding]
    return said.filled(gates=joined(titles, Text.same(", ")))


def gates_to_choose(on: dt.date) -> dict[str, Gate]:
    """The gates that ship and are a shop's: markets abroad and procurement are none."""
    return {id: gate for id, gate in shipped.edition_on(on).gates.items() if gate.kind in SHOP_KINDS}


def chosen_gate(retailer: Organisation) -> str:
    """The shipped gate that a retailer chose; empty while it chose none."""
    return RetailerGate.objects.filter(retailer=retailer).values_list("gate", flat=True).first() or ""


def choose_gate(retailer: Organisation, gate: str, by: Person, on: dt.date) -> None:
    """Hold products against the shipped ``gate``; against none chosen where it is empty.

    Applications that are under way keep the gate under which they were made. Raises :class:`Refused`.
    """
    if not gate:
        RetailerGate.objects.filter(retailer=retailer).delete()
        return
    if gate not in gates_to_choose(on):
        raise Refused(Text("Pilih gerbang dari daftar.", "Choose a gate from the list."))
    RetailerGate.objects.update_or_create(retailer=retailer, defaults={"gate": gate, "said_by": by})
