"""Addresses of companions, their visits, and milestones of products."""

from django.urls import URLPattern, path

from lopo.training.views import companion, companion_naming, milestone, visit, visit_record

PATTERNS: list[URLPattern] = [
    path("pendamping/", companion.caseload, name="companion_caseload"),
    path("pendamping/semua/", companion.loads_of_all, name="companion_loads"),
    path("pendamping/semua/unduh.<slug:form>", companion.loads_export, name="companion_loads_export"),
    path("pendamping/nama/", companion_naming.naming, name="companion_naming"),
    path("pendamping/<int:person_id>/", companion.caseload, name="companion_caseload_of"),
    path("pendamping/usaha/<int:business_id>/", companion.business, name="companion_business"),
    path("pendamping/usaha/<int:business_id>/nama/", companion_naming.name_one, name="companion_name_one"),
    path("kunjungan/", visit.visits, name="visits"),
    path("kunjungan/pekerja.js", visit.worker, name="visit_worker"),
    path("kunjungan/kunci/", visit.key, name="visit_key"),
    path("kunjungan/kirim/", visit.send, name="visit_send"),
    path("kunjungan/<int:business_id>/", visit.visit_new, name="visit_new"),
    path("kunjungan/catatan/<str:visit_receipt>/", visit_record.visit, name="visit"),
    path("kunjungan/catatan/<str:visit_receipt>/betulkan/", visit_record.visit_correct, name="visit_correct"),
    path("usaha/<int:business_id>/kunjungan/", visit_record.agreed, name="visits_agreed"),
    path("produk/<slug:public_id>/tonggak/", milestone.milestones, name="milestones"),
    path("produk/<slug:public_id>/tonggak/baru/", milestone.milestone_new, name="milestone_new"),
    path("tonggak/<int:milestone_id>/bukti/", milestone.milestone_paper, name="milestone_paper"),
    path("tonggak/<int:milestone_id>/tarik/", milestone.milestone_withdraw, name="milestone_withdraw"),
]
