"""Every screen of the admin through which a picture comes in, with every kind of bad picture."""

import errno
import gc
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from kinesite.uploads.storage import MediaStorage
from references.models import CreditedImage
from tests.factories.references import CreditedImageFactory
from tests.references.editing.picture_doors import (
    DOORS,
    add,
    add_many,
    change,
    choose,
    typed,
    words_of,
)
from tests.references.pictures.files import SECRET, bomb, opened, photo, svg, with_notes, written

pytestmark = pytest.mark.django_db

NOISE = written(Image.effect_noise((300, 300), 60).convert("RGB"), "JPEG")
# What is wrong with the file, and words of the sentence that says so and what to do.
BAD = {
    "cut off": (NOISE[: len(NOISE) // 2], "beschadigd of er is een stuk af"),
    "bomb": (bomb(14_000, 14_000), "meer dan 40 miljoen beeldpunten. Maak het kleiner"),
    "huge": (bomb(12_000, 9_000), "meer dan 40 miljoen beeldpunten. Maak het kleiner"),
    "long": (bomb(20_000, 8), "hoogstens 16000"),
    "empty": (b"", "Dit bestand is leeg"),
    "text": (b"hallo", "Kies een JPEG of PNG"),
    "program": (svg("<script>alert(1)</script>"), "Bewaar ze zonder"),
    "outside": (svg('<image href="https://elders.example/a.png"/>'), "op een andere plaats"),
    "heavy": (b"\xff\xd8\xff" + bytes(21 * 1024 * 1024), "het mag hoogstens 20 MB zijn"),
}
FULL = "de schijf van de website is vol"


@pytest.fixture(autouse=True)
def _empty_media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk on which a file can be begun and not ended."""
    save = MediaStorage.__mro__[1]._save

    def begin(self: MediaStorage, name: str, content: Any) -> str:
        save(self, name, io_of(content.read()[:100]))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(MediaStorage.__mro__[1], "_save", begin)


@pytest.fixture
def wagtail_leaves_files_open() -> Iterator[None]:
    """Its view of many images waits for the garbage collector to close what it read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


def io_of(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("deel", content)


def files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", BAD)
def test_a_bad_picture_is_told_in_dutch_and_nothing_is_stored(admin_client, door, kind):
    content, sentence = BAD[kind]
    if door is change:
        CreditedImageFactory(title="Eerst")
    before = {path: path.read_bytes() for path in files()}

    response = door(admin_client, content)

    assert response.status_code == 200
    assert sentence in words_of(response)
    assert set(CreditedImage.objects.values_list("title", flat=True)) <= {"Eerst"}
    kept = {path: path.read_bytes() for path in files() if "original" in path.parts[-2]}
    assert kept == {path: text for path, text in before.items() if "original" in path.parts[-2]}


@pytest.mark.parametrize("door", [add, change, choose])
def test_what_was_typed_beside_a_bad_picture_is_still_there(admin_client, door):
    response = door(admin_client, BAD["cut off"][0], title="Een lange titel", creator="An Peeters")

    assert "An Peeters" in response.content.decode()
    assert "Een lange titel" in response.content.decode()


@pytest.mark.parametrize("door", [add, change, choose])
def test_the_photo_of_an_iphone_is_taken_and_becomes_a_clean_jpeg(admin_client, door):
    door(admin_client, with_notes("HEIF"), "IMG_0042.HEIC")

    image = CreditedImage.objects.get(title="Mijn knie")
    content = Path(image.file.path).read_bytes()
    assert (opened(content).format, image.filename) == ("JPEG", "IMG_0042.jpg")
    assert SECRET not in content


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_no_file_of_the_site_keeps_a_note(admin_client, door, kind):
    door(admin_client, with_notes(kind), f"foto.{kind.lower()}")

    assert files()
    assert [path.name for path in files() if SECRET in path.read_bytes()] == []


def test_another_file_forgets_the_focus_of_the_one_before(admin_client):
    place = {f"focal_point_{one}": 20 for one in ("x", "y", "width", "height")}
    image = CreditedImageFactory(title="Eerst", **place)

    change(admin_client, written(photo(), "JPEG"), **place)

    image.refresh_from_db()
    assert (image.title, image.has_focal_point()) == ("Mijn knie", False)


def test_each_of_many_is_stored_as_it_comes_and_a_second_copy_is_told(admin_client):
    content = written(photo(), "JPEG")
    [first, second] = (add_many(admin_client, content, title="enkel.jpg").json() for _ in "ab")

    assert [one.title for one in CreditedImage.objects.all()] == ["enkel.jpg"] * 2
    assert (first["duplicate"], second["duplicate"]) == (False, True)
    asked = BeautifulSoup(second["confirm_duplicate_upload"], "html.parser")
    assert asked.find("a", href=reverse("wagtailimages:delete_multiple", args=[second["image_id"]]))


@pytest.mark.usefixtures("wagtail_leaves_files_open")
def test_one_of_many_is_completed_and_stored_clean(admin_client):
    add_many(admin_client, with_notes("HEIF"), "IMG_1.HEIC", title="")
    upload = UploadedFile.objects.get()

    prefix = f"uploaded-image-{upload.pk}-"
    data = typed(b"", prefix=prefix)
    del data[f"{prefix}file"]
    response = admin_client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload.pk]), data
    )

    assert response.json()["success"] is True
    image = CreditedImage.objects.get()
    assert image.filename.endswith(".jpg")
    assert SECRET not in Path(image.file.path).read_bytes()
    assert not UploadedFile.objects.exists()


