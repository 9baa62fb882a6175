"""A certificate as everybody sees it: its page, its files, and the box in which any badge is checked."""

from collections.abc import Callable
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, in_reach, permitted
from lopo.accounts.public_door import may_knock
from lopo.training.badges.certificate_pdf import certificate_pdf
from lopo.training.badges.check import Checked, Outcome
from lopo.training.badges.number import read_number
from lopo.training.badges.picture import baked_png, baked_svg
from lopo.training.badges.rules import rules
from lopo.training.books.certificate import check, paper_of
from lopo.training.forms.certificate import CheckForm
from lopo.training.models import Certificate
from lopo.training.signing_key import house_of

MINE_SHOWN = 50
"""Certificates of an owner on one page."""
STATE_CLASSES = {
    Outcome.VALID: "state-met",
    Outcome.NOT_KNOWN: "state-unknown",
    Outcome.UNKNOWN_ISSUER: "state-unknown",
    Outcome.UNREADABLE: "state-unknown",
}
FORMS = ("pdf", "json", "jwt", "png", "svg")
TYPES = {
    "pdf": "application/pdf",
    "json": "application/json",
    "jwt": "application/jwt",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def reader_language() -> str:
    """The language of the page."""
    return get_language() or "id"


def unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a page with somebody's name out of search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response


def certificate_numbered(number: str) -> Certificate:
    """The certificate of a number, however it is spelt. Raises ``Http404``."""
    rows = Certificate.objects.select_related("enrolment__business", "enrolment__cohort")
    return get_object_or_404(rows, number=read_number(number) or "")


@permitted("certificate.check")
def certificates(request: PermittedRequest) -> HttpResponse:
    """Check a certificate: by the number on the paper, or by the file of its badge; so often in a minute."""
    typed = request.GET.get("nomor", "").strip()[:40]
    checks = bool(typed) or request.method == "POST"
    if checks and not may_knock(request, "certificate", rules().checks_per_minute):
        context = {"form": CheckForm(), "typed": typed, "too_often": True, "open": request.method == "POST"}
        return render(request, "training/certificate_check.html", context, status=429)
    number = read_number(typed) if typed else None
    if number and Certificate.objects.filter(number=number).exists():
        return redirect("training:certificate", number)
    form = CheckForm(request.POST or None, request.FILES or None)
    checked = None
    if request.method == "POST" and form.is_valid():
        content = form.content().strip()
        if content:
            checked = check(content, house_of(request), timezone.now())
        else:
            form.add_error("file", _("Choose a file, or paste what stands in it."))
    context = {
        "form": form,
        "typed": typed,
        "not_found": bool(typed),
        "is_misspelt": bool(typed) and number is None,
        "checked": _shown(checked) if checked else None,
        "open": request.method == "POST",
    }
    return render(request, "training/certificate_check.html", context, status=422 if form.errors else 200)


def _shown(checked: Checked) -> dict[str, object]:
    language = reader_language()
    known = Certificate.objects.filter(number=checked.number).first() if _is_ours(checked) else None
    return {
        "title": checked.title.in_language(language),
        "why": checked.why.in_language(language),
        "state_class": STATE_CLASSES.get(checked.outcome, "state-notmet"),
        "finding_class": "is-met" if checked.is_valid else "is-notmet" if _is_bad(checked) else "is-unknown",
        "issuer": checked.issuer,
        "certificate": known,
    }


def _is_ours(checked: Checked) -> bool:
    return checked.outcome in (Outcome.VALID, Outcome.REVOKED)


def _is_bad(checked: Checked) -> bool:
    return STATE_CLASSES.get(checked.outcome) is None


@permitted("certificate.check")
@require_safe
def certificate(request: PermittedRequest, certificate_number: str) -> HttpResponse:
    """The public page: who, what, when, and whether it holds, checked while the page is made."""
    found = certificate_numbered(certificate_number)
    if found.number != certificate_number:
        return redirect("training:certificate", found.number)
    language = reader_language()
    checked = check(found.token.encode(), house_of(request), timezone.now())
    link = request.build_absolute_uri()
    words = _("My certificate: %(course)s. %(link)s") % {"course": found.told["course"], "link": link}
    paper = paper_of(found, link)
    context = {
        "certificate": found,
        "paper": paper,
        "modules": [each.in_language(language) for each in paper.modules],
        "checked": checked,
        "title": checked.title.in_language(language),
        "why": checked.why.in_language(language),
        "state_class": STATE_CLASSES.get(checked.outcome, "state-notmet"),
        "is_signed": checked.outcome in (Outcome.VALID, Outcome.REVOKED),
        "whatsapp": f"https://wa.me/?text={quote(words)}",
    }
    return unlisted(render(request, "training/certificate.html", context))


@permitted("certificate.check")
@require_safe
def certificate_file(request: PermittedRequest, certificate_number: str, badge_form: str) -> HttpResponse:
    """The paper, the badge in either format, or its picture with the badge in it."""
    found = certificate_numbered(certificate_number)
    if badge_form not in FORMS:
        return redirect("training:certificate", found.number)
    link = request.build_absolute_uri(reverse("training:certificate", args=[found.number]))
    makers: dict[str, Callable[[], bytes]] = {
        "pdf": lambda: certificate_pdf(paper_of(found, link)),
        "json": lambda: found.credential.encode(),
        "jwt": lambda: found.token.encode(),
        "png": lambda: baked_png(found.token),
        "svg": lambda: baked_svg(found.token),
    }
    content = makers[badge_form]()
    response = HttpResponse(content, content_type=TYPES[badge_form])
    how = "inline" if badge_form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{found.number}.{badge_form}"'
    if badge_form in ("json", "jwt"):
        response["Access-Control-Allow-Origin"] = "*"
    return unlisted(response)


@permitted("training.join")
@require_safe
def certificates_mine(request: PermittedRequest) -> HttpResponse:
    """The certificates of an owner's own businesses, newest first, page by page."""
    rows = Certificate.objects.filter(in_reach(request.scope, "enrolment__business__organisation"))
    page = Paginator(rows.defer("credential", "token"), MINE_SHOWN).get_page(request.GET.get("page"))
    return render(request, "training/certificates_mine.html", {"page": page})
