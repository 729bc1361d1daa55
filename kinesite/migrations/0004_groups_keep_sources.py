"""Who keeps the subjects of sources and their settings. Plain values, as in 0003_groups."""

from django.db import migrations

GROUPS = {
    "Kinesitherapeuten": {"subject": ("view", "add")},
    "Redactie": {"subject": ("view", "add", "change", "delete"), "sourcesettings": ("change",)},
}


def allow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        for model, verbs in GROUPS[group.name].items():
            content_type, _ = ContentType.objects.get_or_create(app_label="references", model=model)
            for verb in verbs:
                permission, _ = Permission.objects.get_or_create(
                    content_type=content_type,
                    codename=f"{verb}_{model}",
                    defaults={"name": f"Can {verb} {model}"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("kinesite", "0003_groups"),
        ("references", "0002_trusted_sources"),
    ]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
