"""Addresses of what the tills sold: files of retailers, and how products stand on shelves."""

from django.urls import URLPattern, path

from lopo.retail.views import sellout, sellout_shelf

PATTERNS: list[URLPattern] = [
    path("penjualan-toko/", sellout.files, name="sellout"),
    path("penjualan-toko/stok/", sellout_shelf.shelf, name="sellout_shelf"),
    path("penjualan-toko/stok/unduh.<slug:form>", sellout_shelf.export, name="sellout_shelf_export"),
    path("penjualan-toko/berkas/<slug:import_public>/", sellout.file, name="sellout_file"),
    path("penjualan-toko/berkas/<slug:import_public>/barang/", sellout.products, name="sellout_products"),
    path("penjualan-toko/berkas/<slug:import_public>/masuk/", sellout.take, name="sellout_take"),
    path("penjualan-toko/berkas/<slug:import_public>/ulang/", sellout.again, name="sellout_again"),
    path("penjualan-toko/berkas/<slug:import_public>/batal/", sellout.undo, name="sellout_undo"),
]
