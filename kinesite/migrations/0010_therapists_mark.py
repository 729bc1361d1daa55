"""Therapists note whether their patients came."""

from django.db import migrations


def give(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    of_model, _ = ContentType.objects.get_or_create(app_label="booking", model="appointment")
    # Django makes permissions after all migrations, and finds this one there then.
    right, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=of_model,
        codename="mark_attendance",
        defaults={"name": "Can note whether a patient came"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="Kinesitherapeuten"):
        group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("kinesite", "0009_writers_below_articles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
