"""Addresses of the nutrition pages."""

from django.urls import URLPattern, path

from lopo.nutrition.views import composition, composition_table

app_name = "nutrition"

urlpatterns: list[URLPattern] = [
    path("komposisi/", composition.index, name="composition"),
    path("komposisi/pangan/", composition.food, name="composition_food"),
    path("komposisi/kirim/", composition_table.send, name="composition_send"),
    path("komposisi/kiriman/<int:sent_id>/", composition_table.sent, name="composition_sent"),
    path("komposisi/tabel/<int:table_id>/", composition_table.change, name="composition_change"),
]
