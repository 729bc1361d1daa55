"""Who joins gets a mail with the way back to the place."""

from datetime import timedelta
from uuid import uuid4

import pytest

from booking import links
from booking.choices import NotificationKind, WaitlistStatus, Weekday
from booking.errors import TooManyAttempts
from booking.models import Appointment, Notification, Patient, Treatment, WaitlistEntry
from booking.models.patient import ContactDetails, Identity
from booking.scheduling.parts_of_day import PartOfDay
from booking.scheduling.wishes import Wishes
from booking.services.guards.attempts import WAITLIST_OF_A_CONTACT
from booking.services.mail.owe import STAFF_MAIL_DELAY
from booking.services.waitlist.confirm_entry import confirm_entry
from booking.services.waitlist.join import join_waitlist, join_waitlist_for
from booking.services.waitlist.leave import leave_waitlist
from booking.services.waitlist.make_offers import make_offers
from tests.booking.support.letters import deliver_all
from tests.factories.booking import DAY, MIA, NOW, AppointmentFactory, PatientFactory, at
from tests.factories.freed_time import FreedTimeFactory

MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db
ANY = Wishes(NOW.date(), NOW.date() + timedelta(weeks=2))


@pytest.fixture
def visit(free_hour: Treatment) -> Appointment:
    """In three days."""
    booked: Appointment = AppointmentFactory(
        treatment=free_hour, starts_at=at(8, day=DAY + timedelta(days=2))
    )
    return booked


def joined(treatment: Treatment, *, at_desk: bool = False, email: str = MIA.email) -> WaitlistEntry:
    details = ContactDetails(name=MIA.name, email=email, phone=MIA.phone)
    return join_waitlist(
        treatment=treatment,
        wishes=ANY,
        details=details,
        key=uuid4(),
        now=NOW,
        at_desk=at_desk,
        identity=Identity(),
    )


def kinds() -> list[str]:
    return list(Notification.objects.order_by("pk").values_list("kind", flat=True))


def test_who_joins_on_the_website_is_asked_to_confirm(free_hour: Treatment) -> None:
    entry = joined(free_hour)

    [message] = deliver_all()

    assert message.subject == "Bevestig je plaats op de wachtlijst bij Kinepraktijk"
    assert f"http://localhost:8000{links.confirm_entry_path(entry)}\n" in message.body
    assert "pas dan bieden we je aan wat vrijkomt" in " ".join(message.body.split())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Confirmez-la avec le bouton ci-dessous"),
        ("en", "Confirm it with the button below"),
    ],
)
def test_the_mail_to_confirm_speaks_the_language_of_the_patient(
    free_hour: Treatment, language: str, sentence: str
) -> None:
    entry = joined(free_hour)
    Patient.objects.filter(pk=entry.patient_id).update(language=language)

    [message] = deliver_all()

    assert sentence in " ".join(message.body.split())


def test_who_is_on_the_list_gets_the_way_back_by_mail(free_hour: Treatment) -> None:
    entry = joined(free_hour)
    confirm_entry(entry=entry, now=NOW)

    [message] = deliver_all()

    assert (message.to, message.subject) == (
        [MIA.email],
        "Je plaats op de wachtlijst bij Kinepraktijk",
    )
    assert f"http://localhost:8000{links.waiting_path(entry)}\n" in message.body


def test_the_mail_says_what_suits_and_which_visit_stays(visit: Appointment) -> None:
    wishes = Wishes(
        NOW.date(),
        DAY,
        weekdays=[Weekday.TUESDAY, Weekday.MONDAY],
        parts=[PartOfDay.MORNING],
        practitioner_id=visit.practitioner_id,
    )
    join_waitlist_for(visit=visit, wishes=wishes, now=NOW)

    [message] = deliver_all()

    assert [line for line in message.body.splitlines() if line.startswith("- ")] == [
        f"- Kinesitherapeut: {visit.practitioner.name}",
        "- Dagen: maandag, dinsdag",
        "- Uren: Voormiddag",
        "- Periode: maandag 11 januari tot en met dinsdag 12 januari",
    ]
    assert "Je afspraak op donderdag 14 januari 2027 om 9.00\xa0u blijft staan" in message.body


def test_without_wishes_or_a_visit_the_mail_says_that_anything_is_good(
    free_hour: Treatment,
) -> None:
    joined(free_hour)

    [message] = deliver_all()

    for told in ("Kinesitherapeut: Geen voorkeur", "Dagen: Elke dag", "Uren: Elk uur"):
        assert f"- {told}\n" in message.body
    assert "blijft staan" not in message.body


def test_asked_twice_it_is_one_mail(visit: Appointment) -> None:
    for _click in range(2):
        join_waitlist_for(visit=visit, wishes=ANY, now=NOW)

    assert kinds() == [NotificationKind.ENTRY]


def test_who_has_no_mailbox_is_owed_none(free_hour: Treatment) -> None:
    joined(free_hour, email="", at_desk=True)

    assert kinds() == []


def test_an_offer_that_comes_right_away_is_a_mail_of_its_own(free_hour: Treatment) -> None:
    confirm_entry(entry=joined(free_hour), now=NOW)
    FreedTimeFactory(practitioner=free_hour.practitioners.get(), freed_at=NOW + MINUTE)
    make_offers(now=NOW + MINUTE)

    assert [message.subject for message in deliver_all(NOW + MINUTE)] == [
        "Je plaats op de wachtlijst bij Kinepraktijk",
        "Er is een moment vrij: dinsdag 12 januari 2027 om 9.00\xa0u",
    ]


def test_what_the_desk_does_is_mailed_later(free_hour: Treatment, visit: Appointment) -> None:
    joined(free_hour, at_desk=True)
    join_waitlist_for(visit=visit, wishes=ANY, now=NOW, at_desk=True)

    sent = [len(deliver_all(NOW + later)) for later in (timedelta(0), STAFF_MAIL_DELAY)]

    assert sent == [0, 2]


def test_a_slip_of_the_desk_that_is_taken_back_sends_nothing(free_hour: Treatment) -> None:
    leave_waitlist(entry=joined(free_hour, at_desk=True), now=NOW)

    assert deliver_all(NOW + STAFF_MAIL_DELAY) == []
    assert not Notification.objects.exists()


def test_leaving_and_joining_again_mails_one_address_only_so_often(visit: Appointment) -> None:
    for _time in range(WAITLIST_OF_A_CONTACT.most):
        leave_waitlist(entry=join_waitlist_for(visit=visit, wishes=ANY, now=NOW), now=NOW)

    with pytest.raises(TooManyAttempts):
        join_waitlist_for(visit=visit, wishes=ANY, now=NOW)
    assert len(kinds()) == WAITLIST_OF_A_CONTACT.most


def test_the_desk_is_not_counted(free_hour: Treatment) -> None:
    for _time in range(WAITLIST_OF_A_CONTACT.most + 1):
        leave_waitlist(entry=joined(free_hour, at_desk=True), now=NOW)

    assert set(WaitlistEntry.objects.values_list("status", flat=True)) == {WaitlistStatus.LEFT}
    assert joined(free_hour).is_waiting


def test_a_visit_of_somebody_without_phone_or_mailbox_is_put_on_the_list(
    visit: Appointment,
) -> None:
    Appointment.objects.update(patient=PatientFactory(email="", phone=""))

    assert join_waitlist_for(visit=visit, wishes=ANY, now=NOW).is_waiting
    assert kinds() == []
