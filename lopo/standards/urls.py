"""Addresses of the standards layer."""

from django.urls import path

from lopo.standards.views import (
    desk,
    desk_export,
    library,
    product,
    products,
    take_along,
    task,
    task_calendar,
)

app_name = "standards"

urlpatterns = [
    path("produk/", products.products, name="products"),
    path("produk/<slug:public_id>/", product.product, name="product"),
    path("produk/<slug:public_id>/gerbang/<slug:gate_id>/", product.gate, name="product_gate"),
    path("produk/<slug:public_id>/rencana/", product.plan, name="plan"),
    path("produk/<slug:public_id>/lengkapi/", product.answer_next, name="answer_next"),
    path("produk/<slug:public_id>/kemajuan/", product.mended, name="mended"),
    path("produk/<slug:public_id>/dokumen.toml", take_along.dossier_toml, name="dossier_file"),
    path("tugas/", task.index, name="tasks"),
    path("tugas/kalender.ics", task_calendar.calendar, name="task_calendar"),
    path("tugas/<int:pk>/selesai/", task.done, name="task_done"),
    path("meja/", desk.index, name="desk"),
    path("meja/unduh.<slug:form>", desk_export.export, name="desk_export"),
    path("standar/", library.index, name="library"),
    path("standar/<slug:gate_id>/", library.gate, name="library_gate"),
]
