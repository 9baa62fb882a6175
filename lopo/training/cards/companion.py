"""On the owner's first page: who walks beside her; on a product's page: the way to its milestones."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.accounts.roles import PRODUCER_ROLES
from lopo.producers.models import Product
from lopo.standards.home_cards import Card, Link
from lopo.training.books.companion import businesses_to_follow
from lopo.training.models import Companionship, Visit

MOST = 3


def companion_card(person: Person) -> Card | None:
    """The companions of the businesses to which ``person`` belongs; one query."""
    own = person.organisation_ids(*PRODUCER_ROLES)
    if not own:
        return None
    latest = Visit.objects.filter(business=OuterRef("business"), superseded_at=None).order_by("-on", "-pk")
    named = Companionship.objects.filter(business__organisation__in=own, until=None).select_related(
        "person", "business"
    )
    listed = named.annotate(
        agreed=Subquery(latest.values("agreed")[:1]), next_on=Subquery(latest.values("next_on")[:1])
    )
    companions = [_companion(each) for each in listed.order_by("business__name", "pk")[:MOST]]
    return Card("training/_companion_card.html", {"companions": companions}) if companions else None


def _companion(named: Companionship) -> dict[str, object]:
    phone = named.person.phone
    return {
        "name": str(named.person),
        "business": named.business.name,
        "business_id": named.business_id,
        "whatsapp": f"https://wa.me/{phone.removeprefix('+')}" if phone else "",
        "agreed": named.agreed,  # type: ignore[attr-defined]
        "next_on": named.next_on,  # type: ignore[attr-defined]
    }


def milestones_link(person: Person, product: Product) -> Link | None:
    """To what happened to a product on the market."""
    scope = scope_for(person, "milestone.view")
    if scope is None:
        return None
    reached = businesses_to_follow(person, "milestone.view").filter(pk=product.business_id)
    if product.business.organisation_id not in scope.own_ids and not reached.exists():
        return None
    return Link(_("On the market"), reverse("training:milestones", args=[product.public_id]))
