"""What the market brings to pages of the layers below: links and places."""

from django.urls import reverse
from django.utils.translation import gettext as _

from lopo.accounts.models import Person
from lopo.market.books.feedback import CITY_RULE
from lopo.market.books.on_behalf import may_publish
from lopo.producers.models import Product
from lopo.standards.home_cards import Link
from lopo.standards.models import Task


def showing_link(person: Person, product: Product) -> Link | None:
    """From the page of a product to where its owner, or who writes for her, opens it to the public."""
    if not may_publish(person, product.business):
        return None
    return Link(_("In the catalogue"), reverse("market:showing", args=[product.public_id]))


def place_of_feedback(task: Task) -> str:
    """Where the serious word of a buyer is read and answered."""
    filters = "?gawat=1" if task.rule == CITY_RULE else "?gawat=1&jawab=1"
    return reverse("market:feedback_list") + filters
