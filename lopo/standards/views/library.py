"""The standards for everyone to read: what each gate asks, by clause, and how sure we are."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from lopo.accounts.permission import permitted, scope_for
from lopo.standards.books.own_gate import pack_of
from lopo.standards.home_cards import OWNER_LINKS
from lopo.standards.house_library import edition_on
from lopo.standards.library import Edition
from lopo.standards.models import GateEdition
from lopo.standards.picture import term_rows
from lopo.standards.requirement import Gate
from lopo.standards.standings import today
from lopo.standards.views.editions import dated, demand_rows


@permitted("standards.view")
def index(request: HttpRequest) -> HttpResponse:
    """Every gate, by ladder and rung, and every standard."""
    edition = edition_on(today())
    language = get_language() or "id"
    context = {
        "ladders": [
            {
                "title": ladder.title.in_language(language),
                "rungs": [_gate(rung, edition, language) for rung in ladder.rungs],
            }
            for ladder in edition.ladders
        ],
        "gates": [_gate(gate, edition, language) for gate in edition.gates.values()],
        "total": len(edition.requirements),
        "may_write": scope_for(request.user, "standards.edit") is not None,
    }
    return render(request, "standards/library.html", context)


def _gate(gate: Gate, edition: Edition, language: str) -> dict[str, object]:
    return {
        "id": gate.id,
        "title": gate.title.in_language(language),
        "about": gate.about.in_language(language),
        "rung": gate.rung,
        "count": len(edition.asked_by[gate.id]),
    }


@permitted("standards.view")
def gate(request: HttpRequest, gate_id: str) -> HttpResponse:
    """One gate with every demand, its clause, source and confidence."""
    edition = edition_on(today())
    language = get_language() or "id"
    found = next((each for each in edition.all_gates if each.id == gate_id), None)
    written = written_here(gate_id) if found is None or found.kind != "rung" else None
    if found is None:
        if written is None:
            raise Http404
        return redirect("standards:library_edition", gate_id, written["newest"])
    rows = []
    for name in edition.asked_by[found.id]:
        requirement = edition.requirements[name]
        rows.append(
            {
                "requirement": requirement,
                "asks": requirement.asks.in_language(language),
                "why": requirement.why.in_language(language),
                "standard": edition.standards[requirement.standard].title.in_language(language),
                "step": requirement.step.title.in_language(language),
            }
        )
    context = {"gate": _gate(found, edition, language), "rows": rows, "terms": term_rows(found, language)}
    return render(request, "standards/gate_asks.html", context | {"written": written})


def written_here(gate_id: str) -> dict[str, Any] | None:
    """Of a gate that was written here: whose it is, and its editions with their days; else nothing."""
    editions = list(
        GateEdition.objects.filter(gate__code=gate_id, published_at__isnull=False)
        .select_related("gate__owner")
        .order_by("-number")
    )
    if not editions:
        return None
    owner = editions[0].gate.owner
    return {
        "owner": owner,
        "links": [link for make in OWNER_LINKS if (link := make(owner)) is not None],
        "rows": dated(editions, today()),
        "newest": editions[0].number,
    }


@permitted("standards.view")
def edition(request: HttpRequest, gate_id: str, edition_number: int) -> HttpResponse:
    """One edition of a gate that was written here, whenever it holds or held."""
    editions = list(
        GateEdition.objects.filter(gate__code=gate_id, published_at__isnull=False)
        .select_related("gate")
        .order_by("-number")
    )
    row = next((each for each in dated(editions, today()) if each["edition"].number == edition_number), None)
    if row is None:
        raise Http404
    pack, language = pack_of(row["edition"]), get_language() or "id"
    context = {
        "row": row,
        "title": pack.gate.title.in_language(language),
        "about": pack.gate.about.in_language(language),
        "rows": demand_rows(pack, row["edition"].valid_from, language),
    }
    return render(request, "standards/edition_asks.html", context)
