"""Addresses of training: partners, lessons, cohorts, the day itself, certificates, companions."""

from django.urls import URLPattern

from lopo.training.addresses import certificates, cohorts, companions, day, lessons, partners

app_name = "training"

urlpatterns: list[URLPattern] = [
    *cohorts.PATTERNS,
    *certificates.PATTERNS,
    *day.PATTERNS,
    *lessons.PATTERNS,
    *partners.PATTERNS,
    *companions.PATTERNS,
]
