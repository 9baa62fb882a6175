"""What every request passes on its way to a view."""

import logging
from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from lopo.accounts.models import Person
from lopo.accounts.permission import refusal, refused_page
from lopo.accounts.stated import stated_for

log = logging.getLogger("lopo.permission")

Answer = Callable[[HttpRequest], HttpResponse]

WITHOUT_SECOND_FACTOR = (
    "mfa_",
    "account_logout",
    "account_reauthenticate",
    "account_confirm_email",
)
LANGUAGE_SWITCH = "set_language"


class PersonLanguageMiddleware:
    """The language a person chose, on a device that does not remember a choice of its own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and isinstance(request.user, Person):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class SecondFactorMiddleware:
    """Whoever can see other people's data sets up a second factor before anything else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        person = request.user
        if not isinstance(person, Person) or not person.needs_second_factor:
            return None
        name = _url_name(request)
        if name == LANGUAGE_SWITCH or name.startswith(WITHOUT_SECOND_FACTOR) or is_mfa_enabled(person):
            return None
        return redirect("mfa_activate_totp")


class StatedPermissionMiddleware:
    """Default deny: a view without a stated permission is refused, and the log says which one it was."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if hasattr(view, "permission"):
            return None
        permission = stated_for(_url_name(request))
        if permission is None:
            log.error("refused %s: its view %r states no permission", request.path, view)
            return refused_page(request)
        return refusal(request, permission)


def _url_name(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match else ""
