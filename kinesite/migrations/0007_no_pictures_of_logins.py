"""A small picture of somebody who works in the admin has no address any more: it is let go."""

from django.db import migrations


def let_go(apps, schema_editor):
    for profile in apps.get_model("wagtailusers", "UserProfile").objects.exclude(avatar=""):
        profile.avatar.delete(save=True)


class Migration(migrations.Migration):
    dependencies = [("kinesite", "0006_one_clock")]

    operations = [migrations.RunPython(let_go, migrations.RunPython.noop)]
