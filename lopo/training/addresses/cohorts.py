"""Addresses of cohorts and the seats in them."""

from django.urls import URLPattern, path

from lopo.training.views import candidates, cohort, enrolment, invitation, proposal, seat

PATTERNS: list[URLPattern] = [
    path("pelatihan/", cohort.cohorts, name="cohorts"),
    path("pelatihan/baru/", cohort.cohort_new, name="cohort_new"),
    path("pelatihan/<int:cohort_id>/", cohort.cohort, name="cohort"),
    path("pelatihan/<int:cohort_id>/ubah/", cohort.cohort_edit, name="cohort_edit"),
    path("pelatihan/<int:cohort_id>/langkah/", cohort.cohort_move, name="cohort_move"),
    path("pelatihan/<int:cohort_id>/batal/", cohort.cohort_cancel, name="cohort_cancel"),
    path("pelatihan/<int:cohort_id>/bagikan/", cohort.cohort_share, name="cohort_share"),
    path("pelatihan/<int:cohort_id>/jadwal/", cohort.timetable, name="timetable"),
    path("pelatihan/<int:cohort_id>/peserta/", enrolment.participants, name="participants"),
    path(
        "pelatihan/<int:cohort_id>/peserta/unduh.<slug:form>",
        enrolment.participants_export,
        name="participants_export",
    ),
    path("pelatihan/<int:cohort_id>/usul/", proposal.proposal, name="proposal"),
    path("pelatihan/<int:cohort_id>/usul/hitung/", proposal.proposal_make, name="proposal_make"),
    path("pelatihan/<int:cohort_id>/usul/bagi/", proposal.proposal_give, name="proposal_give"),
    path("pelatihan/<int:cohort_id>/kabari/", proposal.news_tell, name="news_tell"),
    path("pelatihan/<int:cohort_id>/undang/", candidates.candidates, name="candidates"),
    path("pelatihan/<int:cohort_id>/minta/", seat.seat_ask, name="seat_ask"),
    path("pelatihan/peserta/<int:enrolment_id>/", enrolment.participant, name="participant"),
    path("pelatihan/peserta/<int:enrolment_id>/atur/", enrolment.participant_act, name="participant_act"),
    path("pelatihan/kursi/<int:enrolment_id>/jawab/", seat.seat_answer, name="seat_answer"),
    path("pelatihan/kursi/<int:enrolment_id>/mundur/", seat.seat_withdraw, name="seat_withdraw"),
    path("undangan/<str:token>/", invitation.invitation, name="invitation"),
]
