"""An illness with substitutes, told from both sides: the desk's, a patient's, a colleague's."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from booking.models import Absence, Appointment, Notification, Substitution
from booking.scheduling.clock import clinic_date
from booking.services.mail.deliver import deliver_next
from booking.substitution_links import choices_path
from tests.booking.support.illness import Practice, real_day

pytestmark = pytest.mark.django_db(transaction=True)
Check = Callable[[Page], None]
SCREEN = "/beheer/agenda/ziek/"


@pytest.fixture
def practice() -> Practice:
    """Three patients of Tibo in three days, of whom Jef has no address."""
    practice = real_day()
    for hour, name, email in (
        (9, "Ann Ochtend", "ann@patient.example"),
        (10, "Bea Middag", "bea@patient.example"),
        (11, "Jef Zonder", ""),
    ):
        practice.visit_at(hour, patient__name=name, patient__email=email)
    return practice


def report(page: Page, practice: Practice) -> None:
    """Who, and the whole day; the list follows."""
    page.goto(f"{SCREEN}?dag={clinic_date(practice.start)}")
    page.get_by_label("Wie").select_option(str(practice.tibo.pk))
    expect(page.get_by_text("3 afspraken geraakt")).to_be_visible()


def send_mails() -> None:
    Notification.objects.owed().update(due_at=timezone.now())
    while deliver_next(now=timezone.now()):
        pass


def test_a_day_on_which_a_therapist_is_ill_is_settled_from_both_sides(
    editor: Page,
    colleague: Page,
    page_without_scripts: Page,
    practice: Practice,
    assert_accessible: Check,
) -> None:
    report(editor, practice)
    assert_accessible(editor)
    editor.get_by_role("button", name="Mail 2 patiënten hun keuzes").click()
    expect(editor.get_by_text("0 van 3 geregeld")).to_be_visible()
    assert_accessible(editor)
    send_mails()
    assert len(mail.outbox) == 2

    # Ann reads her mail on a telephone without scripts, and takes the first time.
    asked = Substitution.objects.get(appointment__patient__name="Ann Ochtend")
    page_without_scripts.goto(choices_path(asked))
    page_without_scripts.locator("button[name=keuze]").first.click()
    expect(page_without_scripts.get_by_text("Je afspraak is verplaatst.")).to_be_visible()
    assert Appointment.objects.get(pk=asked.appointment_id).practitioner == practice.wout

    # The other desk calls Jef, who does not answer; this one sees it, and books with him later.
    colleague.goto(f"{SCREEN}{Absence.objects.get().pk}/")
    expect(colleague.get_by_text("1 van 3 geregeld")).to_be_visible()
    colleague.get_by_role("button", name="Geen antwoord Jef Zonder").click()
    expect(colleague.get_by_text("Lien: geen antwoord")).to_be_visible()
    editor.get_by_role("button", name="Gebeld Jef Zonder").click()
    expect(editor.get_by_text("Intussen werd genoteerd, door Lien")).to_be_visible()
    editor.locator(".ill-call").get_by_role("button", name="Boek", exact=False).first.click()
    expect(editor.get_by_text("2 van 3 geregeld")).to_be_visible()

    # Tibo is back in time for Bea, who chose nothing yet.
    editor.goto(f"/beheer/afwezigheden/delete/{Absence.objects.get().pk}/")
    editor.locator("main form [type=submit]").click()
    expect(editor.get_by_text("Gaat toch door:")).to_contain_text("Bea Middag")
    bea = Substitution.objects.get(appointment__patient__name="Bea Middag")
    page_without_scripts.goto(choices_path(bea))
    expect(page_without_scripts.get_by_text("is er toch: je afspraak gaat door.")).to_be_visible()


def test_the_whole_of_it_works_without_scripts(
    editor: Page, page_without_scripts: Page, practice: Practice, base_url: str
) -> None:
    page = page_without_scripts
    page.context.add_cookies(editor.context.cookies(base_url))
    page.goto(f"{SCREEN}?dag={clinic_date(practice.start)}")
    page.get_by_label("Wie").select_option(str(practice.tibo.pk))
    page.get_by_role("button", name="Toon").click()
    page.get_by_label("Mail Bea Middag").uncheck()

    page.get_by_role("button", name="Mail wie aangevinkt is de keuzes").click()

    expect(page.get_by_text("1 patiënt krijgt andere momenten gemaild.")).to_be_visible()
    expect(page.locator(".ill-call")).to_have_count(2)
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("er vertrekt geen mail")).to_be_visible()
    assert not Absence.objects.exists()


def test_what_the_other_desk_notes_appears_by_itself(editor: Page, practice: Practice) -> None:
    editor.clock.install()
    report(editor, practice)
    editor.get_by_role("button", name="Mail 2 patiënten hun keuzes").click()
    expect(editor.get_by_text("0 van 3 geregeld")).to_be_visible()
    Substitution.objects.filter(appointment__patient__name="Jef Zonder").update(
        call="called", changed_at=timezone.now()
    )

    editor.clock.fast_forward(31_000)

    expect(editor.get_by_text("1 van 3 geregeld")).to_be_visible()
