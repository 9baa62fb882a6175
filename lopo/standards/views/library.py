"""The standards for everyone to read: what each gate asks, by clause, and how sure we are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from lopo.accounts.permission import permitted
from lopo.standards.house_library import edition_on
from lopo.standards.library import Edition
from lopo.standards.picture import term_rows
from lopo.standards.requirement import Gate
from lopo.standards.standings import today


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
    if found is None:
        raise Http404
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
    return render(request, "standards/gate_asks.html", context)
