"""Orders and what follows them: delivery with lots, receipt, return, invoice, payment.

Everything that happens is written and never changed; where an order stands is worked out from it by
``lopo.retail.trade``.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lopo.accounts.models import Organisation, Person
from lopo.facts.own_number import new_client_id
from lopo.producers.models import Business, Product, new_public_id
from lopo.quality.models import Batch
from lopo.retail.models.store import Store
from lopo.retail.models.terms import COUNTS_FROM, MODES, RetailTerms
from lopo.retail.trade.order import SOURCES


class Pool(models.Model):
    """One order of a shop that several kitchens fill by one recipe standard; each has an order of its own."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    retailer = models.ForeignKey(Organisation, models.PROTECT, related_name="pools")
    title = models.CharField(max_length=160)
    standard = models.TextField()
    """What every kitchen keeps to: recipe, size, pack."""
    pieces = models.PositiveIntegerField()
    price_idr = models.PositiveIntegerField()
    wanted_on = models.DateField()
    store = models.ForeignKey(Store, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    rounds = models.PositiveSmallIntegerField(default=0)
    """How often shares were agreed; after a round the rest may be offered again."""
    closed_at = models.DateTimeField(null=True, blank=True)
    """Since when nobody may offer: shares are agreed."""
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(pieces__gte=1), name="pool_of_some")]

    def __str__(self) -> str:
        return self.title


