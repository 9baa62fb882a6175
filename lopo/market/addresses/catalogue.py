"""Addresses of the catalogue, its search and feeds, the code on the pack, buyers' words."""

from django.urls import URLPattern, path

from lopo.market.views import catalogue, feedback, feedback_desk, feeds, pack_code, product, publish

PATTERNS: list[URLPattern] = [
    path("katalog/", catalogue.catalogue, name="catalogue"),
    path("katalog/pembuat/<slug:maker_slug>/", catalogue.maker, name="maker"),
    path("katalog/foto/<slug:photo_name>-<int:width>.<slug:picture_form>", product.photo, name="photo"),
    path("katalog/tanggapan/", feedback_desk.feedback_list, name="feedback_list"),
    path("katalog/tanggapan/<int:feedback_id>/foto/", feedback_desk.feedback_photo, name="feedback_photo"),
    path("katalog/tanggapan/<int:feedback_id>/jawab/", feedback_desk.feedback_answer, name="feedback_answer"),
    path(
        "katalog/tanggapan/<int:feedback_id>/sembunyikan/", feedback_desk.feedback_hide, name="feedback_hide"
    ),
    path("katalog/tanggapan/<int:feedback_id>/tampilkan/", feedback_desk.feedback_show, name="feedback_show"),
    path("katalog/umpan/", feeds.left_out, name="feed_left_out"),
    path("katalog/umpan/google.xml", feeds.google, name="feed_google"),
    path("katalog/<slug:slug>/", product.product, name="product"),
    path("katalog/<slug:slug>/bagikan.jpg", product.share, name="share_picture"),
    path("katalog/<slug:slug>/kode.svg", product.qr, name="qr"),
    path("katalog/<slug:slug>/tanggapan/", feedback.feedback_new, name="feedback_new"),
    path("katalog/<slug:slug>/tanggapan/terima-kasih/", feedback.feedback_thanks, name="feedback_thanks"),
    path("produk/<slug:public_id>/katalog/", publish.showing, name="showing"),
    path("produk/<slug:public_id>/katalog/buka/", publish.publish_now, name="publish"),
    path("produk/<slug:public_id>/katalog/buka/atas-nama/", publish.publish_for, name="publish_for"),
    path("produk/<slug:public_id>/katalog/foto/", publish.picture, name="picture"),
    path("01/<path:rest>", pack_code.pack_code, name="pack_code"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", feeds.sitemap_of, name="sitemap_part"),
    path("robots.txt", feeds.robots, name="robots"),
]
