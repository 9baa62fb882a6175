"""Help to sell: photo, text, cards, sharing; and the government's catalogue."""

from django.urls import URLPattern, path

from lopo.market.views import photo, procurement, procurement_board, product_text, selling, tags

PRODUCT = "produk/<slug:public_id>"

PATTERNS: list[URLPattern] = [
    path("e-katalog/", procurement_board.board, name="procurement_board"),
    path("e-katalog/unduh/<slug:form>/", procurement_board.board_file, name="procurement_board_file"),
    path("label-harga/", tags.shelf, name="tags_shelf"),
    path("label-harga/cetak/", tags.shelf_file, name="tags_shelf_file"),
    path(f"{PRODUCT}/bantu-jual/", selling.hub, name="selling"),
    path(f"{PRODUCT}/bagikan/", selling.share, name="share"),
    path(f"{PRODUCT}/bagikan/gambar/", selling.share_image, name="share_image"),
    path(f"{PRODUCT}/foto/", photo.photos, name="photos"),
    path(f"{PRODUCT}/foto/<int:pk>/", photo.verdict, name="photo_verdict"),
    path(f"{PRODUCT}/foto/<int:pk>/menunggu/", photo.waiting, name="photo_waiting"),
    path(f"{PRODUCT}/foto/<int:pk>/gambar/", photo.picture, name="photo_picture"),
    path(f"{PRODUCT}/foto/<int:pk>/periksa/", photo.judged, name="photo_judged"),
    path(f"{PRODUCT}/foto/<int:pk>/lepas/", photo.removed, name="photo_removed"),
    path(f"{PRODUCT}/kata/", product_text.text, name="text"),
    path(f"{PRODUCT}/label-harga/", tags.tags, name="tags"),
    path(f"{PRODUCT}/label-harga/contoh/", tags.tags_picture, name="tags_picture"),
    path(f"{PRODUCT}/label-harga/cetak/", tags.tags_file, name="tags_file"),
    path(f"{PRODUCT}/e-katalog/", procurement.procurement, name="procurement"),
    path(f"{PRODUCT}/e-katalog/kategori/", procurement.category, name="procurement_category"),
    path(f"{PRODUCT}/e-katalog/lembar/", procurement.sheet, name="procurement_sheet"),
    path(f"{PRODUCT}/e-katalog/lembar/<slug:form>/", procurement.sheet_file, name="procurement_sheet_file"),
    path(f"{PRODUCT}/e-katalog/langkah/<slug:transition>/", procurement.step, name="procurement_step"),
    path(f"{PRODUCT}/e-katalog/terjual/", procurement.sale, name="procurement_sale"),
    path(
        f"{PRODUCT}/e-katalog/terjual/<int:pk>/batal/",
        procurement.sale_withdraw,
        name="procurement_sale_withdraw",
    ),
]
