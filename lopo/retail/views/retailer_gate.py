"""Which gate a shop holds products against: its own first, then the shipped one that it chooses here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.producers.forms import KIND_TITLES, language
from lopo.retail.books.retailer import SHIPPED, choose_gate, chosen_gate, gates_of, gates_to_choose
from lopo.retail.views.retailer import gate_rows, own_retailer
from lopo.standards.conditions.condition import Leaf
from lopo.standards.library import edition_on
from lopo.standards.requirement import Gate
from lopo.standards.standings import today


@permitted("standards.edit")
def choose(request: PermittedRequest, retailer_id: int) -> HttpResponse:
    """Choose a gate that is there already; what the shop wrote itself stands above and goes first."""
    retailer = own_retailer(request, retailer_id)
    picked = request.POST.get("gate", "") if request.method == "POST" else chosen_gate(retailer)
    fault = ""
    if request.method == "POST":
        try:
            choose_gate(retailer, picked, request.user, today())
        except Refused as refusal:
            fault = refusal.reason.in_language(language())
        else:
            messages.success(request, _("Saved. Products are held against this from now on."))
            return redirect("retail:retailer", retailer.pk)
    return render(
        request, "retail/retailer_gate.html", _context(retailer, picked, fault), status=422 if fault else 200
    )


def _context(retailer: Organisation, picked: str, fault: str) -> dict[str, object]:
    choices = gates_to_choose(today())
    said = gates_of([retailer.pk], today()).get(retailer.pk, ())
    usual = (choices[code].title.in_language(language()) for code in SHIPPED if code in choices)
    return {
        "retailer": retailer,
        "own": gate_rows(code for code in said if code not in choices),
        "choices": [_choice(gate, picked) for gate in choices.values()],
        "picked": picked,
        "usual": ", ".join(usual),
        "fault": fault,
    }


def _choice(gate: Gate, picked: str) -> dict[str, object]:
    return {
        "id": gate.id,
        "title": gate.title.in_language(language()),
        "about": gate.about.in_language(language()),
        "kinds": _kinds(gate),
        "demands": len(edition_on(today()).asked_by[gate.id]),
        "checked": gate.id == picked,
    }


def _kinds(gate: Gate) -> str:
    """For which kinds of product it is, in words; empty where it is for all."""
    applies = gate.applies
    if not isinstance(applies, Leaf) or applies.fact != "product.kind" or applies.operator != "in":
        return ""
    return ", ".join(str(KIND_TITLES.get(kind, kind)) for kind in applies.operand).lower()
