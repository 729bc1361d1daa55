"""The heartbeat of the planned tasks, which begins now."""

from django.db import migrations, models
from django.utils import timezone


def begin(apps, schema_editor):
    apps.get_model("kinesite", "Heartbeat").objects.get_or_create(
        pk=1, defaults={"beat_at": timezone.now()}
    )


class Migration(migrations.Migration):
    dependencies = [("kinesite", "0002_groups")]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("beat_at", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="heartbeat",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)), name="one_heartbeat"
            ),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
