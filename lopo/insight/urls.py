"""Addresses of what the whole programme sees."""

from django.urls import URLPattern

app_name = "insight"

urlpatterns: list[URLPattern] = []
