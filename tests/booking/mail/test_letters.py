"""Every kind of letter in every language: its text, its HTML, and what neither may hold."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pkgutil import iter_modules

import pytest
from django.utils import translation

from booking.bring_along import things_to_bring
from booking.choices import CancelledBy, Complaint, LetterKind
from booking.emails import letters
from booking.emails.compose import WrittenLetter, write_letter
from booking.emails.letters import sample_of
from booking.emails.letters.booked import Booked
from booking.emails.letters.moved import Moved
from booking.emails.letters.series_changed import SeriesChanged
from booking.emails.samples import MadeUp
from booking.models import Treatment
from booking.models.known_time import KnownTime
from kinesite.models import PracticeSettings
from tests.booking.support.letters import deliver_all
from tests.factories.booking import NOW, NotificationFactory, PolicyFactory, PractitionerFactory
from tests.site.pages import Soup

pytestmark = pytest.mark.django_db
LANGUAGES = ("nl", "fr", "en")
# Gmail cuts off what is longer.
LARGEST = 100_000
EACH = [(kind, language) for kind in LetterKind for language in LANGUAGES]


@pytest.fixture(autouse=True)
def practice() -> PracticeSettings:
    settings, _created = PracticeSettings.objects.update_or_create(
        defaults={
            "name": "Kine & Co",
            "street": "Dorpsstraat 1",
            "postcode": "8599",
            "city": "Oeverzele",
            "phone": "+3251001400",
            "cancellation_policy": "Laat het een dag vooraf weten.",
        }
    )
    return settings


def letter(kind: LetterKind, language: str) -> tuple[WrittenLetter, str, str]:
    """A letter about made-up facts, with its text and its HTML."""
    with translation.override(language):
        written = write_letter(kind, sample_of(kind, now=NOW), None)
        return written, written.as_text(), written.as_html()


def shown_lines(html: str) -> list[str]:
    """What a reader of the HTML sees: without its head and the line for lists of mails."""
    body = re.sub(r"(?s)<head>.*</head>|<div style=\"display:none.*?</div>|<!--.*?-->", "", html)
    # The number in a sentence is a link; the one at the foot stands by itself.
    body = re.sub(r"(?s)(: )<a [^>]*tel:[^>]*>([^<]*)</a>", r"\1\2", body)
    lines = unescape(re.sub(r"<[^>]*>", "\n", body)).splitlines()
    return [" ".join(line.split()) for line in lines if line.strip()]


def test_each_module_of_letters_is_the_letter_of_a_kind() -> None:
    modules = {module.name for module in iter_modules(letters.__path__)}

    assert modules - {"base"} == {kind.name.lower() for kind in LetterKind}


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_the_text_holds_every_line_and_link_of_the_html(kind: LetterKind, language: str) -> None:
    _letter, text, html = letter(kind, language)

    links = [link["href"] for _words, link in Soup(html).find("a")]
    told = " ".join(text.split())
    assert [line for line in shown_lines(html) if line not in told] == []
    assert {link for link in links if link not in text} == {"tel:+3251001400"}


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_the_html_needs_nothing_that_mail_programs_drop(kind: LetterKind, language: str) -> None:
    _letter, _text, html = letter(kind, language)
    page = Soup(html)

    assert [attributes["lang"] for _words, attributes in page.find("html")] == [language]
    assert {table["role"] for _words, table in page.find("table")} == {"presentation"}
    assert re.findall(r"<(?:script|link|img|form)|url\(|var\(|flex|grid|@import|rgb", html) == []
    assert len(html.encode()) < LARGEST


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_the_subject_and_what_follows_it_in_a_list_name_nobody(
    kind: LetterKind, language: str
) -> None:
    written, _text, _html = letter(kind, language)

    shown = written.subject + written.preheader
    assert [name for name in ("Mia", "Noor", "Voorbeeld") if name in shown] == []
    assert "{" not in shown


@pytest.mark.parametrize(("kind", "language"), EACH)
def test_no_letter_names_the_treatment(kind: LetterKind, language: str) -> None:
    _letter, text, html = letter(kind, language)

    assert MadeUp(NOW).visit().treatment.name not in text + html


def test_a_letter_about_a_visit_repeats_what_was_agreed_to(practice: PracticeSettings) -> None:
    policy = PolicyFactory(text="Wie niet komt, betaalt niets.")
    NotificationFactory(appointment__policy=policy, appointment__consented_at=NOW)

    [message] = deliver_all()

    assert "Wie niet komt, betaalt niets." in message.body
    assert practice.cancellation_policy not in message.body


def test_a_practice_without_phone_or_policy_leaves_no_gaps(practice: PracticeSettings) -> None:
    practice.phone = practice.cancellation_policy = ""
    practice.save()

    _letter, text, html = letter(LetterKind.BOOKED, "nl")

    assert ("tel:" in html, "Bel ons" in text, "\n\n\n" in text) == (False, False, False)


def test_past_the_last_moment_to_change_the_letter_says_to_call() -> None:
    with translation.override("nl"):
        context = Booked().sample(MadeUp(NOW))
        context.visit.change_until = NOW - timedelta(minutes=1)
        text = write_letter(LetterKind.BOOKED, context, None).as_text()

    assert "Wijzigen kan enkel nog aan de telefoon: 051\xa000\xa014\xa000." in text
    assert "online" not in text


@pytest.mark.parametrize("kind", LetterKind)
def test_each_number_to_call_is_a_link(kind: LetterKind) -> None:
    _letter, text, html = letter(kind, "nl")

    # With the space, as a signed link may have these figures in it.
    number = "051\xa000\xa014\xa000"
    assert html.count(f">{number}</a>") == html.count(number) == text.count("051\xa0")


@pytest.mark.parametrize(
    ("minutes", "therapist", "words"),
    [
        (30, "Noor", "Je afspraak is verplaatst van dinsdag 19 januari 2027 om 10.30\xa0u naar:"),
        (
            30,
            "Tom",
            "Je afspraak is verplaatst van dinsdag 19 januari 2027 om 10.30\xa0u bij Tom naar:",
        ),
        (0, "Tom", "Het moment blijft hetzelfde. Je komt bij Noor in plaats van bij Tom:"),
    ],
)
def test_a_move_says_from_where(minutes: int, therapist: str, words: str) -> None:
    with translation.override("nl"):
        context = Moved().sample(MadeUp(NOW))
        context.visit.practitioner = PractitionerFactory(name="Noor")
        others = {"Noor": context.visit.practitioner, "Tom": PractitionerFactory(name="Tom")}
        before = context.visit.starts_at + timedelta(minutes=minutes)
        length = context.visit.length
        moved = replace(context, known=KnownTime(before, others[therapist], before + length))
        text = write_letter(LetterKind.MOVED, moved, None).as_text()

    assert f"\n{words}\n\n  dinsdag 19 januari 2027, 10.00\xa0u\n  Kinesitherapeut: Noor" in text


@pytest.mark.parametrize(
    ("language", "website"),
    [
        ("nl", "http://localhost:8000"),
        ("fr", "http://localhost:8000/fr/afspraak/"),
        ("en", "http://localhost:8000/en/afspraak/"),
    ],
)
def test_the_signature_leads_to_pages_in_the_language_of_the_letter(
    language: str, website: str
) -> None:
    _letter, text, html = letter(LetterKind.BOOKED, language)

    assert text.splitlines()[-1] == website
    assert [link["href"] for _words, link in Soup(html).find("a")][-1] == website


@pytest.mark.parametrize("kind", [LetterKind.CANCELLED, LetterKind.CALLED_OFF])
def test_who_looks_for_another_moment_can_call(kind: LetterKind) -> None:
    _letter, text, _html = letter(kind, "nl")

    assert "Wil je een ander moment? Je kan ons ook bellen: 051\xa000\xa014\xa000." in text


def test_a_letter_to_a_parent_greets_the_parent_and_says_for_whom() -> None:
    with translation.override("nl"):
        context = sample_of(LetterKind.BOOKED, now=NOW)
        context.patient.name, context.patient.contact_name = "Lou Voorbeeld", "Mia Voorbeeld"
        text = write_letter(LetterKind.BOOKED, context, None).as_text()

    assert text.startswith("Dag Mia Voorbeeld,")
    assert "  Voor: Lou Voorbeeld\n" in text


@pytest.mark.parametrize(
    ("complaint", "first"),
    [
        (Complaint.NEW, "je identiteitskaart"),
        (Complaint.ANY, "je identiteitskaart"),
        (Complaint.RUNNING, "kledij waarin je vlot beweegt"),
    ],
)
def test_what_to_bring_depends_on_the_complaint(complaint: Complaint, first: str) -> None:
    assert things_to_bring(Treatment(complaint=complaint))[0] == first


def test_what_the_practice_says_to_bring_goes_before_the_usual_list_in_each_language() -> None:
    treatment = Treatment(bring_along="een handdoek\n- je zwempak\n", bring_along_fr="un essuie")

    dutch = things_to_bring(treatment)
    with translation.override("fr"):
        french = things_to_bring(treatment)

    assert (dutch, french) == (["een handdoek", "je zwempak"], ["un essuie"])


def test_the_opt_out_of_reminders_is_one_link_away() -> None:
    _letter, text, _html = letter(LetterKind.REMINDER, "nl")

    assert "Al je afspraken, en geen herinneringen meer krijgen\nhttp" in text


def test_a_series_of_which_nothing_is_left_offers_another_moment() -> None:
    with translation.override("nl"):
        context = SeriesChanged().sample(MadeUp(NOW))
        for visit in context.visits:
            if visit.is_expected:
                visit.cancel(by=CancelledBy.PRACTICE, now=NOW)
        text = write_letter(LetterKind.SERIES_CHANGED, context, None).as_text()

    assert "(geannuleerd door de praktijk)" in text
    assert "Maak een nieuwe afspraak\nhttp" in text
