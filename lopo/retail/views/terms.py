"""The draft of a retailer's terms: written, held against the law at once, published from a day on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.producers.forms import language
from lopo.retail.books.terms import (
    FIELDS,
    discard,
    draft_of,
    first_free_day,
    law_says,
    obstacles,
    publish,
    save_draft,
    terms_on,
)
from lopo.retail.forms.terms import TermsForm
from lopo.retail.models import RetailTerms
from lopo.retail.views.retailer import law_rows, own_retailer
from lopo.standards.standings import today


def _said(refusal: Refused) -> str:
    return refusal.reason.in_language(language())


@permitted("standards.edit")
def draft(request: PermittedRequest, retailer_id: int) -> HttpResponse:
    """Write the draft; below it what the law says of it, and publishing."""
    retailer = own_retailer(request, retailer_id)
    found = draft_of(retailer)
    form = TermsForm(request.POST or None, initial=_initial(retailer, found))
    if request.method == "POST" and form.is_valid():
        try:
            save_draft(retailer, form.cleaned_data, form.cleaned_data["revision"], request.user)
        except Refused as refusal:
            found = draft_of(retailer)
            form = _once_more(request.POST, found, refusal)
        else:
            messages.success(request, _("The draft is saved. Below it stands what the law says of it."))
            return redirect("retail:terms", retailer.pk)
    return _page(request, retailer, found, form)


def _once_more(typed: QueryDict, draft: RetailTerms | None, refusal: Refused) -> TermsForm:
    """The form as it was typed, over the draft that stands by now: what was typed is not lost to a reload."""
    told = typed.copy()
    told["revision"] = "" if draft is None else str(draft.revision)
    form = TermsForm(told)
    form.add_error(None, _said(refusal))
    return form


def _initial(retailer: Organisation, draft: RetailTerms | None) -> dict[str, Any]:
    """What is in the draft; else the newest terms, to be changed; else what is usual."""
    source = draft or terms_on(retailer, today())
    if source is None:
        usual = {"fee_percent": "0", "registration_outlet_idr": "0", "registration_all_idr": "0"}
        return usual | {"valid_from": today()}
    values = {name: getattr(source, name) for name in FIELDS}
    values["returns_taken"] = "yes" if source.returns_taken else "no"
    for name in ("margin_percent", "fee_percent"):
        values[name] = f"{values[name].normalize():f}".replace(".", ",")
    if draft is None:
        return values | {"valid_from": first_free_day(retailer, today())}
    return values | {"revision": draft.revision}


def _page(
    request: PermittedRequest,
    retailer: Organisation,
    draft: RetailTerms | None,
    form: TermsForm,
    fault: str = "",
) -> HttpResponse:
    against = [] if draft is None else _against(draft, form)
    context = {
        "retailer": retailer,
        "form": form,
        "draft": draft,
        "law": [] if draft is None else [row for row in law_rows(law_says(draft)) if not row["refuses"]],
        "against": against,
        "fault": "" if against else fault,
    }
    status = 422 if form.errors or fault else 200
    return render(request, "retail/terms.html", context, status=status)


def _against(draft: RetailTerms, form: TermsForm) -> list[dict[str, object]]:
    """What stands against publishing, each with what to write and the field in which to write it."""
    rows: list[dict[str, object]] = []
    for each in obstacles(draft, today()):
        field = form[each.field]
        rows.append(
            {
                "says": each.says.in_language(language()),
                "mend": each.mend.in_language(language()),
                "title": field.label,
                "anchor": field.id_for_label,
            }
        )
    return rows


@permitted("standards.edit")
@require_POST
def publish_draft(request: PermittedRequest, retailer_id: int) -> HttpResponse:
    """Publish the draft as it was seen."""
    retailer = own_retailer(request, retailer_id)
    found = get_object_or_404(RetailTerms, retailer=retailer, published_at=None)
    try:
        publish(found, _revision(request), request.user, today())
    except Refused as refusal:
        return _page(request, retailer, found, TermsForm(initial=_initial(retailer, found)), _said(refusal))
    messages.success(request, _("Published. Every owner can read these terms now."))
    return redirect("retail:retailer", retailer.pk)


def _revision(request: PermittedRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else -1


@permitted("standards.edit")
@require_POST
def discard_draft(request: PermittedRequest, retailer_id: int) -> HttpResponse:
    """Throw the draft away."""
    retailer = own_retailer(request, retailer_id)
    found = get_object_or_404(RetailTerms, retailer=retailer, published_at=None)
    try:
        discard(found, _revision(request))
    except Refused as refusal:
        messages.error(request, _said(refusal))
        return redirect("retail:terms", retailer.pk)
    messages.success(request, _("The draft was thrown away."))
    return redirect("retail:retailer", retailer.pk)
