from django.db import migrations, models


def ask_and_confirm_since_joining(apps, _schema_editor):
    """Whoever waits already asks since joining, and need not confirm anything."""
    entries = apps.get_model("booking", "WaitlistEntry").objects
    entries.update(asks_since=models.F("created_at"), confirmed_at=models.F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("booking", "0007_holidays")]

    operations = [
        migrations.AddField(
            "waitlistentry",
            "asks_since",
            models.DateTimeField(
                null=True,
                help_text="When the patient joined or last widened the wishes: only time that came free after that is offered.",
            ),
        ),
        migrations.AddField(
            "waitlistentry",
            "confirmed_at",
            models.DateTimeField(
                null=True,
                blank=True,
                help_text="When it was shown that the patient reads the address. Before that nothing is offered.",
            ),
        ),
        migrations.RunPython(ask_and_confirm_since_joining, migrations.RunPython.noop),
        migrations.AlterField(
            "waitlistentry",
            "asks_since",
            models.DateTimeField(
                help_text="When the patient joined or last widened the wishes: only time that came free after that is offered.",
            ),
        ),
        migrations.AlterField(
            "waitlistentry",
            "status",
            models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("served", "Has an earlier moment"),
                    ("left", "Left the list"),
                    ("passed", "Too late"),
                    ("unconfirmed", "Not confirmed in time"),
                ],
                default="waiting",
                max_length=12,
                verbose_name="status",
            ),
        ),
        migrations.AlterField(
            "mailtext",
            "kind",
            models.CharField(
                choices=[
                    ("booked", "Confirmation"),
                    ("moved", "Change of time"),
                    ("cancelled", "Cancelled by the patient"),
                    ("called_off", "Cancelled by the practice"),
                    ("series", "Series"),
                    ("changed", "Series, changed"),
                    ("reminder", "Reminder"),
                    ("place", "Place on the waiting list"),
                    ("confirm", "Place on the waiting list, to be confirmed"),
                    ("offer", "Offer of an earlier moment"),
                    ("withdrawn", "Offer withdrawn"),
                    ("links", "Link to the appointments"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
    ]
