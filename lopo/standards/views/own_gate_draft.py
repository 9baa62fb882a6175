"""The draft of a gate: its words, what it asks, demands of its own, what it would do, and publishing."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.catalogue import load_catalogue
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.forms import language
from lopo.standards.books.own_gate import (
    discard_draft,
    first_free_day,
    import_pack,
    kinds_condition,
    pack_of,
    publish,
    read_pack,
    save_draft,
)
from lopo.standards.conditions.condition import Leaf
from lopo.standards.forms.own_gate import HeadForm, PackForm, PublishForm, RevisionForm
from lopo.standards.models import GateEdition
from lopo.standards.own_gates.composing import decompose
from lopo.standards.own_gates.own_pack import OwnPack
from lopo.standards.standings import today
from lopo.standards.views.editions import demand_rows
from lopo.standards.views.effect import effect_context
from lopo.standards.views.own_gate import gate_or_404, pack_file, said, settled


def draft_or_404(request: PermittedRequest, own_gate_id: int) -> GateEdition:
    found = gate_or_404(request, own_gate_id)
    drafts = found.editions.filter(published_at=None).select_related("gate__owner", "changed_by")
    return get_object_or_404(drafts)


def author_of(draft: GateEdition) -> Text:
    return Text.same(draft.gate.owner.name)


def _seen(request: PermittedRequest, draft: GateEdition) -> int:
    """The revision that was on the page from which something is sent; the newest where none is told."""
    form = RevisionForm(request.POST)
    return form.cleaned_data["revision"] if form.is_valid() else draft.revision


def around(draft: GateEdition, pack: OwnPack) -> dict[str, object]:
    return {"gate": draft.gate, "draft": draft, "title": pack.gate.title.in_language(language())}


@permitted("standards.edit")
def draft(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """The draft whole: what it asks, and who would pass, fall and rise."""
    found = draft_or_404(request, own_gate_id)
    begins = first_free_day(found.gate, today())
    form = PublishForm(initial={"revision": found.revision, "valid_from": begins})
    return _draft_page(request, found, form)


def _draft_page(
    request: PermittedRequest, draft: GateEdition, form: PublishForm, status: int = 200
) -> HttpResponse:
    pack = pack_of(draft)
    catalogue = load_catalogue()
    rows = demand_rows(pack, today(), language())
    context = around(draft, pack) | {
        "about": pack.gate.about.in_language(language()),
        "own_rows": [
            row | {"in_form": decompose(row["requirement"].needs, catalogue) is not None}
            for row in rows
            if row["own"]
        ],
        "known_rows": [row for row in rows if not row["own"]],
        "form": form,
        **effect_context(request.user, request.scope, pack, draft.number, today()),
    }
    return render(request, "standards/own_gates/draft.html", context, status=status)


@permitted("standards.edit")
@require_POST
def publish_draft(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """Publish the draft from a day on; then the standings of all products are brought up to date."""
    found = draft_or_404(request, own_gate_id)
    form = PublishForm(request.POST)
    if form.is_valid():
        try:
            publish(
                found,
                form.cleaned_data["revision"],
                form.cleaned_data["valid_from"],
                request.user,
                today(),
            )
        except Refused as refusal:
            form.add_error(None, said(refusal))
            if not GateEdition.objects.filter(pk=found.pk, published_at=None).exists():
                messages.error(request, said(refusal))
                return redirect("standards:own_gate", own_gate_id)
        else:
            messages.success(request, _("Published. Every owner sees it from its first day."))
            return settled(found)
    return _draft_page(request, found, form, 422)


@permitted("standards.edit")
@require_POST
def discard(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """Throw the draft away."""
    found = draft_or_404(request, own_gate_id)
    was_published = found.gate.editions.filter(published_at__isnull=False).exists()
    try:
        discard_draft(found, _seen(request, found))
    except Refused as refusal:
        messages.error(request, said(refusal))
        return redirect("standards:own_gate", own_gate_id)
    messages.success(request, _("The draft was thrown away."))
    return redirect("standards:own_gate", own_gate_id) if was_published else redirect("standards:own_gates")


@permitted("standards.edit")
def head(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """Change what the gate is called, what it says of itself, and for which products it is."""
    found = draft_or_404(request, own_gate_id)
    pack = pack_of(found)
    gate = pack.gate
    initial = {
        "title_id": gate.title.id,
        "title_en": gate.title.en,
        "about_id": gate.about.id,
        "about_en": gate.about.en,
        "rung": gate.rung,
        "kinds": _kinds(pack),
    }
    form = HeadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = replace(
            gate,
            title=form.title,
            about=form.about,
            rung=form.cleaned_data["rung"],
            applies=kinds_condition(form.cleaned_data["kinds"]),
        )
        after = replace(pack, gate=changed).with_demands(pack.demands, author_of(found))
        if saved(request, found, after, form):
            return redirect("standards:own_gate_draft", own_gate_id)
    context = around(found, pack) | {"form": form}
    return render(request, "standards/own_gates/head.html", context, status=422 if form.errors else 200)


def _kinds(pack: OwnPack) -> list[str]:
    applies = pack.gate.applies
    return list(applies.operand) if isinstance(applies, Leaf) and applies.operator == "in" else []


def saved(request: PermittedRequest, draft: GateEdition, pack: OwnPack, form: object = None) -> bool:
    try:
        save_draft(draft, pack, _seen(request, draft), request.user)
    except Refused as refusal:
        if form is not None:
            form.add_error(None, said(refusal))  # type: ignore[attr-defined]
        else:
            messages.error(request, said(refusal))
        return False
    return True


@permitted("standards.edit")
def pack_in(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """Put a pack file in the place of the draft."""
    found = draft_or_404(request, own_gate_id)
    pack = pack_of(found)
    form = PackForm(request.POST or None, request.FILES or None, initial={"revision": found.revision})
    if request.method == "POST" and form.is_valid():
        text, name = form.cleaned_data["file"]
        try:
            import_pack(found, text, name, form.cleaned_data["revision"], request.user, today())
        except Refused as refusal:
            form.add_error("file", said(refusal))
        else:
            messages.success(request, _("Read. The draft is now what the file says."))
            return redirect("standards:own_gate_draft", own_gate_id)
    context = around(found, pack) | {"form": form}
    return render(request, "standards/own_gates/pack_in.html", context, status=422 if form.errors else 200)


@permitted("standards.edit")
def pack_out(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """The draft as a pack file."""
    found = draft_or_404(request, own_gate_id)
    read_pack(found.pack, str(found))
    return pack_file(found)
