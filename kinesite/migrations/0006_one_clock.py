"""Nobody reads the clinic's agenda by the clock of another place: what was chosen is let go."""

from django.db import migrations


def let_go(apps, schema_editor):
    apps.get_model("wagtailusers", "UserProfile").objects.update(
        current_time_zone="", preferred_language=""
    )


class Migration(migrations.Migration):
    dependencies = [
        ("kinesite", "0005_accessibility_page"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [migrations.RunPython(let_go, migrations.RunPython.noop)]
