import resource
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from kinesite.models import HomePage
from kinesite.uploads.storage import SERVED, MediaStorage
from references.models import CreditedImage
from tests.factories.references import CreditedImageFactory
from tests.references.pictures.files import written
from tests.site.pages import soup

# Bytes; a picture of noise has more, and what the tests themselves write has less.
ROOM = 60_000


@pytest.fixture(autouse=True)
def _empty_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def full_disk():
    """The kernel refuses what of a file goes beyond the limit, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files():
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


def noise(size=(1400, 900)):
    return written(Image.effect_noise(size, 80).convert("RGB"), "JPEG", quality=90)


@pytest.mark.usefixtures("full_disk")
def test_a_file_that_does_not_fit_leaves_nothing_behind():
    with pytest.raises(OSError, match="File too large"):
        default_storage.save("documents/verslag.pdf", ContentFile(bytes(ROOM * 3)))

    assert files() == []


def test_two_files_of_one_name_both_stay():
    names = {default_storage.save("images/a.png", ContentFile(text)) for text in (b"1", b"2")}

    assert len(names) == 2
    assert {path.read_bytes() for path in files()} == {b"1", b"2"}


def test_a_name_that_is_taken_meanwhile_is_not_overwritten(monkeypatch):
    default_storage.save("images/a.png", ContentFile(b"eerst"))
    monkeypatch.setattr(MediaStorage, "is_name_available", lambda *_, **__: True)

    default_storage.save("images/a.png", ContentFile(b"later"))

    assert sorted(path.read_bytes() for path in files()) == [b"eerst", b"later"]


@pytest.mark.django_db
def test_an_image_that_cannot_be_made_is_left_out_and_the_page_shows(client, request):
    image = CreditedImageFactory(file=ContentFile(noise(), name="ruis.jpg"))
    HomePage.objects.update(heading="Kinesitherapie", image=image)
    request.getfixturevalue("full_disk")

    response = client.get("/")

    assert response.status_code == 200
    assert soup(response).find_all("h1") == ["Kinesitherapie"]
    assert "<picture" not in response.content.decode()
    assert [path.name for path in files() if path.suffix == ".part"] == []


@pytest.mark.django_db
def test_the_picture_is_back_when_there_is_room_again(client, request):
    image = CreditedImageFactory(file=ContentFile(noise(), name="ruis.jpg"))
    HomePage.objects.update(image=image)

    assert "<picture" in client.get("/").content.decode()


@pytest.mark.django_db
def test_what_was_uploaded_has_no_address_and_what_pages_show_has():
    image = CreditedImageFactory()

    with pytest.raises(NotImplementedError):
        image.file.url  # noqa: B018  read for what reading it does
    assert image.get_rendition("width-40").url.startswith("/media/images/")
    assert CreditedImage.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["original_images/a.jpg", "documents/a.pdf", "wagtail_uploads/a.jpg", "a.jpg", ""]
)
def test_no_other_folder_has_addresses(name):
    with pytest.raises(NotImplementedError):
        default_storage.url(name)


def test_the_proxy_serves_the_folders_that_have_addresses_and_no_other(settings):
    lines = (Path(settings.BASE_DIR) / "Caddyfile").read_text().splitlines()
    served = next(line for line in lines if line.strip().startswith("@served path"))

    assert served.split()[2:] == [f"/media/{folder}/*" for folder in SERVED]
    assert "\thandle @served {" in lines
    assert lines.index("\thandle /media/* {") > lines.index("\thandle @served {")
