"""Addresses of the day of a course: attendance under /hadir/, hand-outs, tests, homework."""

from django.urls import URLPattern, path

from lopo.training.views import (
    day,
    day_arrival,
    day_code,
    day_own,
    day_print,
    day_sheet,
    homework,
    material,
    test,
)

PATTERNS: list[URLPattern] = [
    # Attendance; everything that a phone keeps lies under /hadir/
    path("hadir/", day_sheet.meetings, name="day_meetings"),
    path("hadir/pekerja.js", day_arrival.worker, name="day_worker"),
    path("hadir/kunci/", day_arrival.key, name="day_key"),
    path("hadir/kirim/", day_arrival.send, name="day_send"),
    path("hadir/foto/", day_arrival.photo, name="day_photo"),
    path("hadir/kode/", day_code.code_kept, name="day_code_kept"),
    path("hadir/k/<str:ticket>/", day_code.code, name="day_code"),
    path("hadir/masuk/<str:key>/", day_code.enter, name="day_enter"),
    path("hadir/<int:session_id>/", day_sheet.sheet, name="day_sheet"),
    path("hadir/<int:session_id>/siapa/", day_arrival.who, name="day_who"),
    path("hadir/<int:session_id>/tandai/", day_sheet.mark, name="day_mark"),
    path("hadir/<int:session_id>/batal/<int:enrolment_id>/", day_sheet.undo, name="day_undo"),
    path("hadir/<int:session_id>/riwayat/", day_sheet.history, name="day_history"),
    path("hadir/<int:session_id>/ruang/", day_code.room, name="day_room"),
    path("hadir/<int:session_id>/daftar.pdf", day_print.attendance_list, name="day_list"),
    path("kartu/<str:ticket>/", day_code.card, name="day_card"),
    # A cohort, for who teaches it
    path("pelatihan/<int:cohort_id>/hari/", day.day, name="day"),
    path("pelatihan/<int:cohort_id>/hari/kartu.pdf", day_print.cards, name="day_cards"),
    path("pelatihan/<int:cohort_id>/hasil-tes/", test.results, name="results"),
    path("pelatihan/<int:cohort_id>/bahan/", material.materials, name="materials"),
    path("pelatihan/<int:cohort_id>/tugas/", homework.homeworks, name="homeworks"),
    path("pelatihan/bahan/<int:material_id>/", material.material, name="material"),
    path("pelatihan/bahan/<int:material_id>/buang/", material.material_remove, name="material_remove"),
    path("pelatihan/tugas/<int:homework_id>/", homework.homework_review, name="homework_review"),
    path("pelatihan/tugas/<int:homework_id>/lihat-lagi/", homework.review_undo, name="review_undo"),
    path("pelatihan/tugas/<int:homework_id>/foto/", homework.homework_photo, name="homework_photo"),
    path("pelatihan/tugas/<int:homework_id>/tarik/", homework.homework_back, name="homework_back"),
    path("pelatihan/lembar-tes/<int:sheet_id>/buka/", test.test_back, name="test_back"),
    # A seat, for who has it
    path("pelatihan/kursi/<int:enrolment_id>/", day_own.own_course, name="own_course"),
    path("pelatihan/kursi/<int:enrolment_id>/tugas/<slug:module>/", homework.homework, name="homework"),
    path("pelatihan/kursi/<int:enrolment_id>/tes/<slug:module>/<slug:moment>/", test.test, name="test"),
    path(
        "pelatihan/kursi/<int:enrolment_id>/tes/<slug:module>/<slug:moment>/kertas/",
        test.test_paper,
        name="test_paper",
    ),
]
