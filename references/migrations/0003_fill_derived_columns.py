"""Works of before get the columns that a save derives from now on."""

import unicodedata

from django.db import migrations

LONGEST = 250


def key(title):
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    return "".join(sign for sign in decomposed if sign.isalnum())[:LONGEST]


def fill(apps, schema_editor):
    references = apps.get_model("references", "Reference").objects.all()
    for reference in references.only("title").iterator():
        reference.title_key = key(reference.title)
        reference.save(update_fields=["title_key"])
    references.filter(doi="", pmid="").update(verification="not-checkable")


class Migration(migrations.Migration):
    dependencies = [("references", "0002_trusted_sources")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
