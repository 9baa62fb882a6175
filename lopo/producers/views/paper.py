"""Papers: permits and certificates with their evidence."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from copy import copy

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.consent import active_groups, log_look
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.permission import PermittedRequest, in_reach, permitted, scope_for
from lopo.producers.forms import PaperForm
from lopo.producers.models import Business, Evidence, Paper, Product
from lopo.producers.reach import businesses_in, may_edit, sees_whole
from lopo.producers.records import keep_evidence, record_paper

OF_THE_BUSINESS = ("nib", "haccp", "pkp", "cppob")
"""Papers that the whole business holds; the others belong to one product."""

OF_EITHER = ("gtin",)
"""A certificate of GS1 is the business's; the number on a pack is its product's."""


@permitted("paper.view")
def papers(request: PermittedRequest, business_id: int) -> HttpResponse:
    """The papers of a business: verified, waiting, refused, run out."""
    business = get_object_or_404(businesses_in(request.scope), pk=business_id)
    rows = Paper.objects.filter(business=business, superseded_at=None).select_related(
        "product", "evidence", "verified_by"
    )
    language = get_language() or "id"
    if not request.scope.everything and business.organisation_id not in request.scope.own_ids:
        rows = _shown_to_partner(request, business, rows)
    today = timezone.localdate()
    shown = [_with_reason(each, language) for each in rows]
    context = {
        "business": business,
        "papers": shown,
        "calling": [each for each in shown if _calls(each, today)],
        "settled": _by_product(each for each in shown if not _calls(each, today)),
        "today": today,
        "can_edit": may_edit(request.user, business),
        "may_verify": scope_for(request.user, "paper.verify") is not None,
    }
    return render(request, "producers/papers.html", context)


def _calls(paper: Paper, today: dt.date) -> bool:
    """Whether somebody has to do something about it; the others are only looked up."""
    has_run_out = paper.valid_until is not None and paper.valid_until < today
    return has_run_out or paper.verified_at is None or paper.evidence_id is None


def _by_product(papers: Iterable[Paper]) -> list[tuple[Product | None, list[Paper]]]:
    """The papers of the whole business, then those of each product by its name."""
    heaps: dict[Product | None, list[Paper]] = defaultdict(list)
    for each in papers:
        heaps[each.product].append(each)
    return sorted(heaps.items(), key=lambda heap: heap[0].name if heap[0] else "")


def _with_reason(paper: Paper, language: str) -> Paper:
    """The paper as the page shows it: its refusal in the reader's language."""
    paper.refused_reason = paper.why_refused.in_language(language)
    return paper


def _shown_to_partner(
    request: PermittedRequest, business: Business, rows: QuerySet[Paper]
) -> QuerySet[Paper]:
    """A partner sees papers only where that field group is consented; the look is written down."""
    return rows if _looks_at_papers(request, business.organisation_id) else rows.none()


def _looks_at_papers(request: PermittedRequest, owner: int) -> bool:
    """Whether ``owner`` shows papers to one of the reader's organisations; then the look is written down."""
    for grantee in sorted(request.scope.grantee_ids):
        if FieldGroup.PAPERS in active_groups([grantee], owner):
            log_look(request.user, grantee, owner, [FieldGroup.PAPERS])
            return True
    return False


@permitted("paper.edit")
def paper_new(request: PermittedRequest, business_id: int) -> HttpResponse:
    """Add a paper."""
    business = get_object_or_404(businesses_in(request.scope), pk=business_id)
    return _edit(request, business, None)


@permitted("paper.edit")
def paper_edit(request: PermittedRequest, pk: int) -> HttpResponse:
    """Correct a paper; the old one is kept."""
    papers = Paper.objects.filter(in_reach(request.scope, "business__organisation"), superseded_at=None)
    paper = get_object_or_404(papers.select_related("business"), pk=pk)
    return _edit(request, paper.business, paper)


def _edit(request: PermittedRequest, business: Business, paper: Paper | None) -> HttpResponse:
    # The form writes into the paper it is given: a copy, so that the one on record stays as it was.
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        instance=copy(paper),
        initial={"product": paper.product if paper else None},
        products=business.products.filter(archived_at=None).order_by("name"),
    )
    if request.method == "POST" and form.is_valid():
        needs_product = form.cleaned_data["kind"] not in (*OF_THE_BUSINESS, *OF_EITHER)
        if needs_product and form.cleaned_data["product"] is None:
            form.add_error("product", _("Choose the product this paper belongs to."))
        else:
            _save(request, business, form, paper)
            return redirect("producers:papers", business.pk)
    context = {"form": form, "business": business, "paper": paper}
    return render(request, "producers/paper_edit.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _save(request: PermittedRequest, business: Business, form: PaperForm, before: Paper | None) -> None:
    kind = form.cleaned_data["kind"]
    upload = form.cleaned_data.get("photo")
    evidence = before.evidence if before else None
    if upload:
        evidence = keep_evidence(upload, business, request.user)
    paper = Paper(
        business=business,
        product=None if kind in OF_THE_BUSINESS else form.cleaned_data["product"],
        kind=kind,
        number=form.cleaned_data["number"],
        issued_on=form.cleaned_data["issued_on"],
        valid_until=form.cleaned_data["valid_until"],
        typed_by=request.user,
        evidence=evidence,
    )
    record_paper(paper, replaces=before)
    messages.success(request, _("The paper is on record."))
    for warning in form.warnings:
        messages.warning(request, warning)


@permitted("evidence.view")
def evidence(request: PermittedRequest, pk: int) -> FileResponse:
    """The file of a piece of evidence, to those who may see the papers. A partner's look is written down."""
    reached = Evidence.objects.filter(in_reach(request.scope, "business__organisation"))
    found = get_object_or_404(reached.select_related("business"), pk=pk)
    if not sees_whole(request.scope, found.business):
        of_a_paper = Paper.objects.filter(evidence=found).exists()
        if not of_a_paper or not _looks_at_papers(request, found.business.organisation_id):
            raise Http404
    kind = "application/pdf" if found.kind == "pdf" else "image/jpeg"
    response = FileResponse(found.file.open("rb"), content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{found.sha256[:12]}.{kind[-4:].strip("/")}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
