from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0007_corrections")]

    operations = [
        migrations.AddField("sampledlot", "steady", models.BooleanField(default=False)),
        migrations.AlterField(
            "sampledlot",
            "inspection",
            models.CharField(
                choices=[("normal", "normal"), ("tightened", "tightened"), ("reduced", "reduced")],
                max_length=9,
            ),
        ),
    ]
