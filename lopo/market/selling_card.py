"""On a product's page: the way to what helps to sell it; for a shop that has it, to its cards."""

from django.urls import reverse
from django.utils.translation import gettext as _

from lopo.accounts.models import Person
from lopo.accounts.permission import reaches, scope_for
from lopo.accounts.roles import Role
from lopo.producers.models import Product
from lopo.standards.buyers_goods import goods_for
from lopo.standards.home_cards import Link


def selling_link(person: Person, product: Product) -> Link | None:
    """To photo, text, cards and the e-Katalog; a buyer is led to the cards of what she sells."""
    scope = scope_for(person, "selling.help")
    if scope is not None and reaches(scope, product.business.organisation_id):
        return Link(_("Help to sell"), reverse("market:selling", args=[product.public_id]))
    if Role.BUYER in person.roles() and product.pk in goods_for(person):
        return Link(_("Price tags"), reverse("market:tags", args=[product.public_id]))
    return None
