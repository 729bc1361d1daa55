"""Each letter in its patient's language, with links that lead there."""

import re

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import translation
from django.utils.translation import get_language

from booking.choices import LetterKind
from booking.emails.texts import default_text
from kinesite.models import PracticeSettings
from tests.booking.support.letters import calendar_event, deliver_all, parsed
from tests.factories.booking import AppointmentFactory, NotificationFactory, PatientFactory
from tests.site.pages import soup

pytestmark = pytest.mark.django_db
SUBJECTS = {
    "nl": "Je afspraak op dinsdag 12 januari 2027 om 9.00\xa0u",
    "fr": "Votre rendez-vous du mardi 12 janvier 2027 à 9\u00a0h",
    "en": "Your appointment on Tuesday 12 January 2027 at 9:00",
}
PREFIXES = {"nl": "", "fr": "/fr", "en": "/en"}
HEADINGS = {"nl": "Je afspraak", "fr": "Votre rendez-vous", "en": "Your appointment"}


def letter_in(language: str) -> EmailMessage:
    """The confirmation of a patient with this language."""
    visit = AppointmentFactory(patient=PatientFactory(language=language))
    NotificationFactory(appointment=visit)
    return deliver_all()[-1]


def text_of(message: EmailMessage, kind: str) -> str:
    """`kind` is plain or html."""
    text: str = parsed(message).get_body((kind,)).get_content()
    return text


@pytest.mark.parametrize("language", SUBJECTS)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_letter_and_its_link_are_in_the_language_of_the_patient(
    client: Client, language: str, kind: str
) -> None:
    message = letter_in(language)

    [path] = set(re.findall(r"http://localhost:8000(\S*/bezoek/[^\s\"]+)", text_of(message, kind)))
    assert message.subject == SUBJECTS[language]
    assert path.partition("/afspraak/")[0] == PREFIXES[language]
    assert soup(client.get(path)).find_all("h1")[0].startswith(HEADINGS[language])


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_no_line_of_a_letter_stays_dutch(language: str, kind: str) -> None:
    shown, dutch = lines(letter_in(language), kind), lines(letter_in("nl"), kind)

    assert shown & dutch == set()


def lines(message: EmailMessage, kind: str) -> set[str]:
    """Those with words in them that are neither names nor addresses."""
    text = re.sub(r"(?s)<style.*?</style>|<[^>]*>|&nbsp;", "\n", text_of(message, kind))
    text = re.sub(r"https?://\S+|Mia Voorbeeld\d+|Noor Tester\d+|Behandeling \d+", "", text)
    found = {line.strip(" -") for line in text.replace("Kinepraktijk", "").splitlines()}
    return {line for line in found if re.search(r"[^\W\d_]{2}", line)}


def test_the_calendar_entry_is_in_the_language_of_the_patient() -> None:
    _method, event, _mime_method = calendar_event(letter_in("fr"))

    assert event["SUMMARY"] == "Rendez-vous chez Kinepraktijk"


def test_the_policy_of_the_practice_is_in_the_language_of_the_patient() -> None:
    PracticeSettings.objects.update_or_create(
        defaults={"cancellation_policy": "Bel ons.", "cancellation_policy_fr": "Appelez-nous."}
    )

    message = letter_in("fr")

    assert ("Appelez-nous." in message.body, "Bel ons." in message.body) == (True, False)


def test_a_letter_to_a_patient_with_an_unknown_language_is_dutch_and_its_link_works(
    client: Client,
) -> None:
    message = letter_in("xx")

    [path] = re.findall(r"http://localhost:8000(\S*/bezoek/\S+)", message.body)
    assert message.subject == SUBJECTS["nl"]
    assert client.get(path).status_code == 200


def test_writing_a_letter_leaves_the_language_of_the_process_as_it_was() -> None:
    letter_in("fr")

    assert get_language() == "nl"


@pytest.mark.parametrize("field", ["subject", "opening", "closing"])
@pytest.mark.parametrize("kind", LetterKind)
def test_the_words_around_the_facts_differ_in_each_language(kind: LetterKind, field: str) -> None:
    words = set()
    for language in SUBJECTS:
        with translation.override(language):
            words.add(getattr(default_text(kind, language), field))

    assert len(words) == len(SUBJECTS)
