from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image

from blog.pictures import FIGURE, picture
from references.choices import Licence
from references.models import CreditedImage
from references.pictures import raster
from tests.factories.references import CreditedImageFactory
from tests.references.pictures.files import SECRET, opened, svg, with_notes, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, ""),
        ({"creator": "Wim Maker"}, "Wim Maker."),
        ({"creator": "Wim Maker", "licence": Licence.CC_BY}, "Wim Maker, CC BY."),
    ],
)
def test_the_credit_line_says_what_there_is_to_say(fields, line):
    assert CreditedImage(**fields).credit_line == line


def test_the_credit_line_says_that_an_image_was_made_with_ai():
    assert CreditedImage(ai_generated=True).credit_line != ""


def test_a_creative_commons_image_needs_maker_source_and_licence():
    image = CreditedImageFactory(licence=Licence.CC_BY_SA)

    with pytest.raises(ValidationError) as refusal:
        image.full_clean()

    assert sorted(refusal.value.message_dict) == ["creator", "licence_url", "source_url"]


def test_a_credited_image_is_complete():
    CreditedImageFactory(credited=True).full_clean()


def test_a_drawing_can_be_an_image():
    drawing = CreditedImageFactory(svg=True)

    assert drawing.is_svg()


def test_a_drawing_measures_whole_points_also_when_it_is_first_shown():
    drawing = CreditedImageFactory(svg=True)

    for spec in ("original", "max-165x165"):
        shown = drawing.get_rendition(spec)
        assert {type(shown.width), type(shown.height)} == {int}


def new_image(content: bytes, name: str) -> CreditedImage:
    return CreditedImageFactory.build(file=ContentFile(content, name=name))


def test_a_file_that_is_no_picture_is_refused_at_its_field():
    image = new_image(svg("<script>alert(1)</script>"), "tekening.svg")

    with pytest.raises(ValidationError) as refusal:
        image.full_clean(exclude=["width", "height", "collection"])

    assert list(refusal.value.message_dict) == ["file"]


def test_nothing_is_stored_of_a_picture_that_is_refused():
    image = new_image(with_notes("JPEG")[:900], "foto.jpg")

    with pytest.raises(ValidationError), transaction.atomic():
        image.save()

    assert not CreditedImage.objects.exists()


@pytest.mark.parametrize(
    ("kind", "came_as", "kept_as"),
    [
        ("JPEG", "foto.jpg", "foto.jpg"),
        ("HEIF", "IMG_0042.HEIC", "IMG_0042.jpg"),
        ("AVIF", "foto.avif", "foto.jpg"),
        ("GIF", "foto.gif", "foto.png"),
        ("PNG", "foto.jpg", "foto.png"),
        ("WEBP", "foto", "foto.webp"),
        ("PNG", ".png", "png.png"),
        ("PNG", "a.php", "a.png"),
    ],
)
def test_a_picture_is_stored_clean_and_under_a_name_of_its_kind(kind, came_as, kept_as):
    image = new_image(with_notes(kind), came_as)

    image.save()

    stored = image.file.open().read()
    image.file.close()
    assert SECRET not in stored
    assert image.filename == kept_as
    assert (image.width, image.height) == opened(stored).size


def test_a_second_door_to_the_file_cleans_too():
    image = CreditedImageFactory()

    image.file.save("foto.heic", ContentFile(with_notes("HEIF")))

    with image.file.open() as stored:
        assert SECRET not in stored.read()
    assert image.filename.endswith(".jpg")


def test_a_picture_is_decoded_and_drawn_again_once(monkeypatch):
    drawn = []
    redraw = raster.redraw
    monkeypatch.setattr(raster, "redraw", lambda *a, **k: drawn.append(1) or redraw(*a, **k))
    image = new_image(with_notes("JPEG"), "foto.jpg")

    image.full_clean(exclude=["width", "height", "collection"])
    image.save()

    assert drawn == [1]


@pytest.mark.parametrize("size", [(16_000, 1), (1, 16_000), (1, 1), (2_000, 3)])
def test_pictures_of_every_shape_can_be_shown(size):
    image = new_image(written(Image.new("RGB", size), "PNG"), "lint.png")
    image.save()

    assert picture(image, FIGURE, alt="") != ""


# Wagtail leaves its buffer open where making a rendition fails.
leaves_a_buffer = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@leaves_a_buffer
def test_an_image_whose_file_is_gone_is_left_out_of_a_page():
    image = CreditedImageFactory()
    image.file.storage.delete(image.file.name)

    assert picture(image, FIGURE, alt="") == ""


@leaves_a_buffer
def test_an_image_whose_file_went_bad_is_left_out_of_a_page():
    image = CreditedImageFactory()
    Path(image.file.path).write_bytes(with_notes("JPEG")[:900])

    assert picture(image, FIGURE, alt="") == ""
