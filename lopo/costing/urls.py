"""Addresses of the pages on cost and price."""

from django.urls import URLPattern, path

from lopo.costing.views import product, purchases, question, terms

app_name = "costing"

urlpatterns: list[URLPattern] = [
    path("produk/<slug:public_id>/biaya/", product.product, name="product"),
    path("produk/<slug:public_id>/biaya/unduh.csv", product.as_file, name="product_file"),
    path("produk/<slug:public_id>/biaya/tanya/", question.ask_next, name="ask_next"),
    path("produk/<slug:public_id>/biaya/tanya/<str:fact>/", question.ask, name="ask"),
    path("produk/<slug:public_id>/biaya/jalur/<slug:channel>/", terms.terms, name="terms"),
    path("usaha/<int:business_id>/belanja/", purchases.book, name="purchases"),
    path("belanja/<int:pk>/tarik/", purchases.purchase_take_back, name="purchase_take_back"),
]
