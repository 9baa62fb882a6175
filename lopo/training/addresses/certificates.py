"""Addresses of certificates, and of what verifiers of badges fetch."""

from django.urls import URLPattern, path

from lopo.training.views import certificate, certificate_desk, certificate_trust

PATTERNS: list[URLPattern] = [
    path("sertifikat/", certificate.certificates, name="certificates"),
    path("sertifikat/saya/", certificate.certificates_mine, name="certificates_mine"),
    path("sertifikat/lencana.svg", certificate_trust.picture, name="badge_picture"),
    path("sertifikat/kursus/<int:cohort_id>/", certificate_trust.course, name="badge_course"),
    path(
        "sertifikat/status/<slug:list_name>.<slug:status_form>", certificate_trust.status, name="badge_status"
    ),
    path("sertifikat/<slug:certificate_number>/", certificate.certificate, name="certificate"),
    path(
        "sertifikat/<slug:certificate_number>/unduh.<slug:badge_form>",
        certificate.certificate_file,
        name="certificate_file",
    ),
    path(
        "sertifikat/<slug:certificate_number>/cabut/",
        certificate_desk.certificate_revoke,
        name="certificate_revoke",
    ),
    path(
        "pelatihan/<int:cohort_id>/sertifikat/",
        certificate_desk.cohort_certificates,
        name="cohort_certificates",
    ),
    path(
        "pelatihan/<int:cohort_id>/sertifikat/terbitkan/",
        certificate_desk.certificates_issue,
        name="certificates_issue",
    ),
    path(
        "pelatihan/peserta/<int:enrolment_id>/sertifikat-lagi/",
        certificate_desk.certificate_again,
        name="certificate_again",
    ),
    path(".well-known/did.json", certificate_trust.did, name="did"),
    path(".well-known/jwks.json", certificate_trust.keys, name="key_set"),
]
