"""Addresses of consent, receipts, people and tokens. Signing in and out is allauth's, under ``akun/``."""

from django.urls import path

from lopo.accounts.views.consent import consent_withdraw, consents, looks
from lopo.accounts.views.helper import helper_remove, helpers
from lopo.accounts.views.people import organisation, organisation_new, organisations, role_remove
from lopo.accounts.views.receipt import receipt
from lopo.accounts.views.token import token_revoke, tokens

app_name = "accounts"
urlpatterns = [
    path("izin/", consents, name="consents"),
    path("izin/<int:consent_id>/cabut/", consent_withdraw, name="consent_withdraw"),
    path("izin/riwayat/", looks, name="looks"),
    path("tanda-terima/<str:number>/", receipt, name="receipt"),
    path("orang/", organisations, name="organisations"),
    path("orang/lembaga-baru/", organisation_new, name="organisation_new"),
    path("orang/<int:organisation_id>/", organisation, name="organisation"),
    path("orang/peran/<int:membership_id>/cabut/", role_remove, name="role_remove"),
    path("pembantu/", helpers, name="helpers"),
    path("pembantu/<int:organisation_id>/", helpers, name="helpers_of"),
    path("pembantu/<int:membership_id>/cabut/", helper_remove, name="helper_remove"),
    path("akun/token/", tokens, name="tokens"),
    path("akun/token/<int:token_id>/cabut/", token_revoke, name="token_revoke"),
]
