"""Addresses of the label's pages."""

from django.urls import URLPattern, path

from lopo.labels.views import existing, existing_photo, existing_question, gtin, gtin_book

app_name = "labels"

urlpatterns: list[URLPattern] = [
    path("produk/<slug:public_id>/barcode/", gtin.barcode, name="barcode"),
    path("produk/<slug:public_id>/barcode/ambil/", gtin.assign, name="gtin_assign"),
    path("produk/<slug:public_id>/barcode/catat/", gtin.write_down, name="gtin_write_down"),
    path("produk/<slug:public_id>/barcode/karton/", gtin.case, name="gtin_case"),
    path("nomor-barcode/<int:pk>/tarik/", gtin.take_back, name="gtin_take_back"),
    path("nomor-barcode/blok/<int:pk>/tutup/", gtin_book.block_close, name="gtin_block_close"),
    path("usaha/<int:business_id>/nomor-barcode/", gtin_book.book, name="gtin_book"),
    path("usaha/<int:business_id>/nomor-barcode/baru/", gtin_book.block_new, name="gtin_block_new"),
    path("usaha/<int:business_id>/nomor-barcode/terpakai/", gtin_book.used, name="gtin_used"),
    path(
        "usaha/<int:business_id>/nomor-barcode/unduh.<slug:form>",
        gtin_book.book_export,
        name="gtin_book_export",
    ),
    path("produk/<slug:public_id>/label-lama/", existing.existing, name="existing"),
    path("produk/<slug:public_id>/label-lama/foto/", existing_photo.existing_photos, name="existing_photos"),
    path(
        "produk/<slug:public_id>/label-lama/foto/<int:pk>/",
        existing_photo.existing_photo,
        name="existing_photo",
    ),
    path(
        "produk/<slug:public_id>/label-lama/foto/<int:pk>/kecil/",
        existing_photo.existing_photo_small,
        name="existing_photo_small",
    ),
    path("produk/<slug:public_id>/label-lama/baru/", existing.existing_fresh, name="existing_fresh"),
    path("produk/<slug:public_id>/label-lama/tanya/", existing_question.existing_next, name="existing_next"),
    path(
        "produk/<slug:public_id>/label-lama/tanya/<str:fact>/",
        existing_question.existing_ask,
        name="existing_ask",
    ),
    path("produk/<slug:public_id>/label-lama/hasil/", existing.existing_result, name="existing_result"),
]
