"""What the tills sold, as the retailer's files tell it, and how her files are read.

A file is taken once and can be undone as a whole: what it replaced stays on record, and then comes back.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lopo.accounts.models import Organisation, Person
from lopo.facts.own_number import new_client_id
from lopo.producers.models import Product, new_public_id
from lopo.retail.models.store import Store

WAITING, TAKEN, UNDONE = IMPORT_STATES = ("waiting", "taken", "undone")
BY_CODE, BY_NAME = "code", "name"


class SellOutLayout(models.Model):
    """How the columns of one shape of a retailer's files are meant; a change is a new version."""

    retailer = models.ForeignKey(Organisation, models.CASCADE, related_name="sellout_layouts")
    version = models.PositiveIntegerField()
    shape = models.CharField(max_length=64)
    """A digest of the headings, by which the next file is recognised."""
    layout = models.JSONField()
    """As ``lopo.retail.sellout.layout`` writes it."""
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-version"]
        indexes: ClassVar = [models.Index(fields=["retailer", "shape", "-version"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["retailer", "version"], name="sellout_layout_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.retailer_id}: {self.version}"


class ArticleCode(models.Model):
    """Which product a retailer means by a code or a name in its files; remembered once told."""

    retailer = models.ForeignKey(Organisation, models.CASCADE, related_name="article_codes")
    kind = models.CharField(max_length=4, choices=[(each, each) for each in (BY_CODE, BY_NAME)])
    text = models.CharField(max_length=120)
    """In the form in which files are compared."""
    product = models.ForeignKey(Product, models.CASCADE, null=True, blank=True, related_name="article_codes")
    """Nothing where it is another supplier's."""
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["retailer", "kind", "text"], name="article_code_once")
        ]

    def __str__(self) -> str:
        return self.text


class CartonSize(models.Model):
    """How many pieces of a product a retailer's files mean by a carton; remembered once told."""

    retailer = models.ForeignKey(Organisation, models.CASCADE, related_name="carton_sizes")
    product = models.ForeignKey(Product, models.CASCADE, related_name="carton_sizes")
    unit = models.CharField(max_length=20)
    """The word for a carton, as ``lopo.retail.sellout.words`` has it."""
    pieces = models.PositiveIntegerField()
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["retailer", "product", "unit"], name="carton_size_once"),
            models.CheckConstraint(condition=Q(pieces__gte=1), name="carton_holds_something"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.unit}: {self.pieces}"


class StoreName(models.Model):
    """Which of its shops a retailer means by a name or a code in its files; remembered once told."""

    retailer = models.ForeignKey(Organisation, models.CASCADE, related_name="store_names")
    text = models.CharField(max_length=120)
    store = models.ForeignKey(Store, models.CASCADE, null=True, blank=True, related_name="names_in_files")
    """Nothing where its sales are of no concern here."""
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["retailer", "text"], name="store_name_once")]

    def __str__(self) -> str:
        return self.text


class SellOutImport(models.Model):
    """One file of a retailer: waiting while it is looked at, then taken, perhaps undone."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    retailer = models.ForeignKey(Organisation, models.CASCADE, related_name="sellout_imports")
    state = models.CharField(max_length=7, choices=[(each, each) for each in IMPORT_STATES], default=WAITING)
    file = models.FileField(upload_to="sellout/%Y/%m/")
    file_name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    layout = models.ForeignKey(SellOutLayout, models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.JSONField(default=dict, blank=True)
    """What was told of this file alone: its days, its shop."""
    summary = models.JSONField(default=dict, blank=True)
    """Rows by what became of them, and sums beside the file's own."""
    account = models.JSONField(default=list, blank=True)
    """Each row of the file: sheet, row, what became of it, cell, why in both languages."""
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["retailer", "state", "-made_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["retailer", "sha256"], condition=Q(state=TAKEN), name="sellout_file_taken_once"
            ),
            models.CheckConstraint(condition=Q(state__in=IMPORT_STATES), name="sellout_import_state_known"),
            models.CheckConstraint(
                condition=Q(state=WAITING, taken_at=None, taken_by=None)
                | Q(state__in=(TAKEN, UNDONE), taken_at__isnull=False, taken_by__isnull=False),
                name="sellout_taken_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class SellOutRow(models.Model):
    """Pieces of one product that one shop sold from one day until another, both counted."""

    source = models.ForeignKey(SellOutImport, models.CASCADE, related_name="rows")
    store = models.ForeignKey(Store, models.PROTECT, related_name="sellout")
    product = models.ForeignKey(Product, models.PROTECT, related_name="sellout")
    from_day = models.DateField()
    until_day = models.DateField()
    pieces = models.IntegerField()
    """Below nought where more came back over the counter than was sold."""
    value_idr = models.BigIntegerField(null=True, blank=True)
    stock = models.IntegerField(null=True, blank=True)
    """At the end of the last day, where the file told it."""
    file_rows = models.JSONField(default=list)
    """Where in the file it stood: sheet and row."""
    replaced_by = models.ForeignKey(
        SellOutImport, models.SET_NULL, null=True, blank=True, related_name="replaced"
    )
    """The later file that told it otherwise."""

    class Meta:
        ordering: ClassVar = ["from_day", "pk"]
        indexes: ClassVar = [models.Index(fields=["product", "store", "until_day"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["store", "product", "from_day", "until_day"],
                condition=Q(replaced_by=None),
                name="sellout_row_once",
            ),
            models.CheckConstraint(
                condition=Q(until_day__gte=F("from_day")), name="sellout_row_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} {self.store_id} {self.from_day}: {self.pieces}"


class LogisticUnit(models.Model):
    """A serial number that was given to one carton or pallet of a business; never given again."""

    prefix = models.CharField(max_length=12)
    """The company prefix of the business, as GS1 issued it."""
    extension = models.PositiveSmallIntegerField(default=0)
    serial = models.PositiveBigIntegerField()
    sscc = models.CharField(max_length=18, unique=True)
    delivery = models.ForeignKey(
        "retail.Delivery", models.PROTECT, null=True, blank=True, related_name="logistic_units"
    )
    order = models.ForeignKey(
        "retail.Order", models.PROTECT, null=True, blank=True, related_name="logistic_units"
    )
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=60, unique=True, default=new_client_id)
    """Which label it stands on: asked for twice, it is the same number."""

    class Meta:
        ordering: ClassVar = ["prefix", "serial"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["prefix", "extension", "serial"], name="logistic_unit_serial_once"
            )
        ]

    def __str__(self) -> str:
        return self.sscc
