"""``lopo manage first_admin``: the city's office and its first administrator, on a fresh site."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.contact import Contact, read_contact
from lopo.accounts.models import Membership, Organisation
from lopo.accounts.notice import site_address
from lopo.accounts.people import Invited, invite, same_organisation
from lopo.accounts.roles import Kind, Role
from lopo.facts.kinds import Refused, read_text
from lopo.facts.text import Text

LOG_SENDER = "lopo.accounts.sms.LogSender"


class Command(BaseCommand):
    help = "Make the city's office and its first administrator. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("contact", metavar="PHONE_OR_EMAIL")
        parser.add_argument("--name", required=True, help="the administrator's name")
        parser.add_argument("--office", required=True, help="the office's name, such as a city department")
        parser.add_argument(
            "--another", action="store_true", help="although the site has an administrator already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        contact = read_contact(options["contact"])
        if isinstance(contact, Text):
            raise CommandError(_say(contact))
        if contact.phone and settings.LOPO_SMS == "off":
            raise CommandError(
                _("Text messages are off (LOPO_SMS), so no code would reach a phone. Give an email address.")
            )
        name, office = _line(options["name"], 120), _line(options["office"], 160)
        with transaction.atomic():
            invited = _make(contact, name, office, another=options["another"])
        self.stdout.write(_made(invited))
        for line in _how_to_sign_in(contact):
            self.stdout.write(line)


def _make(contact: Contact, name: str, office: str, *, another: bool) -> Invited:
    admins = Membership.objects.filter(role=Role.ADMIN, person__is_active=True)
    hers = admins.filter(
        **({"person__phone": contact.phone} if contact.phone else {"person__email": contact.email})
    )
    first = admins.select_related("person").order_by("pk").first()
    if first is not None and not another and not hers.exists():
        raise CommandError(
            _(
                "This site has an administrator: %(name)s. She invites others at %(address)s"
                " (or say --another)."
            )
            % {"name": first.person, "address": site_address(reverse("accounts:organisations"))}
        )
    organisation = same_organisation(office, Kind.CITY) or Organisation.objects.create(
        name=office, kind=Kind.CITY
    )
    return invite(organisation, Role.ADMIN, contact, name=name, language=get_language() or "id")


def _made(invited: Invited) -> str:
    words = (
        _("%(name)s is now an administrator at %(office)s.")
        if invited.new_role
        else _("%(name)s is an administrator at %(office)s already; nothing was changed.")
    )
    return words % {"name": invited.person, "office": invited.membership.organisation}


def _how_to_sign_in(contact: Contact) -> list[str]:
    lines = [
        _("To sign in: open %(address)s and type %(contact)s. A code is sent there.")
        % {"address": site_address(reverse("account_request_login_code")), "contact": contact}
    ]
    if (contact.phone and settings.LOPO_SMS == LOG_SENDER) or (contact.email and not settings.EMAIL_HOST):
        lines.append(
            _("No gateway is set (LOPO_SMS, LOPO_SMTP): until then the code is written to the site's log.")
        )
    lines.append(
        _("Then scan the picture with an authenticator app, as everyone does who sees others' data.")
    )
    return lines


def _line(typed: str, most: int) -> str:
    try:
        text = read_text(typed)
    except Refused as refusal:
        raise CommandError(_say(refusal.reason)) from None
    if not text or len(text) > most:
        raise CommandError(_("A name has at least 1 and at most %(most)s characters.") % {"most": most})
    return text


def _say(text: Text) -> str:
    return text.in_language(get_language() or "id")
