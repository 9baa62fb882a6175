"""A buyer says something of a product, without an account."""

import datetime as dt
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.market.books.feedback import Said, Visitor, digest, give
from lopo.market.catalogue.feedback_rules import limits, refuse_too_fast, wrongs
from lopo.market.forms.catalogue import LOT_MOST, FeedbackForm
from lopo.market.models import CatalogueEntry
from lopo.market.views.around import open_entries, reader_language

DEVICE = "lopo_device"
"""The cookie that tells one telephone from another; it says nothing of a person."""
A_YEAR = 365 * 24 * 60 * 60
_SALT = "market.feedback"


@permitted("feedback.give")
def feedback_new(request: PermittedRequest, slug: str) -> HttpResponse:
    """The form, and what became of it."""
    entry = get_object_or_404(open_entries().select_related("product"), slug=slug)
    device = request.COOKIES.get(DEVICE, "")[:64] or secrets.token_urlsafe(16)
    if request.method == "POST":
        response = _sent(request, entry, device)
    else:
        lot = request.GET.get("lot", "")[:LOT_MOST]
        response = _page(request, entry, FeedbackForm(initial={"lot": lot, "begun": _now_signed()}))
    response.set_cookie(
        DEVICE, device, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def _sent(request: PermittedRequest, entry: CatalogueEntry, device: str) -> HttpResponse:
    data = request.POST.copy()
    form = FeedbackForm(data, request.FILES)
    if request.POST.get("website"):
        return redirect("market:feedback_thanks", entry.slug)  # a machine filled what nobody sees
    if form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        try:
            refuse_too_fast(_begun(said["begun"]), now)
            row = give(
                entry.product,
                Said(
                    said["stars"], said["wrong"], said["words"], said["lot"], said["photo"], said["client_id"]
                ),
                _visitor(request, device, now),
                now,
            )
            target = redirect("market:feedback_thanks", entry.slug)
            if row.state != "shown":
                target["Location"] += "?tunggu=1"
            return target
        except Refused as refusal:
            form.add_error(None, refusal.reason.in_language(reader_language()))
            data["begun"] = _now_signed()  # sent once more from here, it is taken
    return _page(request, entry, form, status=422)


def _page(request: HttpRequest, entry: CatalogueEntry, form: FeedbackForm, status: int = 200) -> HttpResponse:
    context = {"entry": entry, "form": form, "wrongs": wrongs(), "words_most": limits().words_most}
    return render(request, "market/feedback_new.html", context, status=status)


def _now_signed() -> str:
    return signing.dumps(timezone.now().timestamp(), salt=_SALT)


def _begun(signed: str) -> dt.datetime:
    """When the form was opened. Raises :class:`Refused` where nobody here opened it."""
    try:
        return dt.datetime.fromtimestamp(float(signing.loads(signed, salt=_SALT)), dt.UTC)
    except (signing.BadSignature, ValueError, TypeError):
        raise Refused(
            Text("Halaman ini tidak terbaca. Buka lagi lalu isi sekali lagi.",
                 "This page cannot be read. Open it again and fill it once more.")
        ) from None  # fmt: skip


def _visitor(request: HttpRequest, device: str, now: dt.datetime) -> Visitor:
    day = timezone.localdate(now).isoformat()
    known = request.COOKIES.get(DEVICE, "")
    network = network_address(request)
    told_apart = (known,) if known else (network, request.headers.get("User-Agent", "")[:200])
    return Visitor(digest("device", *told_apart), digest("address", network, day))


def network_address(request: HttpRequest) -> str:
    """Where the visitor comes from: what our own proxy wrote down last, else the other end of the line."""
    proxies = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    forwarded = [each.strip() for each in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if proxies and forwarded != [""]:
        return forwarded[-min(proxies, len(forwarded))]
    return str(request.META.get("REMOTE_ADDR", ""))


@permitted("feedback.give")
def feedback_thanks(request: PermittedRequest, slug: str) -> HttpResponse:
    """It has arrived."""
    entry = get_object_or_404(open_entries(), slug=slug)
    context = {"entry": entry, "waits": request.GET.get("tunggu") == "1"}
    return render(request, "market/feedback_thanks.html", context)
