"""Addresses of lessons; all of them lie under one folder, which is the scope of their service worker."""

from django.urls import URLPattern, path

from lopo.training.views import lesson, lesson_questions

PATTERNS: list[URLPattern] = [
    path("pelajaran/", lesson.lessons, name="lessons"),
    path("pelajaran/pekerja.js", lesson.worker, name="lesson_worker"),
    path("pelajaran/<slug:module>/", lesson.lesson, name="lesson"),
    path("pelajaran/<slug:module>/soal/", lesson_questions.questions, name="lesson_questions"),
]
