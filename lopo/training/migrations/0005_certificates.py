from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("training", "0004_day")]

    operations = [
        migrations.AddField("certificate", "told", models.JSONField(default=dict), preserve_default=False),
        migrations.AddField("certificate", "token", models.TextField(default=""), preserve_default=False),
        migrations.AddField(
            "certificate", "status_list", models.CharField(max_length=16, default=""), preserve_default=False
        ),
        migrations.AddField(
            "certificate", "status_place", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.AddConstraint(
            "certificate",
            models.UniqueConstraint(fields=["status_list", "status_place"], name="certificate_own_place"),
        ),
    ]
