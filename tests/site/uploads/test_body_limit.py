"""A body that is too large is answered before it is read, whoever sends it and wherever."""

from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kinesite.uploads.doors import DOORS, LARGEST_UPLOAD
from kinesite.uploads.handler import BoundedUploadHandler
from references.pictures.limits import LARGEST_FILE
from tests.factories.users import UserFactory
from tests.references.pictures.files import photo, written
from tests.site.pages import soup

pytestmark = pytest.mark.django_db

FORM = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
# A body of a request that must not be read.
NOT_READ = "The body was read."


class Unread(BytesIO):
    def read(self, *args: Any) -> bytes:
        pytest.fail(NOT_READ)

    readline = read


def post(client: Client, path: str, length: int | str | None, **extra: Any) -> Any:
    """Post a body of that length, which fails the test when somebody reads it."""
    claimed = {} if length is None else {"CONTENT_LENGTH": str(length)}
    return client.generic(
        "POST",
        path,
        b"",
        "multipart/form-data; boundary=x",
        **{"wsgi.input": Unread()},
        **claimed,
        **extra,
    )


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/afspraak/", "Dit is te veel in één keer"),
        ("/fr/afspraak/", "C’est trop en une fois"),
        ("/en/afspraak/", "This is too much at once"),
        ("/", "Dit is te veel in één keer"),
        ("/bestaat-niet/", "Dit is te veel in één keer"),
        ("/beheer/login/", "Dit is te veel in één keer"),
        ("/beheer/bestaat-niet/", "Dit is te veel in één keer"),
        ("/documenten/1/x.pdf", "Dit is te veel in één keer"),
        ("/afspraak/gegevens/geheim/", "Dit is te veel in één keer"),
    ],
)
def test_a_stranger_is_told_in_the_language_of_the_page(client, path, heading):
    response = post(client, path, FORM + 1)

    assert response.status_code == 413
    assert soup(response).find_all("h1") == [heading]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "GET", "OPTIONS"])
def test_no_other_verb_is_a_way_around(client, method):
    response = client.generic(
        method, "/afspraak/", b"", CONTENT_LENGTH=str(300_000_000), **{"wsgi.input": Unread()}
    )

    assert response.status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e9", "veel", "٣", " "])
def test_a_length_of_nonsense_is_refused(client, length):
    assert post(client, "/afspraak/", length).status_code == 411


def test_a_body_that_does_not_say_its_length_is_refused(client):
    response = post(client, "/afspraak/", "", HTTP_TRANSFER_ENCODING="chunked")

    assert response.status_code == 411
    assert soup(response).find_all("h1") == ["Dit is te veel in één keer"]


@pytest.mark.parametrize("door", DOORS)
def test_a_stranger_at_a_door_for_files_is_sent_to_the_login_before_the_body_is_read(client, door):
    response = post(client, address(door), FORM + 1)

    assert response.status_code == 302
    assert response["Location"].startswith("/beheer/login/?next=")


@pytest.mark.parametrize("door", DOORS)
def test_staff_may_send_files_where_their_group_may_and_no_more_than_the_limit(client, door):
    editor = UserFactory(groups=["Redactie"])
    client.force_login(editor)

    response = post(client, address(door), LARGEST_UPLOAD + 1)

    assert response.status_code == 413


@pytest.mark.parametrize("door", DOORS)
def test_staff_without_the_permission_may_send_no_files(client, door):
    client.force_login(UserFactory(groups=["Receptie"]))

    assert post(client, address(door), FORM + 1).status_code == 413


def test_staff_may_send_no_more_than_anybody_to_other_screens(admin_client):
    assert post(admin_client, "/beheer/pages/1/edit/", FORM + 1).status_code == 413


@pytest.mark.parametrize("group", ["Redactie", "Kinesitherapeuten"])
def test_writers_add_a_photo_of_more_than_a_form(client, group):
    client.force_login(UserFactory(groups=[group]))
    content = written(photo(), "JPEG") + bytes(FORM + 1)

    response = client.post(
        reverse("wagtailimages:add"),
        {"title": "Foto", "file": SimpleUploadedFile("foto.jpg", content), "licence": "own"},
    )

    assert response.status_code == 302
    assert response["Location"].startswith("/beheer/images/")


def test_a_file_stays_in_memory_and_one_too_large_is_thrown_away_with_its_size_kept():
    handler = BoundedUploadHandler()
    handler.new_file("file", "a.jpg", "image/jpeg", None)
    piece = bytes(1024 * 1024)
    for number in range(30):
        handler.receive_data_chunk(piece, number * len(piece))

    file = handler.file_complete(30 * len(piece))

    assert file.size == 30 * len(piece) > LARGEST_FILE
    assert not hasattr(file, "temporary_file_path")
    assert file.read() == b""


def test_nothing_but_memory_takes_files():
    assert settings.FILE_UPLOAD_HANDLERS == ["kinesite.uploads.handler.BoundedUploadHandler"]


def test_every_door_is_a_screen_that_exists():
    assert [name for name in DOORS if not address(name).startswith("/beheer/")] == []


def address(door: str) -> str:
    """The address of a screen; those of one image or document get a number."""
    for arguments in ([], [1]):
        try:
            return reverse(door, args=arguments)
        except Exception:  # noqa: BLE001  tried with the other
            continue
    pytest.fail(f"{door} is no screen.")
