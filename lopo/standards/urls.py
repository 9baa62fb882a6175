"""Addresses of the standards layer."""

from django.urls import path

from lopo.standards.views import (
    desk,
    desk_export,
    library,
    own_gate,
    own_gate_demand,
    own_gate_draft,
    product,
    products,
    take_along,
    task,
    task_calendar,
)

app_name = "standards"
DRAFT = "gerbang/<int:own_gate_id>/rancangan"
EDITION = "gerbang/<int:own_gate_id>/edisi/<int:edition_number>"

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
    path("standar/<slug:gate_id>/edisi/<int:edition_number>/", library.edition, name="library_edition"),
    path("gerbang/", own_gate.index, name="own_gates"),
    path("gerbang/baru/", own_gate.new, name="own_gate_new"),
    path("gerbang/<int:own_gate_id>/", own_gate.gate, name="own_gate"),
    path("gerbang/<int:own_gate_id>/mulai/", own_gate.begin, name="own_gate_begin"),
    path(f"{EDITION}/", own_gate.edition, name="own_gate_edition"),
    path(f"{EDITION}/berkas.toml", own_gate.edition_file, name="own_gate_edition_file"),
    path(f"{EDITION}/hitung/", own_gate.settle_more, name="own_gate_settle"),
    path(f"{DRAFT}/", own_gate_draft.draft, name="own_gate_draft"),
    path(f"{DRAFT}/kata/", own_gate_draft.head, name="own_gate_head"),
    path(f"{DRAFT}/syarat/", own_gate_demand.known, name="own_gate_known"),
    path(f"{DRAFT}/syarat/baru/", own_gate_demand.demand_new, name="own_gate_demand_new"),
    path(f"{DRAFT}/syarat/<slug:demand_id>/", own_gate_demand.demand, name="own_gate_demand"),
    path(
        f"{DRAFT}/syarat/<slug:demand_id>/keluarkan/",
        own_gate_demand.demand_remove,
        name="own_gate_demand_remove",
    ),
    path(f"{DRAFT}/terbitkan/", own_gate_draft.publish_draft, name="own_gate_publish"),
    path(f"{DRAFT}/buang/", own_gate_draft.discard, name="own_gate_discard"),
    path(f"{DRAFT}/berkas.toml", own_gate_draft.pack_out, name="own_gate_pack"),
    path(f"{DRAFT}/berkas/masuk/", own_gate_draft.pack_in, name="own_gate_pack_in"),
]
