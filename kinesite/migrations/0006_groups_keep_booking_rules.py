"""Who keeps the rules, tariffs, texts of mails and the waiting list. Plain values, as in 0003."""

from django.db import migrations

VIEW, ALL = ("view",), ("view", "add", "change", "delete")
GROUPS = {
    "Receptie": {
        "bookingrules": ("change",),
        "conventionstatus": ALL,
        "mailtext": ALL,
        "tariff": ALL,
        "waitlistentry": ("view", "add", "change"),
        "waitlistoffer": VIEW,
    },
    "Kinesitherapeuten": {"tariff": VIEW, "waitlistentry": VIEW},
    "Redactie": {
        "bookingrules": ("change",),
        "conventionstatus": ALL,
        "mailtext": ALL,
        "tariff": ALL,
    },
}


def allow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        for model, verbs in GROUPS[group.name].items():
            content_type, _ = ContentType.objects.get_or_create(app_label="booking", model=model)
            for verb in verbs:
                permission, _ = Permission.objects.get_or_create(
                    content_type=content_type,
                    codename=f"{verb}_{model}",
                    defaults={"name": f"Can {verb} {model}"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("kinesite", "0005_policy_in_three_languages"),
        ("booking", "0004_obligatory"),
    ]
    operations = [migrations.RunPython(allow, migrations.RunPython.noop)]
