"""Addresses of training: partners, lessons, cohorts, the day itself, certificates, companions."""

from django.urls import URLPattern

app_name = "training"

urlpatterns: list[URLPattern] = []
