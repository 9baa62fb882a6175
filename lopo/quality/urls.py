"""Addresses of the kitchen's pages: hygiene, batches, weight, shelf life."""

from django.urls import URLPattern

app_name = "quality"

urlpatterns: list[URLPattern] = []