@pytest.mark.usefixtures("full_disk")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("door", [add, choose, add_many])
def test_a_full_disk_is_told_in_dutch_and_leaves_no_half_file(admin_client, door):
    response = door(admin_client, written(photo(), "JPEG"))

    assert response.status_code == 200
    assert FULL in words_of(response)
    assert files() == []
    assert not CreditedImage.objects.exists()


def test_a_full_disk_leaves_the_picture_that_was_there(admin_client, request):
    image = CreditedImageFactory(title="Eerst")
    admin_client.get(reverse("wagtailimages:edit", args=[image.pk]))
    before = files()
    request.getfixturevalue("full_disk")

    response = change(admin_client, written(photo(), "JPEG"))

    assert response.status_code == 200
    assert FULL in words_of(response)
    assert sorted(files()) == sorted(before)
    image.refresh_from_db()
    assert image.title == "Eerst"
    assert Path(image.file.path).exists()


@pytest.mark.usefixtures("wagtail_leaves_files_open")
def test_a_full_disk_while_one_of_many_is_completed_is_told(admin_client, request):
    add_many(admin_client, written(photo(), "JPEG"), title="")
    upload = UploadedFile.objects.get()
    request.getfixturevalue("full_disk")
    prefix = f"uploaded-image-{upload.pk}-"
    data = typed(b"", prefix=prefix)
    del data[f"{prefix}file"]

    response = admin_client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload.pk]),
        data,
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert FULL in words_of(response)
    assert UploadedFile.objects.exists()


@pytest.mark.parametrize("screen", ["wagtailimages:index", "wagtailimages_chooser:choose"])
def test_lists_of_images_show_on_a_full_disk(admin_client, request, screen):
    CreditedImageFactory(title="Eerst")
    request.getfixturevalue("full_disk")

    response = admin_client.get(reverse(screen))

    assert response.status_code == 200
    assert "Eerst" in words_of(response)


def test_the_screen_says_what_it_takes(admin_client):
    page = admin_client.get(reverse("wagtailimages:add")).content.decode()

    assert "HEIC van een iPhone" in page
    assert "20 MB" in page
    assert "heic" in BeautifulSoup(page, "html.parser").find(id="id_file")["accept"]
