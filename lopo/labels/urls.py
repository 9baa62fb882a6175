"""Addresses of the label's pages."""

from django.urls import URLPattern, path

from lopo.labels.views import (
    existing,
    existing_photo,
    existing_question,
    gtin,
    gtin_book,
    mark,
    run,
    studio,
    studio_files,
)

app_name = "labels"

urlpatterns: list[URLPattern] = [
    path("produk/<slug:public_id>/label/", studio.studio, name="studio"),
    path("produk/<slug:public_id>/label/lihat/", studio.preview, name="studio_preview"),
    path("produk/<slug:public_id>/label/contoh/<slug:design>.png", studio.sample, name="studio_sample"),
    path("produk/<slug:public_id>/label/pakai/", studio.adopt, name="studio_adopt"),
    path("produk/<slug:public_id>/label/unduh.<slug:form>", studio_files.label_file, name="label_file"),
    path("produk/<slug:public_id>/label/cetak/", run.run_new, name="run_new"),
    path("produk/<slug:public_id>/label/gambar/<slug:kind>/", mark.mark, name="mark"),
    path("produk/<slug:public_id>/label/gambar/<slug:kind>.png", mark.mark_picture, name="mark_picture"),
    path("label/cetakan/<int:pk>/", run.run, name="run"),
    path("label/cetakan/<int:pk>/<slug:piece>.pdf", run.run_file, name="run_file"),
    path("produk/<slug:public_id>/barcode/", gtin.barcode, name="barcode"),
    path("produk/<slug:public_id>/barcode/<slug:gtin>.<slug:form>", gtin.barcode_file, name="barcode_file"),
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
