"""Which gate a retailer holds products against."""

from django.db import models

from lopo.accounts.models import Organisation, Person


class RetailerGate(models.Model):
    """The gate of one retailer: one of the library's, its own or one that ships with the house."""

    retailer = models.OneToOneField(Organisation, models.CASCADE, related_name="gate")
    gate = models.CharField(max_length=60)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.retailer}: {self.gate}"
