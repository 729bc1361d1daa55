from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Words in the names of treatments that tell their group.
WORDS = {
    "exercise": "oefen",
    "manual": "manue",
    "pelvic": "bekken",
    "lymph": "lymf",
}


def group_by_name(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    treatments = apps.get_model("booking", "Treatment").objects
    for group, word in WORDS.items():
        treatments.filter(name__icontains=word).update(group=group)


class Migration(migrations.Migration):

    dependencies = [
        ('booking', '0013_told_time'),
    ]

    operations = [
        migrations.AddField(
            model_name='treatment',
            name='group',
            field=models.CharField(choices=[('general', 'Physiotherapy: green, circle'), ('exercise', 'Exercise therapy: blue, square'), ('manual', 'Manual therapy: ochre, triangle'), ('pelvic', 'Pelvic floor: purple, diamond'), ('lymph', 'Lymph drainage: olive, cross'), ('other', 'Something else: grey, pentagon')], default='general', max_length=10, verbose_name='colour in the agenda'),
        ),
        migrations.AddField(
            model_name='treatment',
            name='short_name',
            field=models.CharField(blank=True, help_text='For the agenda, for example: Vervolg. Empty: the beginning of the name.', max_length=14, verbose_name='short name'),
        ),
        migrations.RunPython(group_by_name, migrations.RunPython.noop),
    ]
