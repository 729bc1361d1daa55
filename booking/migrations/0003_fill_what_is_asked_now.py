"""Fills the columns that 0004 makes obligatory. Plain values: the rules as they stood until now."""

import uuid
from datetime import timedelta

from django.db import migrations
from django.db.models import F, OuterRef, Subquery

CANCELLATION_NOTICE = timedelta(hours=24)
LANGUAGES = {
    "nederlands": "nl",
    "frans": "fr",
    "engels": "en",
    "duits": "de",
    "spaans": "es",
    "italiaans": "it",
    "portugees": "pt",
    "pools": "pl",
    "roemeens": "ro",
    "oekraïens": "uk",
    "russisch": "ru",
    "turks": "tr",
    "arabisch": "ar",
}


def fill(apps, schema_editor):
    Appointment = apps.get_model("booking", "Appointment")
    Appointment.objects.update(
        change_until=F("starts_at") - CANCELLATION_NOTICE, arranged_at=F("created_at")
    )
    patient = Appointment.objects.filter(pk=OuterRef("appointment")).values("patient")
    Notification = apps.get_model("booking", "Notification")
    Notification.objects.update(patient=Subquery(patient))
    Notification.objects.filter(patient=None).delete()
    Patient = apps.get_model("booking", "Patient")
    for row in Patient.objects.iterator():
        row.uid = uuid.uuid4()
        row.save(update_fields=["uid"])
    for therapist in apps.get_model("booking", "Practitioner").objects.all():
        words = therapist.languages.replace(" en ", ",").split(",")
        known = (LANGUAGES.get(word.strip().lower()) for word in words)
        therapist.spoken_languages = list(filter(None, known))
        therapist.save(update_fields=["spoken_languages"])


class Migration(migrations.Migration):
    dependencies = [("booking", "0002_series_waitlist_tariffs")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
