"""One product before one retailer: from the application to the shelf and off it again."""

from typing import ClassVar

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast, NullIf

from lopo.accounts.models import Organisation, Person
from lopo.facts.own_number import new_client_id
from lopo.producers.models import Product, new_public_id
from lopo.retail.listing.likeness import LONGEST_KEY
from lopo.retail.listing.transitions import LANES, table
from lopo.retail.models.store import Store
from lopo.retail.models.terms import RetailTerms

ENDED = ("rejected", "withdrawn", "delisted")
"""States in which a new application may begin; the table of transitions says the same."""


def _lane() -> Case:
    """The heap of the buyer's desk, kept by the database itself from the state."""
    states = table().lane_states
    return Case(
        *(When(state__in=list(states(lane)), then=Value(lane)) for lane in LANES[:-1]),
        default=Value(LANES[-1]),
        output_field=models.CharField(max_length=6),
    )


_MARGIN = (
    Cast(F("shelf_price_idr") - F("price_idr"), models.BigIntegerField())
    * 1000
    / NullIf(F("shelf_price_idr"), Value(0))
)


class Listing(models.Model):
    """An application and what became of it. Its state only moves by ``lopo.retail.listing.transitions``."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    product = models.ForeignKey(Product, models.PROTECT, related_name="listings")
    retailer = models.ForeignKey(Organisation, models.PROTECT, related_name="listings")
    terms = models.ForeignKey(RetailTerms, models.PROTECT, null=True, blank=True, related_name="+")
    """The published terms that held when it was applied for."""
    gate = models.CharField(max_length=60)
    """The standard that was asked, and its version."""
    gate_version = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=20)
    state_since = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    """Until when whoever has the turn should act."""
    version = models.PositiveIntegerField(default=0)
    """Counts the changes, so that two who act at once are told apart."""
    price_idr = models.PositiveIntegerField()
    """What the shop pays for one piece."""
    shelf_price_idr = models.PositiveIntegerField()
    price_from = models.DateField(null=True, blank=True)
    """The days on which both prices hold, as ``lopo.retail.books.listing_price`` keeps them; outside of them
    it says which do. No first day: since it was listed; no last: until further notice."""
    price_until = models.DateField(null=True, blank=True)
    weekly_pieces = models.PositiveIntegerField()
    """What the kitchen says it can send in a week."""
    dossier = models.JSONField(default=dict)
    """What was shown when it was applied for: fact name to value."""
    applied_at = models.DateTimeField(auto_now_add=True)
    applied_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)
    # What the buyer's desk sorts by: kept, so that a page of a long queue costs no more than of a short one.
    lane = models.GeneratedField(
        expression=_lane(), output_field=models.CharField(max_length=6), db_persist=True
    )
    margin_permille = models.GeneratedField(
        expression=_MARGIN, output_field=models.BigIntegerField(null=True), db_persist=True, null=True
    )
    """The shop's share of the shelf price, in thousandths, rounded down."""
    readiness = models.PositiveSmallIntegerField(default=0)
    """By :mod:`lopo.retail.listing.readiness`, when it was last looked at."""
    lapses_on = models.DateField(null=True, blank=True)
    """The last day of the paper that runs out first."""
    likeness = models.CharField(max_length=LONGEST_KEY, blank=True)
    """By :mod:`lopo.retail.listing.likeness`; those of one key are alike."""
    alike = models.PositiveIntegerField(default=0)
    """How many alike were there before it in this shop, on the shelf or in the queue, and still are."""
    mended_on = models.DateField(null=True, blank=True)
    """When the owner said that what it was rejected for is mended."""
    mended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reminded_on = models.DateField(null=True, blank=True)
    """When the buyer was last reminded of it."""

    class Meta:
        ordering: ClassVar = ["-applied_at", "-pk"]
        indexes: ClassVar = [
            models.Index(
                fields=["retailer", "lane", "-readiness", "state_since", "id"], name="listing_by_readiness"
            ),
            models.Index(fields=["retailer", "lane", "-margin_permille", "id"], name="listing_by_margin"),
            models.Index(fields=["retailer", "lane", "-weekly_pieces", "id"], name="listing_by_supply"),
            models.Index(fields=["retailer", "lane", "alike", "id"], name="listing_by_novelty"),
            models.Index(fields=["retailer", "lane", "state_since", "id"], name="listing_by_waiting"),
            models.Index(fields=["retailer", "lane", "due_on", "id"], name="listing_by_due"),
            models.Index(fields=["retailer", "likeness"], name="listing_likeness"),
            models.Index(fields=["retailer", "state", "state_since"]),
            models.Index(fields=["product", "state"]),
            models.Index(fields=["due_on"], condition=Q(due_on__isnull=False), name="listing_due"),
            models.Index(
                fields=["price_until"], condition=Q(price_until__isnull=False), name="listing_price_ends"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "retailer"], condition=~Q(state__in=ENDED), name="listing_one_open"
            ),
            models.CheckConstraint(
                condition=Q(shelf_price_idr__gte=F("price_idr")), name="listing_shelf_price_covers_price"
            ),
            models.CheckConstraint(condition=Q(price_idr__gte=1), name="listing_price_of_some"),
        ]

    def __str__(self) -> str:
        return f"{self.product} > {self.retailer}: {self.state}"


class ListingStep(models.Model):
    """One transition that was made: who, when, why. Written, never changed."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="steps")
    transition = models.CharField(max_length=30)
    was = models.CharField(max_length=20, blank=True)
    became = models.CharField(max_length=20)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """Nobody where a day passed by itself."""
    at = models.DateTimeField()
    reason = models.CharField(max_length=40, blank=True)
    """A code of the table of reasons."""
    words = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["listing", "-at"])]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.was} > {self.became}"


class Tasting(models.Model):
    """What one taster thought of a sample: scores by aspect, from 1 to 5."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="tastings")
    taster = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80, blank=True)
    """Who tasted, where ``taster`` only wrote it down."""
    scores = models.JSONField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["listing", "taster", "name"], name="tasting_once_a_taster"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.name or self.taster}"


class Trial(models.Model):
    """A bounded place on the shelf: stores, dates, pieces, and the number agreed beforehand."""

    listing = models.ForeignKey(Listing, models.CASCADE, related_name="trials")
    stores = models.ManyToManyField(Store, related_name="trials")
    starts_on = models.DateField()
    ends_on = models.DateField()
    pieces = models.PositiveIntegerField()
    """Put on the shelves in all."""
    wanted_percent = models.PositiveSmallIntegerField()
    """Of the pieces, what must be sold by the end."""
    sold_pieces = models.PositiveIntegerField(null=True, blank=True)
    """As told at the verdict; until then the tills' reports say."""
    verdict = models.CharField(max_length=10, blank=True)
    verdict_at = models.DateTimeField(null=True, blank=True)
    verdict_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-starts_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="trial_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(pieces__gte=1), name="trial_of_some"),
            models.CheckConstraint(
                condition=Q(wanted_percent__gte=1, wanted_percent__lte=100), name="trial_wants_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.starts_on} to {self.ends_on}"
