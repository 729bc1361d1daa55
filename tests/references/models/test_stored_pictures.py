"""Pictures that were stored before they were cleaned: what the migration does to them."""

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile

from references.models import CreditedImage
from tests.factories.references import CreditedImageFactory
from tests.references.pictures.files import SECRET, opened, with_notes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def clean_stored():
    import_module("references.migrations.0002_clean_stored_pictures").clean_stored(apps, None)


def stored_before(content, name="foto.jpg"):
    image = CreditedImageFactory(focal_point_x=5)
    stored_as = image.file.storage.save(f"original_images/{name}", ContentFile(content))
    CreditedImage.objects.filter(pk=image.pk).update(file=stored_as, width=64, height=48)
    return CreditedImage.objects.get(pk=image.pk)


def test_a_stored_picture_loses_its_notes_and_the_copies_that_were_made_with_them(tmp_path):
    image = stored_before(with_notes("JPEG"))
    image.get_rendition("format-jpeg|width-40")

    clean_stored()

    assert [path for path in tmp_path.rglob("*.jpg") if SECRET in path.read_bytes()] == []
    image = CreditedImage.objects.get()
    assert (
        (image.width, image.height) == opened(Path(image.file.path).read_bytes()).size == (48, 64)
    )
    assert image.focal_point_x is None
    assert not image.renditions.exists()
    assert image.get_rendition("width-40").width == 40


def test_a_stored_picture_that_cannot_be_read_stays_as_it_is():
    bad = stored_before(with_notes("JPEG")[:900])
    gone = stored_before(with_notes("JPEG"), "weg.jpg")
    Path(gone.file.path).unlink()

    clean_stored()

    assert Path(CreditedImage.objects.get(pk=bad.pk).file.path).stat().st_size == 900
    assert CreditedImage.objects.get(pk=gone.pk).file.name == gone.file.name
