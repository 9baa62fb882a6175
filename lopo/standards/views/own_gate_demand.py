"""What a draft asks: demands of the library, and demands of its own that are composed without code."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.catalogue import load_catalogue
from lopo.facts.units import UNITS
from lopo.producers.forms import language
from lopo.standards.books.own_gate import new_demand_id, pack_of, with_demand, without_demand
from lopo.standards.forms.own_gate import DemandForm
from lopo.standards.library import edition_on, load_library
from lopo.standards.models import GateEdition
from lopo.standards.own_gates.composing import decompose
from lopo.standards.own_gates.own_pack import OwnPack
from lopo.standards.own_gates.titles import SEVERITY_SHORT, section_title
from lopo.standards.requirement import Requirement
from lopo.standards.standings import today
from lopo.standards.views.own_gate_draft import around, author_of, draft_or_404, saved

FACTS_SHOWN = 60
DEMANDS_SHOWN = 60


@permitted("standards.edit")
def known(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """Choose which demands of the library the gate asks, by standard and by search."""
    found = draft_or_404(request, own_gate_id)
    pack = pack_of(found)
    asks = list(pack.known)
    if request.method == "POST":
        asks = _asking(pack, set(request.POST.getlist("shown")), set(request.POST.getlist("asks")))
        if saved(request, found, pack.asking(asks)):
            messages.success(request, _("Saved. Look below what changes by it."))
            return redirect("standards:own_gate_draft", own_gate_id)
    search, only = request.GET.get("search", "").strip()[:80], request.GET.get("standard", "")[:80]
    fitting = _fitting(search)
    context = around(found, pack) | {
        "groups": _groups(set(pack.known)),
        "shown": _shown(fitting, set(asks), search, only),
        "more": sum(map(len, fitting.values())) - DEMANDS_SHOWN if search else 0,
        "search": search,
        "standard": only,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "standards/own_gates/known.html", context, status=status)


def _asking(pack: OwnPack, shown: set[str], chosen: set[str]) -> list[str]:
    """What the draft asks when of the demands that were shown the chosen ones are ticked."""
    kept = [name for name in pack.known if name not in shown or name in chosen]
    every = edition_on(today()).requirements
    return [*kept, *(name for name in every if name in chosen & shown and name not in pack.known)]


def _fitting(search: str) -> dict[str, list[Requirement]]:
    """The demands that have the words of ``search``, by standard; all where there are none."""
    found: dict[str, list[Requirement]] = {}
    for each in edition_on(today()).requirements.values():
        if _fits(each, search):
            found.setdefault(each.standard, []).append(each)
    return found


def _groups(asks: set[str]) -> list[dict[str, Any]]:
    """Every standard with how many of its demands the draft asks."""
    every = _fitting("")
    return [
        {
            "id": standard.id,
            "title": standard.title.in_language(language()),
            "total": len(every.get(standard.id, ())),
            "asked": sum(each.name in asks for each in every.get(standard.id, ())),
        }
        for standard in edition_on(today()).standards.values()
    ]


def _shown(
    fitting: Mapping[str, Sequence[Requirement]], asks: set[str], search: str, only: str
) -> list[dict[str, Any]]:
    """The demands to tick: those of one standard, or the first that have the words searched for."""
    shown, left = [], DEMANDS_SHOWN
    for standard in edition_on(today()).standards.values():
        listed = fitting.get(standard.id, ())[:left] if search or only == standard.id else ()
        if listed:
            rows = [_tick(each, asks) for each in listed]
            shown.append({"title": standard.title.in_language(language()), "rows": rows})
            left -= len(rows)
    return shown


def _tick(requirement: Requirement, asks: set[str]) -> dict[str, Any]:
    return {
        "name": requirement.name,
        "asks": requirement.asks.in_language(language()),
        "why": requirement.why.in_language(language()),
        "severity": SEVERITY_SHORT[requirement.severity].in_language(language()),
        "confidence": requirement.confidence,
        "checked": requirement.name in asks,
    }


def _fits(requirement: Requirement, search: str) -> bool:
    if not search:
        return True
    words = f"{requirement.name} {requirement.asks.id} {requirement.asks.en} {requirement.clause}".casefold()
    return all(part in words for part in search.casefold().split())


@permitted("standards.edit")
def demand_new(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """A demand of its own: first the fact is chosen, then what is asked of it."""
    found = draft_or_404(request, own_gate_id)
    pack = pack_of(found)
    definition = load_catalogue().get(request.GET.get("fact", ""))
    if definition is None:
        return _facts(request, found, pack)
    form = DemandForm(definition, request.POST or None)
    if request.method == "POST" and form.is_valid():
        demand = _demand(form, found, new_demand_id(pack, definition.name))
        if saved(request, found, with_demand(pack, demand, author_of(found)), form):
            messages.success(request, _("Added. Look below what changes by it."))
            return redirect("standards:own_gate_draft", own_gate_id)
    return _demand_page(request, found, pack, form)


def _facts(request: PermittedRequest, draft: GateEdition, pack: OwnPack) -> HttpResponse:
    """The catalogue of facts to choose from, by words and by section."""
    search, section = request.GET.get("search", "").strip()[:80], request.GET.get("section", "")
    catalogue = load_catalogue()
    parts = search.casefold().split()
    found = []
    for each in catalogue.values():
        words = f"{each.name} {each.title.id} {each.title.en}".casefold()
        if (parts and all(part in words for part in parts)) or (not parts and each.section == section):
            found.append(
                {
                    "name": each.name,
                    "title": each.title.in_language(language()),
                    "section": section_title(each.section).in_language(language()),
                    "help": (each.asks or each.title).in_language(language()),
                    "unit": UNITS[each.unit].in_language(language()),
                }
            )
    context = around(draft, pack) | {
        "search": search,
        "facts": found[:FACTS_SHOWN],
        "more": max(len(found) - FACTS_SHOWN, 0),
        "section": section,
        "sections": [(each, section_title(each).in_language(language())) for each in catalogue.sections()],
    }
    return render(request, "standards/own_gates/facts.html", context)


def _demand(form: DemandForm, draft: GateEdition, id: str) -> Requirement:
    author = draft.gate.owner.name
    return Requirement(
        id=id,
        standard=draft.gate.code,
        clause=author,
        severity=form.cleaned_data["severity"],
        confidence="law-read",
        source=author,
        asks=form.asks(),
        why=form.why(author),
        needs=form.cleaned_data["needs"],
        step=load_library().steps[form.cleaned_data["step"]],
    )


def _demand_page(
    request: PermittedRequest,
    draft: GateEdition,
    pack: OwnPack,
    form: DemandForm,
    demand: Requirement | None = None,
) -> HttpResponse:
    definition = form.definition
    context = around(draft, pack) | {
        "form": form,
        "demand": demand,
        "fact": definition.title.in_language(language()),
        "fact_help": definition.asks.in_language(language()) if definition.asks else "",
    }
    status = 422 if form.errors else 200
    return render(request, "standards/own_gates/demand.html", context, status=status)


@permitted("standards.edit")
def demand(request: PermittedRequest, own_gate_id: int, demand_id: str) -> HttpResponse:
    """Change a demand of its own."""
    found = draft_or_404(request, own_gate_id)
    pack = pack_of(found)
    before = pack.demand(demand_id)
    composed = decompose(before.needs, load_catalogue()) if before else None
    if before is None or composed is None:
        raise Http404
    form = DemandForm(load_catalogue()[composed.fact], request.POST or None, before=before)
    if request.method == "POST" and form.is_valid():
        after = replace(_demand(form, found, before.id), applies=before.applies)
        if saved(request, found, with_demand(pack, after, author_of(found), before.id), form):
            messages.success(request, _("Changed. Look below what changes by it."))
            return redirect("standards:own_gate_draft", own_gate_id)
    return _demand_page(request, found, pack, form, before)


@permitted("standards.edit")
@require_POST
def demand_remove(request: PermittedRequest, own_gate_id: int, demand_id: str) -> HttpResponse:
    """Take a demand of its own out of the draft."""
    found = draft_or_404(request, own_gate_id)
    pack = pack_of(found)
    if pack.demand(demand_id) is None:
        raise Http404
    if saved(request, found, without_demand(pack, demand_id, author_of(found))):
        messages.success(request, _("Taken out of the draft."))
    return redirect("standards:own_gate_draft", own_gate_id)
