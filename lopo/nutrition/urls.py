"""Addresses of the nutrition pages."""

from django.urls import URLPattern

app_name = "nutrition"

urlpatterns: list[URLPattern] = []
