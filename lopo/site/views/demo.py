"""The demo city's invented people and how to sign in as each. On a developer's machine only."""

import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from lopo.accounts.permission import permitted


def code_now(secret: str) -> str:
    """The six digits that an authenticator with ``secret`` shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))


@permitted("demo.view")
def demo(request: HttpRequest) -> HttpResponse:
    """Everyone who can sign in, with the password and, for staff, the code of this half minute."""
    if not settings.DEVELOPMENT:
        raise Http404
    from lopo.site.demo.people import demo_sign_ins

    language = get_language() or "id"
    rows = [
        {
            "person": each,
            "role": each.role.in_language(language),
            "code": code_now(each.secret) if each.secret else "",
        }
        for each in demo_sign_ins()
    ]
    return render(request, "demo.html", {"rows": rows})
