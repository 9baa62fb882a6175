"""Tell a person something outside the pages: by text message, by email, or both."""

import ipaddress
import logging
from collections.abc import Callable

from django.conf import settings
from django.core.mail import send_mail
from django.utils.module_loading import import_string

from lopo.accounts.models import Person
from lopo.accounts.roles import Role
from lopo.facts.text import Text

log = logging.getLogger("lopo.notice")


def site_address(path: str = "/") -> str:
    """The public address of ``path``: below ``LOPO_ADDRESS``, else by the first public host name.

    For messages and files; a page that is asked for knows its own address better, with
    ``request.build_absolute_uri``.
    """
    if settings.LOPO_ADDRESS:
        return f"{settings.LOPO_ADDRESS}{path}"
    return f"{settings.ACCOUNT_DEFAULT_HTTP_PROTOCOL}://{_public_host()}{path}"


def _public_host() -> str:
    """The first name under which others find this site; where there is none, the first it answers to."""
    named = [host.lstrip(".*") for host in settings.ALLOWED_HOSTS]
    return next(filter(_is_public, named), (named[0] if named else "") or "localhost")


def _is_public(host: str) -> bool:
    if "." not in host or host.startswith("["):
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False


def can_be_told(person: Person) -> bool:
    """Whether there is a way to this person: an email, or a phone while text messages are sent at all."""
    return bool(person.email or (person.phone and settings.LOPO_SMS != "off"))


def tell(person: Person, subject: Text, text: Text) -> bool:
    """Send ``text`` in the person's language by every way there is; False when none of them took it.

    A gateway that fails, however it fails, is logged and is no fault of the caller's.
    """
    words = text.in_language(person.language)
    told = False
    if person.phone and settings.LOPO_SMS != "off":
        told = _try(
            "text message", person, lambda: import_string(settings.LOPO_SMS)().send(person.phone, words)
        )
    if person.email:
        heading = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + subject.in_language(person.language)
        told |= _try("email", person, lambda: send_mail(heading, words, None, [person.email or ""]))
    return told


def _try(way: str, person: Person, send: Callable[[], object]) -> bool:
    try:
        send()
    except Exception:  # a city's own gateway may raise anything
        log.exception("%s to person %s not sent", way, person.pk)
        return False
    return True


def tell_owners(organisation_id: int, subject: Text, text: Text) -> int:
    """Tell every owner of a business who can be told; how many were."""
    owners = Person.objects.filter(
        memberships__organisation=organisation_id, memberships__role=Role.OWNER, is_active=True
    )
    return sum(tell(owner, subject, text) for owner in owners if can_be_told(owner))
