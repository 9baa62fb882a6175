"""Addresses of institutions, of what they promised, and of their letters."""

from django.urls import URLPattern, path

from lopo.training.views import letter, partner, partner_board, pledge, pledge_list

PATTERNS: list[URLPattern] = [
    path("mitra/", partner.index, name="partners"),
    path("mitra/unduh.<slug:form>", partner.export, name="partners_export"),
    path("mitra/janji/", pledge_list.pledges, name="pledges"),
    path("mitra/janji/unduh.<slug:form>", pledge_list.export, name="pledges_export"),
    path("mitra/janji/<int:pledge_id>/", pledge.pledge, name="pledge"),
    path("mitra/janji/<int:pledge_id>/ubah/", pledge.pledge_change, name="pledge_change"),
    path("mitra/janji/<int:pledge_id>/tarik/", pledge.pledge_withdraw, name="pledge_withdraw"),
    path("mitra/janji/<int:pledge_id>/serah/", pledge.delivery_new, name="delivery_new"),
    path("mitra/serahan/<int:delivery_id>/lihat/", pledge.delivery_see, name="delivery_see"),
    path("mitra/serahan/<int:delivery_id>/tarik/", pledge.delivery_back, name="delivery_back"),
    path("mitra/surat/<int:letter_id>/", letter.letter, name="letter"),
    path("mitra/surat/<int:letter_id>/tarik/", letter.letter_withdraw, name="letter_withdraw"),
    path("mitra/lihat/<str:board_token>/", partner_board.shared, name="partner_shared"),
    path("mitra/<int:partner_id>/", partner_board.board, name="partner"),
    path("mitra/<int:partner_id>/papan.pdf", partner_board.pdf, name="partner_pdf"),
    path("mitra/<int:partner_id>/janji/baru/", pledge.pledge_new, name="pledge_new"),
    path("mitra/<int:partner_id>/surat/baru/", letter.letter_new, name="letter_new"),
    path("mitra/<int:partner_id>/tautan/", partner_board.link_open, name="partner_link_open"),
    path("mitra/<int:partner_id>/tautan/tutup/", partner_board.link_close, name="partner_link_close"),
]