class Order(models.Model):
    """What one retailer ordered of one business for one shop."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    number = models.CharField(max_length=40)
    """The retailer's own number, or one of the house."""
    retailer = models.ForeignKey(Organisation, models.PROTECT, related_name="orders_made")
    business = models.ForeignKey(Business, models.PROTECT, related_name="orders")
    store = models.ForeignKey(Store, models.PROTECT, related_name="orders")
    pool = models.ForeignKey(Pool, models.PROTECT, null=True, blank=True, related_name="orders")
    terms = models.ForeignKey(RetailTerms, models.PROTECT, related_name="+")
    mode = models.CharField(max_length=11, choices=[(each, each) for each in MODES])
    days_to_pay = models.PositiveSmallIntegerField()
    counts_from = models.CharField(max_length=12, choices=[(each, each) for each in COUNTS_FROM])
    source = models.CharField(max_length=5, choices=[(each, each) for each in SOURCES])
    ordered_on = models.DateField()
    wanted_on = models.DateField()
    state = models.CharField(max_length=12)
    """By ``lopo.retail.trade.transitions``."""
    state_since = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=40, blank=True)
    """Why it was refused or cancelled, as a code."""
    words = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["-ordered_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["retailer", "state", "-ordered_on"]),
            models.Index(fields=["business", "state", "-ordered_on"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["retailer", "business", "number"], name="order_number_once"),
            models.CheckConstraint(condition=Q(wanted_on__gte=F("ordered_on")), name="order_wanted_after"),
            models.CheckConstraint(condition=Q(mode__in=MODES), name="order_mode_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.business}"


class OrderLine(models.Model):
    """One product of an order; what was confirmed stands beside what was asked."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT, related_name="order_lines")
    gtin = models.CharField(max_length=14, blank=True)
    pieces = models.PositiveIntegerField()
    price_idr = models.PositiveIntegerField()
    """For one piece, as the shop pays it."""
    carton_pieces = models.PositiveSmallIntegerField(default=1)
    confirmed = models.PositiveIntegerField(null=True, blank=True)
    """Nothing until the kitchen has answered."""
    reason = models.CharField(max_length=40, blank=True)
    """Why less was confirmed."""

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "product"], name="order_line_once_a_product"),
            models.CheckConstraint(condition=Q(pieces__gte=1), name="order_line_of_some"),
            models.CheckConstraint(
                condition=Q(confirmed=None) | Q(confirmed__lte=F("pieces")),
                name="order_line_confirmed_at_most",
            ),
            models.CheckConstraint(condition=Q(carton_pieces__gte=1), name="order_line_carton_of_some"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.pieces} {self.product}"


class Delivery(models.Model):
    """One sending of goods, and its receipt once the shop has counted it."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="deliveries")
    number = models.CharField(max_length=40)
    """On the delivery note."""
    sent_on = models.DateField()
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    received_on = models.DateField(null=True, blank=True)
    received_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    sscc = models.CharField(max_length=18, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        verbose_name_plural = "deliveries"
        ordering: ClassVar = ["sent_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "number"], name="delivery_number_once"),
            models.CheckConstraint(
                condition=Q(received_on=None, received_by=None)
                | Q(received_on__gte=F("sent_on"), received_by__isnull=False),
                name="delivery_received_after_sent",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class DeliveryLine(models.Model):
    """Pieces of one lot in a delivery; what the shop counted stands beside what was sent."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(OrderLine, models.PROTECT, related_name="delivered")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    pieces = models.PositiveIntegerField()
    expires_on = models.DateField(null=True, blank=True)
    accepted = models.PositiveIntegerField(null=True, blank=True)
    refused = models.PositiveIntegerField(null=True, blank=True)
    """Counted, but not taken; what is neither accepted nor refused was missing."""
    went_back = models.BooleanField(default=False)
    """Whether what was refused went back to the kitchen; else it stayed with the shop."""
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["delivery", "order_line", "batch"], name="delivery_line_once_a_lot"
            ),
            models.CheckConstraint(condition=Q(pieces__gte=1), name="delivery_line_of_some"),
            models.CheckConstraint(
                condition=Q(accepted=None, refused=None)
                | Q(accepted__isnull=False, refused__isnull=False, accepted__lte=F("pieces") - F("refused")),
                name="delivery_line_counted_at_most",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.pieces}"


class Return(models.Model):
    """Accepted pieces that went back afterwards."""

    line = models.ForeignKey(DeliveryLine, models.PROTECT, related_name="returns")
    pieces = models.PositiveIntegerField()
    reason = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    on = models.DateField()
    at_cost_of = models.CharField(max_length=8)
    """Who bears it, by the terms."""
    went_back = models.BooleanField(default=True)
    """To the kitchen; else it was thrown away at the shop."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(pieces__gte=1), name="return_of_some")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.pieces}"


class Invoice(models.Model):
    """The bill for what was accepted (or, on consignment, sold), and the day by which it is to be paid."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    order = models.ForeignKey(Order, models.PROTECT, related_name="invoices")
    number = models.CharField(max_length=40)
    issued_on = models.DateField()
    lines = models.JSONField()
    """As billed: product, pieces, price, lots; so that a bill once sent stays what it was."""
    amount_idr = models.PositiveBigIntegerField()
    """To be paid: the price of the goods, less the deduction."""
    fee_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    """What the terms deduct of the price of the goods."""
    fee_idr = models.PositiveBigIntegerField(default=0)
    starts_on = models.DateField()
    """The day from which the days to payment count."""
    due_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    """The day on which payments that came, and credits, reached the amount; kept up to date by the book."""
    rule = models.JSONField()
    """What the day rests on: contract or law, with its words and confidence."""
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["issued_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["due_on"]),
            models.Index(fields=["due_on"], condition=Q(settled_on=None), name="invoice_open_due"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "number"], name="invoice_number_once"),
            models.CheckConstraint(condition=Q(due_on__gte=F("issued_on")), name="invoice_due_after_issue"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def goods_idr(self) -> int:
        """The price of the goods before the deduction, which is a share of it."""
        return self.amount_idr + self.fee_idr


class Payment(models.Model):
    """Money towards an invoice: told by the shop, or by the kitchen, and confirmed by the other side."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    amount_idr = models.PositiveBigIntegerField()
    paid_on = models.DateField()
    reference = models.CharField(max_length=60, blank=True)
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    denied_at = models.DateTimeField(null=True, blank=True)
    """When the kitchen said that this money did not come."""
    recorded_at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["paid_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_idr__gte=1), name="payment_of_some"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="payment_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(denied_at=None), name="payment_came_or_not"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_id}: {self.amount_idr}"
