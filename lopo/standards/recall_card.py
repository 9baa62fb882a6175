"""On the owner's first page: a recall for real that is open, until it is closed."""

from lopo.accounts.models import Person
from lopo.quality.recalled import recalls_for
from lopo.standards.home_cards import Card


def recall_card(person: Person) -> Card | None:
    """The open recalls of a person's businesses. One query."""
    recalls = recalls_for(person)
    return Card("standards/_recall_card.html", {"recalls": recalls}, first=True) if recalls else None
