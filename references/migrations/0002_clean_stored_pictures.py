"""Cleans the pictures that are stored: their place, time and device go, as from new ones."""

import hashlib
import logging
from typing import Any

import wagtail.images.models
from django.core.files.base import File
from django.db import migrations

import references.models.picture
from references.pictures import drawing, raster
from references.pictures.clean import CleanPicture, clean
from references.pictures.refused import PictureRefused

log = logging.getLogger(__name__)
# As many as were taken before; more are refused by what decodes them.
MOST_PIXELS_BEFORE = 128_000_000


def clean_stored(apps: Any, schema_editor: Any) -> None:
    """Clean each picture; what cannot be read stays as it is, and has no address any more."""
    images = apps.get_model("references", "CreditedImage").objects
    for image in images.order_by("pk").iterator():
        storage, name = image.file.storage, image.file.name
        try:
            with storage.open(name) as stored:
                cleaned = clean(
                    File(stored, name=name.rpartition("/")[2]), most_pixels=MOST_PIXELS_BEFORE
                )
        except (PictureRefused, OSError) as problem:
            log.warning("Image %s stays as it is: %s", image.pk, type(problem).__name__)
            continue
        stored_as = storage.save(f"original_images/{cleaned.name}", cleaned, max_length=100)
        images.filter(pk=image.pk).update(file=stored_as, **about(image, cleaned))
        storage.delete(name)
        # Some kept the notes of the picture they were made from. Pages make them again.
        for rendition in image.renditions.all():
            rendition.file.storage.delete(rendition.file.name)
        image.renditions.all().delete()


def about(image: Any, cleaned: CleanPicture) -> dict[str, Any]:
    """The columns that follow from the file; a turned picture loses the point to look at."""
    cleaned.seek(0)
    content = cleaned.read()
    size = raster.size_in_header(cleaned) or drawing.size(content)
    columns: dict[str, Any] = {
        "file_size": len(content),
        "file_hash": hashlib.sha1(content, usedforsecurity=False).hexdigest(),
    }
    if size and size != (image.width, image.height):
        columns |= {"width": size[0], "height": size[1]}
        columns |= {f"focal_point_{name}": None for name in ("x", "y", "width", "height")}
    return columns


class Migration(migrations.Migration):
    dependencies = [("references", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="creditedimage",
            name="file",
            field=references.models.picture.PictureField(
                height_field="height",
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
        migrations.RunPython(clean_stored, migrations.RunPython.noop, elidable=True),
    ]
