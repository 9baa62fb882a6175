"""Verifying papers: the queue of those that wait, and the decision on one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.notice import site_address, tell_owners
from lopo.accounts.permission import PermittedRequest, in_reach, permitted
from lopo.facts.text import Text
from lopo.producers.models import PAPERS, Paper
from lopo.producers.paper_refusal import REASONS
from lopo.producers.records import decide_paper

PAGE = 30
FROM_QUEUE = "queue"
WORDS_MOST = 300


@permitted("paper.verify")
def waiting(request: PermittedRequest) -> HttpResponse:
    """Papers that wait to be verified, the longest waiting first; ``?kind=`` shows one kind only."""
    papers = Paper.objects.filter(
        in_reach(request.scope, "business__organisation"),
        verified_at=None,
        refused_at=None,
        superseded_at=None,
    ).select_related("business__kelurahan", "product", "evidence", "typed_by")
    kind = request.GET.get("kind", "")
    if kind in PAPERS:
        papers = papers.filter(kind=kind)
    page = Paginator(papers.order_by("recorded_at", "pk"), PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "page": page,
        "rows": [{"paper": paper, "days": (now - paper.recorded_at).days} for paper in page],
        "kind": kind if kind in PAPERS else "",
        "kinds": PAPERS,
        "query": f"kind={kind}" if kind in PAPERS else "",
        "reasons": [(code, text.in_language(get_language() or "id")) for code, text in REASONS.items()],
        "today": timezone.localdate(),
    }
    return render(request, "producers/papers_waiting.html", context)


@permitted("paper.verify")
@require_POST
def paper_verify(request: PermittedRequest, pk: int) -> HttpResponse:
    """Verify a paper or refuse it with a reason. Of two officers the first wins, the other is told."""
    papers = Paper.objects.filter(in_reach(request.scope, "business__organisation"))
    paper = get_object_or_404(papers.select_related("business", "product"), pk=pk)
    refuse = "refuse" in request.POST
    code = request.POST.get("code", "") if request.POST.get("code") in REASONS else ""
    words = request.POST.get("reason", "").replace("\x00", "").strip()[:WORDS_MOST]
    if refuse and not code and not words:
        messages.error(request, _("Choose or write why, so that the owner knows what to mend."))
    elif not decide_paper(paper, request.user, *((code, words) if refuse else ())):
        messages.error(request, _("Somebody else has decided or replaced this paper meanwhile."))
    elif refuse and _tell(paper, code, words):
        messages.success(request, _("Refused, and the owner is told why."))
    elif refuse:
        messages.success(request, _("Refused. The owner sees why among the papers."))
    else:
        messages.success(request, _("Verified."))
    if request.POST.get("from") == FROM_QUEUE:
        return redirect("producers:papers_waiting")
    return redirect("producers:papers", paper.business_id)


def _tell(paper: Paper, code: str, words: str) -> int:
    paper.refused_code, paper.refused_reason = code, words
    address = site_address(reverse("producers:papers", args=[paper.business_id]))
    name, why = paper.kind.upper(), paper.why_refused
    return tell_owners(
        paper.business.organisation_id,
        Text("Surat perlu diperbaiki", "A paper needs mending"),
        Text(
            f"Lopo: surat {name} perlu diperbaiki. {why.id} Lihat {address}",
            f"Lopo: the paper {name} needs mending. {why.en} See {address}",
        ),
    )
