"""Addresses of the shelf: orders and what follows them."""

from django.urls import URLPattern, URLResolver

from lopo.retail.addresses import documents, listing, retailer, sellout, trade

app_name = "retail"
urlpatterns: list[URLPattern | URLResolver] = [
    *documents.PATTERNS,  # before those of an order, whose name may be anything
    *listing.PATTERNS,
    *retailer.PATTERNS,
    *sellout.PATTERNS,
    *trade.PATTERNS,
]
