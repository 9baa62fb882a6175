"""Addresses of the producers' pages."""

from django.urls import path

from lopo.producers.views import assisted, dossier, paper, product, question, verification

app_name = "producers"

urlpatterns = [
    path("produk/baru/", product.product_new, name="product_new"),
    path("usaha/baru/", product.business_new, name="business_new"),
    path("usaha/<int:business_id>/produk-baru/", product.product_new, name="product_new_for"),
    path("usaha/<int:business_id>/surat/", paper.papers, name="papers"),
    path("usaha/<int:business_id>/surat/baru/", paper.paper_new, name="paper_new"),
    path("surat/<int:pk>/", paper.paper_edit, name="paper_edit"),
    path("surat/menunggu/", verification.waiting, name="papers_waiting"),
    path("surat/<int:pk>/periksa/", verification.paper_verify, name="paper_verify"),
    path("bukti/<int:pk>/", paper.evidence, name="evidence"),
    path("produk/<slug:public_id>/tanya/", question.ask_next, name="ask_next"),
    path("produk/<slug:public_id>/tanya/<str:fact>/", question.ask, name="ask"),
    path("produk/<slug:public_id>/dokumen/", dossier.dossier, name="dossier"),
    path("produk/<slug:public_id>/dokumen.pdf", dossier.as_pdf, name="dossier_pdf"),
    path("produk/<slug:public_id>/riwayat/", dossier.history, name="history"),
    path("produk/<slug:public_id>/simpan/", product.archive, name="archive"),
    path("produk/<slug:public_id>/kembalikan/", product.restore, name="restore"),
    path("pendampingan/baru/", assisted.assisted_new, name="assisted_new"),
    path("pendampingan/<int:business_id>/selesai/", assisted.assisted_done, name="assisted_done"),
]
