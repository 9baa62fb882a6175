"""Addresses of listings: where to sell, the buyer's desk, one listing and what is done with it."""

from django.urls import path

from lopo.retail.views.listing import listing, photo
from lopo.retail.views.listing_act import listing_act, mended
from lopo.retail.views.listing_price import answer, listing_price, new_prices, propose_price
from lopo.retail.views.queue import export, index
from lopo.retail.views.where_to_sell import shop, where_to_sell

PATTERNS = [
    path("produk/<slug:public_id>/tempat-jual/", where_to_sell, name="where_to_sell"),
    path("produk/<slug:public_id>/tempat-jual/<int:retailer_id>/", shop, name="shop"),
    path("rak/", index, name="queue"),
    path("rak/harga/", new_prices, name="new_prices"),
    path("rak/berkas.<slug:form>", export, name="queue_export"),
    path("rak/lamaran/<slug:listing_id>/", listing, name="listing"),
    path("rak/lamaran/<slug:listing_id>/foto/", photo, name="listing_photo"),
    path("rak/lamaran/<slug:listing_id>/dibenahi/", mended, name="listing_mended"),
    path("rak/lamaran/<slug:listing_id>/harga/", listing_price, name="listing_price"),
    path("rak/lamaran/<slug:listing_id>/harga/usul/", propose_price, name="price_new"),
    path(
        "rak/lamaran/<slug:listing_id>/harga/<slug:change_id>/<slug:price_act>/", answer, name="price_answer"
    ),
    path("rak/lamaran/<slug:listing_id>/<slug:act_id>/", listing_act, name="listing_act"),
]
