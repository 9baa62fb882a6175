from django.urls import URLPattern, URLResolver

from lopo.market.addresses import catalogue, selling

app_name = "market"
urlpatterns: list[URLPattern | URLResolver] = [*catalogue.PATTERNS, *selling.PATTERNS]
