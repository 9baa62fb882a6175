"""What the API takes at most: bytes in one body, requests in a minute."""

from django.conf import settings
from django.http import HttpRequest
from ninja.throttling import UserRateThrottle

from lopo.facts.dossier_file import MAX_BYTES
from lopo.facts.text import Text
from lopo.site.api_errors import Refusal

PER_MINUTE = "120/m"
"""Requests of one person, or of one address where nobody says who she is."""

TOO_LARGE = Text("Berkas lebih besar dari 1 MB.", "The file is larger than 1 MB.")
NO_LENGTH = Text(
    "Sertakan Content-Length; isi yang dipotong-potong (chunked) tidak diterima.",
    "Send Content-Length; a chunked body is not taken.",
)


def read_body(request: HttpRequest) -> bytes:
    """The body of a request, never more than :data:`MAX_BYTES` of it in memory.

    Raises :class:`Refusal`: 413 for a larger one, 411 for one that does not say how large it is.
    """
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length and request.META.get("HTTP_TRANSFER_ENCODING"):
        raise Refusal(411, ("Content-Length", NO_LENGTH))
    if length.isdecimal() and int(length) > MAX_BYTES:
        raise Refusal(413, ("", TOO_LARGE))
    content = request.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Refusal(413, ("", TOO_LARGE))
    return content


class PerMinute(UserRateThrottle):
    """Counts by person, else by the visitor's address: the one that our own proxy wrote down last."""

    def get_ident(self, request: HttpRequest) -> str | None:
        proxies = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if proxies and forwarded != [""]:
            return forwarded[-min(proxies, len(forwarded))].strip()
        return request.META.get("REMOTE_ADDR")
