"""Open a page for an owner for whom the city writes: by her word, with a receipt of what she agreed to.

An owner who types herself opens her page herself. Where an officer entered her data (a receipt says so), or
where nobody of the business can sign in, an officer or her named companion may do it for her.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.assisted import city_writes_for, write_receipt
from lopo.accounts.models import Person
from lopo.accounts.notice import site_address, tell_owners
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Role
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.market.books.showing import publish, withdraw
from lopo.market.catalogue import public_facts
from lopo.market.catalogue.consent import Consent, ways
from lopo.market.models import CatalogueEntry
from lopo.producers.forms import PAPER_TITLES
from lopo.producers.models import Business, Product
from lopo.standards.companions import is_companion

PUBLISH = "catalogue.publish"


def may_publish(person: Person, business: Business) -> bool:
    """Whether ``person`` may open and close pages of ``business``: its owner, or who writes for her."""
    scope = scope_for(person, PUBLISH)
    if scope is None:
        return False
    if business.organisation_id in scope.own_ids:
        return True
    if not scope.everything or not is_assisted(business):
        return False
    return scope_for(person, "assisted.enter") is not None or is_companion(person, business.pk)


def acts_for_another(person: Person, business: Business) -> bool:
    """Whether whoever may publish does so for the owner, and not as the owner."""
    scope = scope_for(person, PUBLISH)
    return scope is not None and business.organisation_id not in scope.own_ids


def is_assisted(business: Business) -> bool:
    """Whether the city writes for this business: it was given a receipt, or none of it can sign in."""
    return city_writes_for(business.organisation_id)


def owner_of(business: Business) -> str:
    """What the owner is called: as she signed up, or as the officer wrote her down."""
    owners = Person.objects.filter(
        memberships__organisation=business.organisation_id, memberships__role=Role.OWNER
    )
    names = list(owners.order_by("pk").values_list("name", flat=True))
    return ", ".join(filter(None, names)) or business.owner_name or business.name


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of it: the receipt's number; empty where the page was open, or closed, already."""

    receipt: str = ""


@transaction.atomic
def open_for(product: Product, agreed: Consent, by: Person) -> Opened:
    """Open the page with the owner's consent, and write the receipt. Raises :class:`Refused`."""
    was_open = CatalogueEntry.objects.filter(product=product, published_at__isnull=False).exists()
    entry = publish(product, by)
    if was_open or entry.published_by_id != by.pk:
        return Opened()
    language = get_language() or "id"
    lines = [
        (_("Page in the catalogue"), _("opened to everybody")),
        (_("Product"), product.name),
        (_("Its address"), site_address(f"/katalog/{entry.slug}/")),
        (_("Agreed to by"), owner_of(product.business)),
        (_("In which way"), ways()[agreed.way].in_language(language)),
        (_("On the day"), say_date(agreed.on).in_language(language)),
        *_shown_lines(entry, language),
        (_("To close it"), _("Tell an officer, or close it yourself after signing in. It costs nothing.")),
    ]
    return Opened(_receipt(product, lines, by, _OPENED))


@transaction.atomic
def close_for(product: Product, by: Person, on: dt.date) -> Opened:
    """Close the page again for the owner, with a receipt."""
    if not CatalogueEntry.objects.filter(product=product, published_at__isnull=False).exists():
        return Opened()
    withdraw(product)
    lines = [
        (_("Page in the catalogue"), _("closed")),
        (_("Product"), product.name),
        (_("On the day"), say_date(on).in_language(get_language() or "id")),
    ]
    return Opened(_receipt(product, lines, by, _CLOSED))


def _shown_lines(entry: CatalogueEntry, language: str) -> list[tuple[str, str]]:
    """Everything that everybody sees now, as it stood when she agreed."""
    rows = public_facts.rows(entry.shown, public_facts.PUBLIC_FACTS)
    lines = [(row.title.in_language(language), row.value.in_language(language)) for row in rows]
    papers = [str(PAPER_TITLES.get(paper["kind"], paper["kind"])) for paper in entry.papers]
    maker = entry.maker_page
    told = (
        (_("Papers seen by the city"), ", ".join(papers)),
        (_("Story of the product"), entry.story_en if language == "en" else entry.story_id),
        (_("About you, the maker"), maker.about_en if language == "en" else maker.about_id),
        (_("Number or address for buyers"), maker.contact),
    )
    return lines + [(title, value) for title, value in told if value]


def _receipt(product: Product, lines: list[tuple[str, str]], by: Person, says: Text) -> str:
    organisation = product.business.organisation
    receipt = write_receipt(by, organisation, lines)
    told = says.filled(who=str(by), product=product.name, number=receipt.number)
    transaction.on_commit(lambda: tell_owners(organisation.pk, _SUBJECT, told))
    return receipt.number


_SUBJECT = Text("Halaman produk di katalog", "Your product's page in the catalogue")
_OPENED = Text(
    "Lopo: {who} membuka halaman {product} di katalog atas nama pemiliknya. Nomor tanda terima: {number}",
    "Lopo: {who} opened the page of {product} in the catalogue for you. Number of the receipt: {number}",
)
_CLOSED = Text(
    "Lopo: {who} menutup halaman {product} di katalog atas nama pemiliknya. Nomor tanda terima: {number}",
    "Lopo: {who} closed the page of {product} in the catalogue for you. Number of the receipt: {number}",
)
