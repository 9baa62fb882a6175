"""Why a paper is refused, by code; and an index of the papers that wait."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("producers", "0002_kelurahan")]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="refused_code",
            field=models.CharField(blank=True, max_length=20, default=""),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(
                condition=models.Q(("refused_at", None), ("superseded_at", None), ("verified_at", None)),
                fields=["recorded_at"],
                name="paper_waiting",
            ),
        ),
    ]
