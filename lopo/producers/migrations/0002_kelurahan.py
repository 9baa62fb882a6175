"""The 51 wards of the city, from the official list."""

from django.db import migrations

from lopo.producers.kelurahan import all_kelurahan


def load(apps, schema_editor):
    kelurahan = apps.get_model("producers", "Kelurahan")
    kelurahan.objects.bulk_create(
        kelurahan(code=ward.code, name=ward.name, kecamatan=ward.kecamatan) for ward in all_kelurahan()
    )


class Migration(migrations.Migration):
    dependencies = [("producers", "0001_businesses_and_products")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
