"""Addresses of the kitchen's pages: hygiene, batches, weight, shelf life."""

from django.urls import URLPattern, path

from lopo.quality.views import storage, storage_plan, storage_record

app_name = "quality"

urlpatterns: list[URLPattern] = [
    path("produk/<slug:public_id>/masa-simpan/", storage.index, name="storage"),
    path("produk/<slug:public_id>/masa-simpan/rencana/", storage_plan.plan, name="storage_plan"),
    path("produk/<slug:public_id>/masa-simpan/<int:study_id>/", storage.study, name="storage_study"),
    path(
        "produk/<slug:public_id>/masa-simpan/<int:study_id>/ukur/",
        storage_record.measure,
        name="storage_measure",
    ),
    path(
        "produk/<slug:public_id>/masa-simpan/<int:study_id>/tarik/<int:reading_id>/",
        storage_record.reading_back,
        name="storage_back",
    ),
    path(
        "produk/<slug:public_id>/masa-simpan/<int:study_id>/pakai/",
        storage_record.take_for_label,
        name="storage_adopt",
    ),
    path(
        "produk/<slug:public_id>/masa-simpan/<int:study_id>/simpan/",
        storage_record.put_away,
        name="storage_put_away",
    ),
    path(
        "produk/<slug:public_id>/masa-simpan/<int:study_id>/data.<slug:form>",
        storage.table,
        name="storage_table",
    ),
]
