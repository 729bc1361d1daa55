"""The page about accessibility at the foot of every page; the one that is there gets its link."""

import django.db.models.deletion
from django.db import migrations, models


def link(apps, schema_editor):
    page = apps.get_model("wagtailcore", "Page").objects.filter(slug="toegankelijkheid").first()
    if page:
        apps.get_model("kinesite", "PracticeSettings").objects.update(accessibility_page=page)


class Migration(migrations.Migration):
    dependencies = [("kinesite", "0004_staff_mail")]

    operations = [
        migrations.AddField(
            model_name="practicesettings",
            name="accessibility_page",
            field=models.ForeignKey(
                blank=True,
                help_text="Both pages are linked at the foot of every page.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.page",
                verbose_name="page about accessibility",
            ),
        ),
        migrations.RunPython(link, migrations.RunPython.noop),
    ]
