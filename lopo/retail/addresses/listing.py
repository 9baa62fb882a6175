"""Addresses of listings: where to sell, the buyer's desk, one listing and what is done with it."""

from django.urls import path

from lopo.retail.views.listing import listing, photo
from lopo.retail.views.listing_act import listing_act, mended
from lopo.retail.views.queue import export, index
from lopo.retail.views.where_to_sell import shop, where_to_sell

PATTERNS = [
    path("produk/<slug:public_id>/tempat-jual/", where_to_sell, name="where_to_sell"),
    path("produk/<slug:public_id>/tempat-jual/<int:retailer_id>/", shop, name="shop"),
    path("rak/", index, name="queue"),
    path("rak/berkas.<slug:form>", export, name="queue_export"),
    path("rak/lamaran/<slug:listing_id>/", listing, name="listing"),
    path("rak/lamaran/<slug:listing_id>/foto/", photo, name="listing_photo"),
    path("rak/lamaran/<slug:listing_id>/dibenahi/", mended, name="listing_mended"),
    path("rak/lamaran/<slug:listing_id>/<slug:act_id>/", listing_act, name="listing_act"),
]
