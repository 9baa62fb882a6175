"""Addresses of the kitchen's pages: hygiene, batches, weight, shelf life."""

from django.urls import URLPattern, path

from lopo.quality.views import (
    batch,
    epcis,
    inspection,
    inspection_arrival,
    inspection_form,
    inspection_report,
    inspection_result,
    recall,
    storage,
    storage_plan,
    storage_record,
    trace,
    weighing,
    weighing_sample,
)

app_name = "quality"

urlpatterns: list[URLPattern] = [
    path("periksa/", inspection.inspections, name="inspections"),
    path("periksa/pekerja.js", inspection.worker, name="inspection_worker"),
    path("periksa/kunci/", inspection.key, name="inspection_key"),
    path("periksa/<int:business_id>/", inspection.sheet, name="inspection"),
    path("periksa/<int:business_id>/foto/", inspection_arrival.photo, name="inspection_photo"),
    path("periksa/<int:business_id>/kirim/", inspection_arrival.send, name="inspection_send"),
    path("periksa/<int:business_id>/mulai/", inspection_form.begin, name="inspection_begin"),
    path("periksa/<int:business_id>/lembar/<slug:group>/", inspection_form.form, name="inspection_form"),
    path("periksa/<int:business_id>/dapur/", inspection_result.kitchen, name="kitchen"),
    path("periksa/hasil/<str:receipt>/", inspection_result.result, name="inspection_result"),
    path("periksa/hasil/<str:receipt>/laporan.pdf", inspection_report.report, name="inspection_report"),
    path("periksa/temuan/<int:pk>/selesai/", inspection_result.mended, name="mended"),
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
    path("produk/<slug:public_id>/batch/", trace.batches, name="batches"),
    path("produk/<slug:public_id>/batch/baru/", batch.batch_new, name="batch_new"),
    path("produk/<slug:public_id>/batch/batas/", batch.process_limits, name="process_limits"),
    path("produk/<slug:public_id>/timbang/", weighing.weighings, name="weighings"),
    path("produk/<slug:public_id>/timbang/<int:weighing_id>/", weighing.weighing, name="weighing"),
    path("produk/<slug:public_id>/timbang/<int:weighing_id>/ulang/", weighing.undo, name="weighing_undo"),
    path(
        "produk/<slug:public_id>/timbang/<int:weighing_id>/kosong/",
        weighing.tare_done,
        name="weighing_tare_done",
    ),
    path(
        "produk/<slug:public_id>/timbang/<int:weighing_id>/selesai/",
        weighing.finished,
        name="weighing_finished",
    ),
    path(
        "produk/<slug:public_id>/timbang/<int:weighing_id>/data.<slug:form>",
        weighing.table,
        name="weighing_table",
    ),
    path("produk/<slug:public_id>/contoh/", weighing_sample.samples, name="samples"),
    path("produk/<slug:public_id>/contoh/<int:sample_id>/", weighing_sample.sample, name="sample"),
    path(
        "produk/<slug:public_id>/contoh/<int:sample_id>/lagi/",
        weighing_sample.sample_again,
        name="sample_again",
    ),
    path("batch/<int:batch_id>/", trace.trace_batch, name="trace"),
    path("batch/<int:batch_id>/kirim/", batch.batch_move, name="batch_move"),
    path("batch/<int:batch_id>/catat/<int:limit_id>/", batch.batch_measure, name="batch_measure"),
    path("usaha/<int:business_id>/bahan/", trace.raw_lots, name="raw_lots"),
    path("usaha/<int:business_id>/bahan/baru/", trace.raw_lot_new, name="raw_lot_new"),
    path("bahan/<int:raw_lot_id>/", trace.trace_raw, name="trace_raw"),
    path("usaha/<int:business_id>/penarikan/", recall.recall_new, name="recall_new"),
    path("usaha/<int:business_id>/epcis/", epcis.epcis, name="epcis"),
    path("penarikan/<int:recall_id>/", recall.recall, name="recall"),
    path("penarikan/<int:recall_id>/hitung/", recall.recall_count, name="recall_count"),
    path("penarikan/<int:recall_id>/tutup/", recall.recall_close, name="recall_close"),
]
