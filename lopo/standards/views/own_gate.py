"""Gates that are written here: their list, a new one, one with its editions, what is done with editions."""

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, in_reach, permitted
from lopo.accounts.roles import Kind
from lopo.accounts.scope import Scope
from lopo.facts.kinds import Refused
from lopo.producers.forms import language
from lopo.standards.books.gate_standings import progress, settle, unsettled
from lopo.standards.books.own_gate import begin_draft, begin_gate, pack_of, shipped_names, withdraw
from lopo.standards.forms.own_gate import NewGateForm, WithdrawForm
from lopo.standards.home_cards import OWNER_LINKS, gates_left
from lopo.standards.library import edition_on
from lopo.standards.models import GateEdition, OwnGate
from lopo.standards.own_gates.own_pack import held
from lopo.standards.standings import today
from lopo.standards.views.editions import dated, demand_rows, published_of

LISTED = 200
OWNERS_SHOWN = 30


def gates_in(scope: Scope) -> QuerySet[OwnGate]:
    """The gates that a scope of ``standards.edit`` reaches."""
    return OwnGate.objects.filter(in_reach(scope, "owner")).select_related("owner")


def gate_or_404(request: PermittedRequest, own_gate_id: int) -> OwnGate:
    return get_object_or_404(gates_in(request.scope), pk=own_gate_id)


def said(refusal: Refused) -> str:
    """Why something was refused, in the reader's language."""
    return refusal.reason.in_language(language())


@permitted("standards.edit")
def index(request: PermittedRequest) -> HttpResponse:
    """Every gate of hers, with what holds today and whether a draft waits."""
    editions = Prefetch("editions", GateEdition.objects.order_by("-number"))
    rows = []
    for gate in gates_in(request.scope).order_by("owner__name", "pk").prefetch_related(editions)[:LISTED]:
        listed = list(gate.editions.all())
        published = published_of(listed)
        now = next((each for each in held(published) if each.on(today())), None)
        rows.append(
            {
                "gate": gate,
                "title": pack_of(listed[0]).gate.title.in_language(language()) if listed else gate.code,
                "now": now,
                "draft": next((each for each in listed if each.is_draft), None),
                "editions": len(published),
            }
        )
    owners = [
        (owner, [link for make in OWNER_LINKS if (link := make(owner)) is not None])
        for owner in _owners(request.scope)[:OWNERS_SHOWN]
    ]
    return render(request, "standards/own_gates/index.html", {"rows": rows, "owners": owners})


def _owners(scope: Scope) -> QuerySet[Organisation]:
    owners = Organisation.objects.order_by("name")
    if scope.everything:
        return owners.filter(kind__in=[Kind.CITY, Kind.RETAILER])
    return owners.filter(pk__in=scope.own_ids)


@permitted("standards.edit")
def new(request: PermittedRequest) -> HttpResponse:
    """Begin a gate from what another one asks."""
    edition = edition_on(today())
    gates = [
        (gate.id, _with_count(gate.title.in_language(language()), len(edition.asked_by[gate.id])))
        for gate in (*edition.gates.values(), *(rung for ladder in edition.ladders for rung in ladder.rungs))
    ]
    form = NewGateForm(request.POST or None, owners=_owners(request.scope), gates=gates)
    if request.method == "POST" and form.is_valid():
        try:
            draft = begin_gate(
                form.cleaned_data["owner"],
                (form.title, form.about),
                form.cleaned_data["rung"],
                form.cleaned_data["kinds"],
                shipped_names(edition, form.cleaned_data["begin_from"]),
                request.user,
            )
        except Refused as refusal:
            form.add_error(None, said(refusal))
        else:
            messages.success(request, _("The draft is begun. Nobody sees it until it is published."))
            return redirect("standards:own_gate_draft", draft.gate_id)
    status = 422 if form.errors else 200
    return render(request, "standards/own_gates/new.html", {"form": form}, status=status)


def _with_count(title: str, count: int) -> str:
    asks = ngettext("%(count)s demand", "%(count)s demands", count) % {"count": count}
    return f"{title} ({asks})"


@permitted("standards.edit")
def gate(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """One gate: its editions with their days, its draft, and how far the standings know of it."""
    found = gate_or_404(request, own_gate_id)
    editions = list(found.editions.select_related("published_by", "withdrawn_by").order_by("-number"))
    waiting = unsettled(today()).filter(gate=found).first()
    draft = next((each for each in editions if each.is_draft), None)
    context = {
        "gate": found,
        "title": pack_of(editions[0]).gate.title.in_language(language()),
        "draft": draft,
        "rows": dated(editions, today()),
        "waiting": waiting,
        "progress": progress(waiting) if waiting else None,
    }
    return render(request, "standards/own_gates/gate.html", context)


def edition_or_404(request: PermittedRequest, own_gate_id: int, edition_number: int) -> GateEdition:
    found = gate_or_404(request, own_gate_id)
    published = found.editions.filter(published_at__isnull=False)
    return get_object_or_404(published.select_related("gate__owner"), number=edition_number)


@permitted("standards.edit")
def edition(request: PermittedRequest, own_gate_id: int, edition_number: int) -> HttpResponse:
    """One published edition: what it asks, its days, and where it is withdrawn."""
    found = edition_or_404(request, own_gate_id, edition_number)
    pack = pack_of(found)
    form = WithdrawForm(request.POST or None, initial={"day": today()})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(found, form.cleaned_data["day"], request.user, today())
        except Refused as refusal:
            form.add_error(None, said(refusal))
        else:
            left = [each.in_language(language()) for each in gates_left(found.gate, today())]
            messages.success(request, " ".join([_("Withdrawn. It stays readable with its days."), *left]))
            return settled(found)
    context = {
        "gate": found.gate,
        "edition": found,
        "title": pack.gate.title.in_language(language()),
        "about": pack.gate.about.in_language(language()),
        "rows": demand_rows(pack, found.valid_from or today(), language()),
        "form": form,
        "left": [each.in_language(language()) for each in gates_left(found.gate, today())],
        "owner_links": [link for make in OWNER_LINKS if (link := make(found.gate.owner)) is not None],
        "days": dated([found], today())[0],
    }
    status = 422 if form.errors else 200
    return render(request, "standards/own_gates/edition.html", context, status=status)


def settled(edition: GateEdition) -> HttpResponse:
    """Begin to bring the standings up to date where that is due, then the page of the gate."""
    if unsettled(today()).filter(pk=edition.pk).exists():
        settle(edition, today())
    return redirect("standards:own_gate", edition.gate_id)


@permitted("standards.edit")
@require_POST
def settle_more(request: PermittedRequest, own_gate_id: int, edition_number: int) -> HttpResponse:
    """Go on bringing the standings up to date."""
    return settled(edition_or_404(request, own_gate_id, edition_number))


@permitted("standards.edit")
@require_POST
def begin(request: PermittedRequest, own_gate_id: int) -> HttpResponse:
    """Begin the draft of the next edition; the one that is there, if there is one."""
    found = gate_or_404(request, own_gate_id)
    if not found.editions.exists():
        raise Http404
    begin_draft(found, request.user)
    return redirect("standards:own_gate_draft", found.pk)


@permitted("standards.edit")
def edition_file(request: PermittedRequest, own_gate_id: int, edition_number: int) -> HttpResponse:
    """A published edition as a pack file."""
    found = edition_or_404(request, own_gate_id, edition_number)
    return pack_file(found)


def pack_file(edition: GateEdition) -> HttpResponse:
    response = HttpResponse(edition.pack, content_type="application/toml; charset=utf-8")
    name = f"{edition.gate.code}-{edition.number}.toml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
