from io import BytesIO
from pathlib import Path

import pytest
from wagtail.users.models import UserProfile

from tests.factories.users import UserFactory
from tests.references.editing.picture_doors import words_of
from tests.references.pictures.files import SECRET, bomb, opened, photo, with_notes, written

pytestmark = pytest.mark.django_db

ADDRESS = "/beheer/account/"


@pytest.fixture(autouse=True)
def _empty_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def user(client):
    person = UserFactory(groups=["Receptie"])
    client.force_login(person)
    return person


def send(client, content=None, name="ik.jpg", **fields):
    data = {"name_email-first_name": "An", "name_email-last_name": "Peeters"}
    data |= {"name_email-email": "an@kine.test", "theme-theme": "system"}
    data |= {"theme-density": "default"}
    data["theme-contrast"] = "system"
    data |= {"locale-preferred_language": "nl", "locale-current_time_zone": "Europe/Brussels"}
    if content is not None:
        data["avatar-avatar"] = file = BytesIO(content)
        file.name = name
    return client.post(ADDRESS, data | fields)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (with_notes("JPEG")[:-200], "beeld"),
        (bomb(14_000, 14_000), "meer dan 40 miljoen beeldpunten"),
        (b"hallo", "Kies een JPEG of PNG"),
        (b"", "Dit bestand is leeg"),
    ],
)
def test_a_bad_picture_of_oneself_is_told_and_what_was_typed_stays(user, client, content, sentence):
    response = send(client, content)

    assert response.status_code == 200
    assert sentence in words_of(response)
    assert 'value="Peeters"' in response.content.decode()
    assert not UserProfile.objects.get(user=user).avatar


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "PNG"])
def test_a_picture_of_oneself_is_small_and_clean(user, client, kind):
    large = written(photo((900, 300)), kind)

    assert send(client, large, f"ik.{kind.lower()}").status_code == 302
    avatar = UserProfile.objects.get(user=user).avatar
    content = Path(avatar.path).read_bytes()
    assert opened(content).size == (400, 133)
    assert SECRET not in content
    assert avatar.url.startswith("/media/avatar_images/")


def test_a_picture_of_oneself_can_be_taken_away(user, client):
    send(client, written(photo(), "JPEG"))
    stored = Path(UserProfile.objects.get(user=user).avatar.path)

    send(client, **{"avatar-avatar-clear": "on"})

    assert not UserProfile.objects.get(user=user).avatar
    assert not stored.exists()
