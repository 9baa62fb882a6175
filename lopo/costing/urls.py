"""Addresses of the pages on cost and price."""

from django.urls import URLPattern

app_name = "costing"

urlpatterns: list[URLPattern] = []
