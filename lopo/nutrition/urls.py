"""Addresses of the nutrition pages."""

from django.urls import URLPattern, path

from lopo.nutrition.views import (
    composition,
    composition_table,
    product,
    product_claim,
    product_food,
    product_lab,
    product_weighing,
)

app_name = "nutrition"

urlpatterns: list[URLPattern] = [
    path("komposisi/", composition.index, name="composition"),
    path("komposisi/pangan/", composition.food, name="composition_food"),
    path("komposisi/kirim/", composition_table.send, name="composition_send"),
    path("komposisi/kiriman/<int:sent_id>/", composition_table.sent, name="composition_sent"),
    path("komposisi/tabel/<int:table_id>/", composition_table.change, name="composition_change"),
    path("produk/<slug:public_id>/gizi/", product.product, name="product"),
    path("produk/<slug:public_id>/gizi/bahan/", product_food.food, name="product_food"),
    path("produk/<slug:public_id>/gizi/minyak/", product_weighing.oil, name="product_oil"),
    path("produk/<slug:public_id>/gizi/susut/", product_weighing.loss, name="product_loss"),
    path("produk/<slug:public_id>/gizi/lab/", product_lab.lab, name="product_lab"),
    path("produk/<slug:public_id>/gizi/lab/tarik/", product_lab.lab_back, name="product_lab_back"),
    path("produk/<slug:public_id>/gizi/klaim/", product_claim.claim, name="product_claim"),
]
