"""The house's page for an address that is not there, on a developer's machine, too."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.defaults import page_not_found


class NotFoundMiddleware:
    """What a person sees in place of Django's list of all addresses; faults keep their page of traces."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if not settings.DEBUG or response.status_code != 404 or not is_page:
            return response
        return page_not_found(request, Http404())
