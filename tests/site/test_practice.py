import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from booking.practice import Practice
from kinesite import enterprise_number
from kinesite.models import PracticeSettings
from kinesite.practice import current_practice
from tests.factories.kinesite import StandardPageFactory
from tests.site.pages import links, soup

pytestmark = pytest.mark.django_db

# As long as its check digits are right it may be any number.
NUMBER = "0123.456.749"


@pytest.fixture
def practice() -> PracticeSettings:
    practice = PracticeSettings.objects.get()
    practice.name = "Kinepraktijk De Linde"
    practice.street = "Lindestraat 12"
    practice.postcode = "9000"
    practice.city = "Gent"
    practice.phone = "0470 12 34 56"
    practice.email = "onthaal@delinde.example"
    practice.cancellation_policy = "Zeg het 24 uur vooraf."
    practice.save()
    return practice


def test_booking_learns_what_the_practice_is_called_and_where_it_is(
    practice: PracticeSettings,
) -> None:
    assert current_practice() == Practice(
        name="Kinepraktijk De Linde",
        street="Lindestraat 12",
        postcode="9000",
        city="Gent",
        phone="+32470123456",
        email="onthaal@delinde.example",
        cancellation_policy="Zeg het 24 uur vooraf.",
        website="http://localhost:8000",
    )


def test_a_practice_that_nobody_filled_in_still_has_an_address_for_answers(settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "afspraken@praktijk.example"
    PracticeSettings.objects.all().delete()

    practice = current_practice()

    assert practice.name == "Kinepraktijk"
    assert practice.phone == ""
    assert practice.email == "afspraken@praktijk.example"


def test_asking_for_the_practice_stores_nothing() -> None:
    PracticeSettings.objects.all().delete()

    current_practice()

    assert PracticeSettings.objects.count() == 0


def test_the_footer_says_where_the_practice_is_and_how_to_reach_it(
    client: Client, practice: PracticeSettings
) -> None:
    response = client.get("/")

    assert soup(response).find_all("address")[-1] == "Lindestraat 12 9000 Gent"
    assert links(response, "footer__link") == {
        "Afspraak maken": "/afspraak/",
        "Tarieven": "/tarieven/",
        "Bel 0470 12 34 56": "tel:+32-470-12-34-56",
        "onthaal@delinde.example": "mailto:onthaal@delinde.example",
        "Bronnen": "/bronnen/",
    }


def test_the_footer_has_the_legal_numbers_and_pages(
    client: Client, practice: PracticeSettings
) -> None:
    practice.enterprise_number = NUMBER
    practice.riziv_number = "5-12345-67-890"
    practice.privacy_page = StandardPageFactory(title="Privacy")
    practice.accessibility_page = StandardPageFactory(title="Toegankelijkheid")
    practice.save()

    response = client.get("/")

    assert soup(response).find_all("div", "footer__legal") == [
        f"Ondernemingsnummer {NUMBER} RIZIV-nummer 5-12345-67-890 Bronnen Privacy Toegankelijkheid"
        " Donkere kleuren"
    ]
    assert links(response, "footer__link")["Privacy"] == "/privacy/"
    assert links(response, "footer__link")["Toegankelijkheid"] == "/toegankelijkheid/"


def test_a_page_that_is_no_longer_published_is_not_linked_at_the_foot(
    client: Client, practice: PracticeSettings
) -> None:
    practice.privacy_page = StandardPageFactory(title="Privacy", live=False)
    practice.save()

    assert "Privacy" not in links(client.get("/"), "footer__link")


def test_what_the_practice_says_of_itself_is_escaped(
    client: Client, practice: PracticeSettings
) -> None:
    practice.opening_hours = "<script>alert(1)</script>\nZaterdag"
    practice.save()

    assert b"<script>alert" not in client.get("/").content


@pytest.mark.parametrize("text", ["0123.456.749", "0123456749", "BE 0123.456.749", "be0123456749"])
def test_an_enterprise_number_is_stored_in_one_shape(text: str) -> None:
    assert enterprise_number.normalise(text) == NUMBER


@pytest.mark.parametrize(
    "text", ["", "0123.456.748", "123456749", "2123456749", "0123.456.74A", "٠123456749"]
)
def test_what_is_no_enterprise_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        enterprise_number.normalise(text)


def test_a_wrong_enterprise_number_is_told_at_its_field(practice: PracticeSettings) -> None:
    practice.enterprise_number = "0123.456.748"

    with pytest.raises(ValidationError) as refusal:
        practice.full_clean()

    assert list(refusal.value.message_dict) == ["enterprise_number"]


def test_an_editor_of_the_practice_finds_its_form(
    admin_client: Client, practice: PracticeSettings
) -> None:
    response = admin_client.get("/beheer/settings/kinesite/practicesettings/", follow=True)

    assert response.context["form"].initial["name"] == "Kinepraktijk De Linde"


@pytest.mark.parametrize(
    ("path", "hours"),
    [
        ("/afspraak/", "<p>ma 8-20 u<br>za 9-12 u</p>"),
        ("/fr/afspraak/", "<p>lun 8\u00a0h-20\u00a0h</p>"),
        (
            "/en/afspraak/",
            '<p><span lang="nl-BE">ma 8-20 u</span><br><span lang="nl-BE">za 9-12 u</span></p>',
        ),
    ],
)
def test_the_opening_hours_are_in_the_language_of_the_page_or_said_to_be_dutch(
    client: Client, practice: PracticeSettings, path: str, hours: str
) -> None:
    practice.opening_hours = "ma 8-20 u\nza 9-12 u"
    practice.opening_hours_fr = "lun 8\u00a0h-20\u00a0h"
    practice.save()

    assert hours in client.get(path).content.decode()
