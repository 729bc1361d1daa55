"""Two desks work on one list of patients whose therapist is ill."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from booking.choices import NotificationStatus
from booking.models import Absence, Appointment, Notification, Substitute, Substitution
from booking.scheduling.clock import clinic_date, clinic_day
from booking.services.schedule.visits_in_absence import visits_in_absences
from tests.booking.support.illness import Practice, real_day
from tests.booking.support.illness_pages import URL, asked_for, press, sent_back
from tests.factories.booking import AbsenceFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice() -> Practice:
    return real_day()


def test_two_desks_work_on_one_list_and_an_old_screen_is_refused(
    desk: Client, practice: Practice
) -> None:
    practice.visit_at(9, patient__email="")
    press(desk, practice)
    substitution, shown = Substitution.objects.get(), Substitution.objects.get().version
    colleague = Client()
    colleague.force_login(UserFactory(first_name="Lien", groups=["Receptie"]))
    address = f"{URL}belde/{substitution.pk}/"
    colleague.post(address, {"stand": "no_answer", "getoond": shown})

    page = desk.post(address, {"stand": "called", "getoond": shown}, follow=True)

    text = page.content.decode()
    assert "Intussen werd genoteerd, door Lien: Geen antwoord." in text
    assert "Lien: geen antwoord" in text
    fresh = Substitution.objects.get().version
    desk.post(address, {"stand": "called", "getoond": fresh})
    assert "1 van 1 geregeld" in desk.get(f"{URL}{substitution.absence_id}/").content.decode()
    assert desk.post(address, {"stand": "x", "getoond": fresh}).status_code == 400


def test_the_desk_books_a_choice_for_a_patient_on_the_phone(
    desk: Client, practice: Practice
) -> None:
    visit = practice.visit_at(9, patient__email="")
    press(desk, practice)
    choice = Substitute.objects.order_by("starts_at")[0]
    shown = choice.substitution.version

    page = desk.post(f"{URL}keuze/{choice.pk}/", {"getoond": shown}, follow=True)

    visit.refresh_from_db()
    assert (visit.practitioner, visit.starts_at) == (practice.wout, choice.starts_at)
    assert "1 van 1 geregeld" in page.content.decode()


def test_the_desk_books_a_choice_for_a_mailed_patient_who_calls_before_the_answer_is_due(
    desk: Client, practice: Practice
) -> None:
    visit = practice.visit_at(9)
    page = press(desk, practice)
    choice = Substitute.objects.order_by("starts_at")[0]
    address = f"{URL}keuze/{choice.pk}/"
    assert page.text.count(f'action="{address}"') == 1
    assert page.context["progress"].calls == []

    page = desk.post(address, {"getoond": choice.substitution.version}, follow=True)

    visit.refresh_from_db()
    assert visit.starts_at == choice.starts_at
    assert f'action="{address}"' not in page.text
    assert not Notification.objects.owed().filter(kind="choices").exists()


def test_a_choice_that_went_meanwhile_is_refused_in_words(desk: Client, practice: Practice) -> None:
    practice.visit_at(9)
    press(desk, practice)
    choice = Substitute.objects.order_by("starts_at")[0]
    shown = choice.substitution.version
    Substitution.objects.update(call="called", changed_at=timezone.now())

    page = desk.post(f"{URL}keuze/{choice.pk}/", {"getoond": shown}, follow=True)

    assert "Intussen werd genoteerd: Gebeld." in page.content.decode()
    assert not Substitute.objects.filter(taken_at__isnull=False).exists()


def test_within_five_minutes_all_of_it_can_be_undone(desk: Client, practice: Practice) -> None:
    visit = practice.visit_at(9)
    page = press(desk, practice)
    address, shown = f"{URL}{Absence.objects.get().pk}/ongedaan/", page.context["version"]

    done = desk.post(address, {"getoond": shown}, follow=True)

    assert "Ongedaan gemaakt: Tibo Rietmaeker is niet afwezig" in done.content.decode()
    assert not Absence.objects.exists()
    assert not Notification.objects.owed().exists()
    assert Appointment.objects.holding_time(timezone.now()).get() == visit


def test_nothing_is_undone_once_a_mail_has_left_or_the_absence_was_changed(
    desk: Client, practice: Practice
) -> None:
    practice.visit_at(9)
    page = press(desk, practice)
    absence, shown = Absence.objects.get(), page.context["version"]
    address = f"{URL}{absence.pk}/ongedaan/"
    Absence.objects.update(reason="Rug")
    assert "Rug" in desk.post(address, {"getoond": shown}, follow=True).content.decode()
    Notification.objects.owed().update(status=NotificationStatus.SENT, sent_at=timezone.now())

    page = desk.post(address, follow=True)

    assert "Er zijn intussen mails vertrokken" in page.content.decode()
    assert Absence.objects.get() == absence


def test_an_absence_that_was_entered_elsewhere_is_gone_on_with(
    desk: Client, practice: Practice
) -> None:
    practice.visit_at(9)
    span = clinic_day(clinic_date(practice.start))
    absence = AbsenceFactory(practitioner=practice.tibo, starts_at=span[0], ends_at=span[1])
    lists = desk.get(f"/beheer/afwezigheden/afspraken/{absence.pk}/").content.decode()
    assert f'href="{URL}{absence.pk}/"' in lists
    page = desk.get(f"{URL}{absence.pk}/").content.decode()
    assert "Nog niet gevraagd" in page

    desk.post(f"{URL}{absence.pk}/", sent_back(page) | {"doe": "mail"})

    assert Substitution.objects.get().absence == absence


def test_who_is_not_reached_the_evening_before_is_red(desk: Client, practice: Practice) -> None:
    practice.visit_at(9, patient__email="")
    press(desk, practice)
    soon = timezone.now() + timedelta(minutes=30)
    Appointment.objects.filter(status="booked").update(
        starts_at=soon, ends_at=soon + timedelta(minutes=30)
    )
    Substitution.objects.update(starts_at=soon, ends_at=soon + timedelta(minutes=30))

    page = desk.get(f"{URL}{Absence.objects.get().pk}/")

    [row] = page.context["progress"].rows
    assert row.is_urgent
    assert "ill-urgent" in page.content.decode()


def test_who_is_in_the_waiting_room_is_told_there(desk: Client, practice: Practice) -> None:
    practice.visit_at(9, status="arrived")

    page = desk.post(URL, asked_for(practice) | {"doe": "toon"}).content.decode()

    assert "is er al: zeg het in de wachtzaal." in page


def test_a_time_that_is_kept_for_a_choice_says_for_whom_in_the_agenda(
    desk: Client, practice: Practice
) -> None:
    visit = practice.visit_at(9)
    press(desk, practice)

    page = desk.get(f"/beheer/agenda/?dag={clinic_date(practice.start)}").content.decode()

    assert f"Aangeboden aan {visit.patient} tot" in page


def test_what_needs_the_desk_leaves_out_whoever_was_mailed_until_the_answer_is_due(
    desk: Client, practice: Practice
) -> None:
    practice.visit_at(9)
    practice.visit_at(10, patient__email="")
    press(desk, practice)
    called = Substitution.objects.get(appointment__patient__email="")
    now = timezone.now()

    [(_absence, visits)] = visits_in_absences(now=now, most=9)
    assert visits == [called.appointment]

    Substitution.objects.filter(pk=called.pk).update(call="called", changed_at=now)
    assert visits_in_absences(now=now, most=9) == []
    late = Substitution.objects.exclude(pk=called.pk).get().answer_until
    assert [len(found) for _absence, found in visits_in_absences(now=late, most=9)] == [1]


def test_the_list_of_the_absence_says_that_its_patients_were_asked(
    desk: Client, practice: Practice
) -> None:
    visit = practice.visit_at(9)
    absence = AbsenceFactory(
        practitioner=practice.tibo, starts_at=visit.starts_at, ends_at=visit.ends_at
    )
    address = f"/beheer/afwezigheden/afspraken/{absence.pk}/"
    before = desk.get(address).text
    screen = f"{URL}{absence.pk}/"
    desk.post(screen, sent_back(desk.get(screen).text))

    after = desk.get(address).text

    told = ("Er verandert niets tot jij het wijzigt.", "Toon wie al koos, en wie te bellen is")
    assert [[words in page for words in told] for page in (before, after)] == [
        [True, False],
        [False, True],
    ]
