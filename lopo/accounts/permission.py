"""The permission table, enforced in Django.

A view states its permission and is then safe to write::

    @permitted("product.view")
    def product(request: PermittedRequest, number: str) -> HttpResponse:
        products = Product.objects.filter(in_reach(request.scope, "business__organisation"))
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from lopo.accounts.models import Consent, Person
from lopo.accounts.permissions import permission_named
from lopo.accounts.roles import Role
from lopo.accounts.scope import Scope, scope_of

log = logging.getLogger("lopo.permission")


class PermittedRequest(HttpRequest):
    """What a view behind :func:`permitted` gets; ``user`` is a person unless the permission is public."""

    user: Person
    scope: Scope


View = TypeVar("View", bound=Callable[..., Any])


def scope_for(person: object, permission: str) -> Scope | None:
    """Over what ``person`` holds ``permission``; ``None`` when not at all.

    One query a request at most: memberships are kept on the person. Whoever is not an active
    :class:`Person` counts as not signed in.
    """
    if not isinstance(person, Person) or not person.is_active:
        scope = scope_of(permission, (), signed_in=False)
    else:
        held = [(Role(m.role), m.organisation_id) for m in person.held_memberships()]
        scope = scope_of(permission, held, signed_in=True)
    return scope if scope.held else None


def in_reach(scope: Scope, owner: str) -> Q:
    """A filter that keeps what ``scope`` reaches; ``owner`` is the lookup path to the owning organisation.

    A consented reach keeps every owner that shows *anything* to the person's organisations; which
    field groups of it may be read is asked with ``Consent.objects.active_groups``.
    """
    if scope.everything:
        return Q()
    ids = set(scope.own_ids)
    if scope.grantee_ids:
        ids |= Consent.objects.active_owner_ids(scope.grantee_ids)
    return Q(**{f"{owner}__in": ids})


def reaches(scope: Scope, owner_id: int) -> bool:
    """Whether objects of the organisation ``owner_id`` are in reach at all."""
    if scope.everything or owner_id in scope.own_ids:
        return True
    return bool(scope.grantee_ids) and owner_id in Consent.objects.active_owner_ids(scope.grantee_ids)


def permitted(permission: str) -> Callable[[View], View]:
    """State the permission of a view, ask for it, and set ``request.scope`` to its reach.

    Somebody not signed in is sent to sign in (and comes back); somebody without the role gets a page
    that says so. An unknown name fails at import.
    """
    permission_named(permission)

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return refusal(request, permission) or view(request, *args, **kwargs)

        asked.permission = permission  # type: ignore[attr-defined]
        return cast(View, asked)

    return decorate


def refusal(request: HttpRequest, permission: str) -> HttpResponse | None:
    """The answer to somebody who may not pass, or ``None`` (and ``request.scope`` set) when she may."""
    scope = scope_for(request.user, permission)
    request.scope = scope  # type: ignore[attr-defined]
    if scope is not None:
        return None
    if not request.user.is_authenticated:
        return to_sign_in(request)
    log.warning("refused %s to person %s at %s", permission, request.user.pk, request.path)
    return refused_page(request)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page and back afterwards: to the page, or to the one a form was sent from."""
    address = resolve_url(settings.LOGIN_URL)
    page = request.get_full_path() if request.method in ("GET", "HEAD") else _sent_from(request)
    if request.method not in ("GET", "HEAD"):
        told = _("That was not saved, because you were signed out. Please send it again.")
        messages.warning(request, told, fail_silently=True)
    if page:
        address += "?" + urlencode({"next": page})
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)


def _sent_from(request: HttpRequest) -> str:
    """The page of this site on which the form stood, or nothing."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return ""
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def refused_page(request: HttpRequest) -> HttpResponse:
    """A 403 page in plain words."""
    return render(request, "accounts/refused.html", status=403)
