"""Addresses of a retailer: its page for everybody, its terms, its shops."""

from django.urls import path

from lopo.retail.views import retailer, retailer_gate, store, terms

RETAILER = "toko/<int:retailer_id>"
PATTERNS = [
    path("toko/", retailer.index, name="retailers"),
    path("toko/saya/", retailer.own, name="own_shop"),
    path(f"{RETAILER}/", retailer.retailer, name="retailer"),
    path(f"{RETAILER}/gerbang/", retailer_gate.choose, name="retailer_gate"),
    path(f"{RETAILER}/syarat/", terms.draft, name="terms"),
    path(f"{RETAILER}/syarat/terbitkan/", terms.publish_draft, name="terms_publish"),
    path(f"{RETAILER}/syarat/buang/", terms.discard_draft, name="terms_discard"),
    path(f"{RETAILER}/gerai/", store.index, name="stores"),
    path(f"{RETAILER}/gerai/unduh.<slug:form>", store.export, name="stores_export"),
    path(f"{RETAILER}/gerai/daftar/", store.stores_in, name="stores_in"),
    path(f"{RETAILER}/gerai/baru/", store.new, name="store_new"),
    path(f"{RETAILER}/gerai/<int:store_id>/", store.store, name="store"),
    path(f"{RETAILER}/gerai/<int:store_id>/tutup/", store.close, name="store_close"),
]
