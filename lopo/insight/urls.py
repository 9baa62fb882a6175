"""Addresses of what the whole programme sees, and of the open data."""

from django.urls import URLPattern, path

from lopo.insight.views import files, funnel, open_data, outcomes

app_name = "insight"

urlpatterns: list[URLPattern] = [
    path("wawasan/", funnel.index, name="index"),
    path("wawasan/tahap/<slug:stage>/", funnel.stage, name="stage"),
    path("wawasan/hasil/", outcomes.index, name="outcomes"),
    path("wawasan/tabel/<slug:table>.<slug:form>", files.table, name="table"),
    path("wawasan/buku.xlsx", files.workbook, name="workbook"),
    path("wawasan/laporan-<slug:language>.pdf", files.report, name="report"),
    path("data/", open_data.index, name="data"),
    path("data/<slug:table>.<slug:form>", open_data.data_file, name="data_file"),
]
