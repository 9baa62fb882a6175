"""What a draft asks: demands of the library, and demands of its own that are composed without code."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.catalogue import load_catalogue
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


def _language() -> str:
    return get_language() or "id"


@permitted("standards.edit")
def known(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """Choose which demands of the library the gate asks, by standard and by search."""
    found = draft_or_404(request, own_gate_id)
    pack = pack_of(found)
    edition, language = edition_on(today()), _language()
    if request.method == "POST":
        shown, chosen = set(request.POST.getlist("shown")), set(request.POST.getlist("asks"))
        kept = [name for name in pack.known if name not in shown or name in chosen]
        added = [name for name in edition.requirements if name in chosen & shown and name not in pack.known]
        if saved(request, found, pack.asking([*kept, *added])):
            messages.success(request, _("Saved. Look below what changes by it."))
            return redirect("standards:own_gate_draft", own_gate_id)
        return redirect(request.get_full_path())
    search, only = request.GET.get("search", "").strip()[:80], request.GET.get("standard", "")[:80]
    asks = set(pack.known)
    groups: list[dict[str, Any]] = []
    left = DEMANDS_SHOWN
    for standard in edition.standards.values():
        rows = [
            {
                "name": name,
                "asks": each.asks.in_language(language),
                "why": each.why.in_language(language),
                "severity": SEVERITY_SHORT[each.severity].in_language(language),
                "confidence": each.confidence,
                "checked": name in asks,
            }
            for name, each in edition.requirements.items()
            if each.standard == standard.id and _fits(each, search)
        ]
        title = standard.title.in_language(language)
        every = [name for name, each in edition.requirements.items() if each.standard == standard.id]
        groups.append(
            {
                "id": standard.id,
                "title": title,
                "rows": rows[:left] if search or only == standard.id else [],
                "found": len(rows),
                "total": len(every),
                "asked": len(asks.intersection(every)),
            }
        )
        left -= len(groups[-1]["rows"])
    context = around(found, pack) | {
        "more": sum(group["found"] for group in groups) - DEMANDS_SHOWN if search else 0,
        "groups": groups,
        "shown": [group for group in groups if group["rows"]],
        "search": search,
        "standard": only,
    }
    return render(request, "standards/own_gates/known.html", context)


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
    search, section, language = (
        request.GET.get("search", "").strip()[:80],
        request.GET.get("section", ""),
        _language(),
    )
    catalogue = load_catalogue()
    parts = search.casefold().split()
    found = []
    for each in catalogue.values():
        words = f"{each.name} {each.title.id} {each.title.en}".casefold()
        if (parts and all(part in words for part in parts)) or (not parts and each.section == section):
            found.append(
                {
                    "name": each.name,
                    "title": each.title.in_language(language),
                    "section": section_title(each.section).in_language(language),
                    "help": (each.asks or each.title).in_language(language),
                    "unit": each.unit,
                }
            )
    context = around(draft, pack) | {
        "search": search,
        "facts": found[:FACTS_SHOWN],
        "more": max(len(found) - FACTS_SHOWN, 0),
        "section": section,
        "sections": [(each, section_title(each).in_language(language)) for each in catalogue.sections()],
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
        "fact": definition.title.in_language(_language()),
        "fact_help": definition.asks.in_language(_language()) if definition.asks else "",
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
