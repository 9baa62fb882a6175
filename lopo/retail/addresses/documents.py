"""Addresses of papers: orders by a file, documents of an order, labels of cartons."""

from django.urls import URLPattern, path

from lopo.retail.views import carton, document, order_file

PATTERNS: list[URLPattern] = [
    path("pesanan/berkas/", order_file.order_file, name="order_file"),
    path("pesanan/berkas/lembar.xlsx", order_file.order_sheet, name="order_sheet"),
    path("pesanan/kiriman/<slug:delivery_public>/karton/", carton.cartons, name="cartons"),
    path("pesanan/<slug:order_public>/dokumen/", document.documents, name="documents"),
    path(
        "pesanan/<slug:order_public>/dokumen/<slug:paper_kind>-<int:paper_place>.<slug:form>",
        document.document,
        name="document",
    ),
]
