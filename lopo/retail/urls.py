"""Addresses of the shelf: orders and what follows them."""

from django.urls import URLPattern, URLResolver

from lopo.retail.addresses import listing, sellout, trade

app_name = "retail"
urlpatterns: list[URLPattern | URLResolver] = [
    *listing.PATTERNS,
    *sellout.PATTERNS,
    *trade.PATTERNS,
]
