"""What the public sees of a product and its maker: what the owner put there, in one row to be read fast.

Everything but the owner's own words is remembered from the facts (``lopo.market.books.showing``) and can be
worked out again.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.producers.models import KINDS, Business, Evidence, Kelurahan, Product

PUBLIC = Q(published_at__isnull=False)
SLUG_MOST = 90


class MakerPage(models.Model):
    """The page of a maker. It is open while one of her products is in the catalogue."""

    business = models.OneToOneField(Business, models.CASCADE, related_name="maker_page")
    slug = models.SlugField(max_length=SLUG_MOST, unique=True)
    about_id = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    contact = models.CharField(max_length=60, blank=True)
    """What she gives to the public herself; never taken from her account."""

    def __str__(self) -> str:
        return self.slug


class CatalogueEntry(models.Model):
    """One product as the catalogue shows it. Without ``published_at`` nobody but its maker sees it."""

    product = models.OneToOneField(Product, models.CASCADE, related_name="catalogue_entry")
    maker_page = models.ForeignKey(MakerPage, models.CASCADE, related_name="entries")
    slug = models.SlugField(max_length=SLUG_MOST, unique=True)
    """Made once; it stays when the product is renamed, so that links do not break."""
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    story_id = models.TextField(blank=True)
    story_en = models.TextField(blank=True)

    # Remembered from the facts
    title = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    maker = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=KINDS)
    kelurahan = models.ForeignKey(Kelurahan, models.PROTECT, null=True, blank=True, related_name="+")
    kecamatan = models.CharField(max_length=60, blank=True)
    price_idr = models.PositiveIntegerField(null=True, blank=True)
    is_halal = models.BooleanField(default=False)
    """A halal certificate that the city has seen."""
    in_shops = models.BooleanField(default=False)
    rung = models.CharField(max_length=20, blank=True)
    shown = models.JSONField(default=dict)
    """The facts of its page, by name, as plain values; see ``lopo.market.catalogue.public_facts``."""
    papers = models.JSONField(default=list)
    """Papers that the city has seen: kind, number where it stands on packs, until when."""
    gtin = models.CharField(max_length=14, blank=True)
    photo = models.CharField(max_length=16, blank=True)
    """The name of its first picture."""
    photo_width = models.PositiveIntegerField(default=0)
    photo_height = models.PositiveIntegerField(default=0)
    stars_sum = models.PositiveIntegerField(default=0)
    stars_count = models.PositiveIntegerField(default=0)
    refreshed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "catalogue entries"
        indexes: ClassVar = [
            models.Index(fields=["-id"], condition=PUBLIC, name="entry_newest"),
            models.Index(fields=["kind", "-id"], condition=PUBLIC, name="entry_kind"),
            models.Index(fields=["kecamatan", "-id"], condition=PUBLIC, name="entry_kecamatan"),
            models.Index(fields=["kelurahan", "-id"], condition=PUBLIC, name="entry_kelurahan"),
            models.Index(fields=["kind", "kecamatan", "-id"], condition=PUBLIC, name="entry_kind_place"),
            models.Index(fields=["price_idr", "-id"], condition=PUBLIC, name="entry_price"),
            models.Index(fields=["-id"], condition=PUBLIC & Q(is_halal=True), name="entry_halal"),
            models.Index(fields=["-id"], condition=PUBLIC & Q(in_shops=True), name="entry_in_shops"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="entry_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(stars_sum__gte=models.F("stars_count"))
                & Q(stars_sum__lte=5 * models.F("stars_count")),
                name="entry_stars_add_up",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class CatalogueCount(models.Model):
    """How many open products are of one kind in one ward, with and without papers and shops.

    The counts beside the filters are sums of these few rows, however large the catalogue is.
    """

    kind = models.CharField(max_length=10)
    kecamatan = models.CharField(max_length=60, blank=True)
    kelurahan = models.CharField(max_length=13, blank=True)
    """Its code."""
    is_halal = models.BooleanField()
    in_shops = models.BooleanField()
    products = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "kecamatan", "kelurahan", "is_halal", "in_shops"], name="catalogue_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.kelurahan}: {self.products}"


class CatalogueShop(models.Model):
    """A shop in which open products stand, as it is chosen among the filters."""

    name = models.CharField(max_length=160, unique=True)
    slug = models.SlugField(max_length=SLUG_MOST, unique=True)
    products = models.IntegerField(default=0)
    """How many open products it has."""

    def __str__(self) -> str:
        return self.name


class CatalogueShelf(models.Model):
    """An open product in a shop; those that are closed have no rows here."""

    shop = models.ForeignKey(CatalogueShop, models.CASCADE, related_name="shelves", db_index=False)
    entry = models.ForeignKey(CatalogueEntry, models.CASCADE, related_name="shelves")

    class Meta:
        verbose_name_plural = "catalogue shelves"
        constraints: ClassVar = [models.UniqueConstraint(fields=["shop", "entry"], name="shelf_once_a_shop")]

    def __str__(self) -> str:
        return f"{self.entry_id} in {self.shop_id}"


class ProductPhoto(models.Model):
    """A picture that the owner shows of a product, the first one first. Taken off, never deleted."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="catalogue_photos")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    name = models.CharField(max_length=16)
    """The beginning of its content's digest: the name in addresses, which changes with the picture."""
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["name"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "name"], condition=Q(removed_at=None), name="photo_once_a_product"
            )
        ]

    def __str__(self) -> str:
        return self.name
