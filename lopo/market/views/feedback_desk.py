"""What buyers said, for those it concerns: the maker answers, an officer shows or hides with a reason."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lopo.accounts.permission import PermittedRequest, in_reach, permitted, scope_for
from lopo.facts.kinds import Refused
from lopo.market.books.feedback import answer, judge
from lopo.market.catalogue.feedback_rules import STATES, wrongs
from lopo.market.forms.catalogue import AnswerForm, HideForm
from lopo.market.models import Feedback
from lopo.market.views.around import reader_language

PAGE = 20


def _in_reach(request: PermittedRequest) -> QuerySet[Feedback]:
    rows = Feedback.objects.filter(in_reach(request.scope, "product__business__organisation"))
    return rows.select_related("product__business", "product__catalogue_entry", "batch", "judged_by")


@permitted("feedback.read")
@require_safe
def feedback_list(request: PermittedRequest) -> HttpResponse:
    """Words of buyers, newest first; filtered in the address."""
    state = request.GET.get("keadaan", "") if request.GET.get("keadaan") in STATES else ""
    serious = request.GET.get("gawat") == "1"
    open_only = request.GET.get("jawab") == "1"
    rows = _in_reach(request)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(is_serious=True) if serious else rows
    rows = rows.filter(answered_at=None) if open_only else rows
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    query = "&".join(
        part
        for part in (
            f"keadaan={state}" if state else "",
            "gawat=1" if serious else "",
            "jawab=1" if open_only else "",
        )
        if part
    )
    context = {
        "page": page,
        "rows": [_shown(row) for row in page],
        "state": state,
        "serious": serious,
        "open_only": open_only,
        "query": query,
        "may_judge": scope_for(request.user, "feedback.judge") is not None,
        "may_answer": scope_for(request.user, "feedback.answer") is not None,
    }
    return render(request, "market/feedback_list.html", context)


def _shown(row: Feedback) -> dict[str, object]:
    known = wrongs()
    return {"row": row, "wrong": known[row.wrong].title if row.wrong in known else None}


@permitted("feedback.read")
@require_safe
def feedback_photo(request: PermittedRequest, feedback_id: int) -> FileResponse:
    """The photo that a buyer sent."""
    row = get_object_or_404(_in_reach(request), pk=feedback_id)
    if not row.photo:
        raise Http404
    try:
        response = FileResponse(row.photo.open("rb"), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response


@permitted("feedback.answer")
def feedback_answer(request: PermittedRequest, feedback_id: int) -> HttpResponse:
    """The maker answers once."""
    row = get_object_or_404(_in_reach(request), pk=feedback_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if answer(row, form.cleaned_data["words"], request.user):
                messages.success(request, _("Your answer stands below it."))
            else:
                messages.info(request, _("Somebody else of your business has answered already."))
            return redirect("market:feedback_list")
        except Refused as refusal:
            form.add_error("words", refusal.reason.in_language(reader_language()))
    context = _shown(row) | {"form": form}
    return render(request, "market/feedback_answer.html", context, status=422 if form.errors else 200)


@permitted("feedback.judge")
def feedback_hide(request: PermittedRequest, feedback_id: int) -> HttpResponse:
    """An officer hides it, and says why."""
    row = get_object_or_404(_in_reach(request), pk=feedback_id)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _tell(request, judge(row, "hide", request.user, form.cleaned_data["reason"]), _("It is hidden."))
        return redirect("market:feedback_list")
    context = _shown(row) | {"form": form}
    return render(request, "market/feedback_hide.html", context, status=422 if form.errors else 200)


@permitted("feedback.judge")
@require_POST
def feedback_show(request: PermittedRequest, feedback_id: int) -> HttpResponse:
    """An officer shows what was held back or hidden."""
    row = get_object_or_404(_in_reach(request), pk=feedback_id)
    _tell(request, judge(row, "show", request.user), _("Everybody can read it now."))
    return redirect("market:feedback_list")


def _tell(request: PermittedRequest, changed: bool, done: str) -> None:
    if changed:
        messages.success(request, done)
    else:
        messages.info(request, _("Another officer has decided on it already."))
