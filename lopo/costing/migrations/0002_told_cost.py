"""What was told as the cost itself is from now on the owner's own reckoning; the cost is worked out."""

from django.db import migrations


def rename(old, new):
    def move(apps, _editor):
        apps.get_model("producers", "Statement").objects.filter(fact=old).update(fact=new)

    return move


class Migration(migrations.Migration):
    dependencies = [("costing", "0001_purchases")]
    operations = [
        migrations.RunPython(
            rename("price.cost_idr", "cost.told_idr"), rename("cost.told_idr", "price.cost_idr")
        )
    ]
