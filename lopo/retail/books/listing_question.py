"""What a shop asked a kitchen about a listing, as long as nobody has answered."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.retail.listing.transitions import ANSWER, ASK, Transition, table
from lopo.retail.models import Listing, ListingStep

_NOTHING_ASKED = Text(
    "Tidak ada pertanyaan toko yang menunggu jawaban.", "No question of the shop waits for an answer."
)


def open_questions() -> QuerySet[ListingStep]:
    """The questions that nobody has answered, of listings that are not over; the latest first."""
    later = ListingStep.objects.filter(listing=OuterRef("listing"), transition=ANSWER, pk__gt=OuterRef("pk"))
    asked = ListingStep.objects.filter(~Exists(later), transition=ASK).select_related("by")
    return asked.exclude(listing__state__in=table().lane_states("ended")).order_by("-at", "-pk")


def question_of(listing: Listing) -> ListingStep | None:
    """What the shop asked last, where it waits for an answer."""
    return open_questions().filter(listing=listing).first()


def asked_among(listings: Collection[Listing]) -> set[int]:
    """Those of some listings in which a question waits, by primary key; one query."""
    return set(open_questions().order_by().filter(listing__in=listings).values_list("listing", flat=True))


def open_acts(state: str, parties: Collection[str], *, is_asked: bool) -> list[Transition]:
    """What ``parties`` can do with a listing in ``state``; answering only where something was asked."""
    return [each for each in table().open_to(state, parties) if is_asked or each.id != ANSWER]


def check_asked(listing: Listing, step: Transition) -> None:
    """Raises :class:`Refused` for an answer to nothing."""
    if step.id == ANSWER and question_of(listing) is None:
        raise Refused(_NOTHING_ASKED)
