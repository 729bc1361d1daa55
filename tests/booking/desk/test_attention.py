"""What needs the desk: each kind of row, when it comes, when it goes, and its number."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from booking.choices import AppointmentStatus, NotificationKind, NotificationStatus
from booking.models import Notification, Practitioner
from booking.reception.presenters.attention.kinds import (
    all_kinds,
    attention_of,
    count_needs,
)
from booking.services.mail.see_to import settle_mail, settle_what_is_over
from kinesite.models import Heartbeat
from tests.booking.support.attention import fully_opened, listed
from tests.factories.booking import (
    NOW,
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    PractitionerFactory,
    TreatmentFactory,
    WaitlistOfferFactory,
    at,
)
from tests.factories.hours import InternalBlockFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
DAY_LENGTH = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def worker() -> Practitioner:
    return fully_opened()


def failed_mail(**changes: Any) -> Notification:
    mail: Notification = NotificationFactory(status=NotificationStatus.FAILED, **changes)
    return mail


def idle(**changes: Any) -> Any:
    """An appointment with somebody who gives nothing, so that only the visit itself can count."""
    return AppointmentFactory(practitioner__treatments=[], **changes)


def test_a_practice_in_order_has_no_rows_and_says_what_is_in_order(worker: Practitioner) -> None:
    assert listed() == []

    words = attention_of(now=NOW).in_order
    assert len(words) == len(all_kinds()) - 3  # three kinds have nothing to say
    assert "geen bericht mislukte" in words


def test_what_is_in_order_denies_no_row_above_it(worker: Practitioner) -> None:
    soon = NOW + HOUR / 2
    WaitlistOfferFactory(entry__patient__email="", practitioner=worker, expires_at=soon)
    PractitionerFactory(treatments=[TreatmentFactory()])
    assert len(listed()) == 2

    words = attention_of(now=NOW).in_order

    assert "geen gemaild aanbod loopt binnen het uur af" in words
    assert "de uren zijn aangelegd zo ver als patiënten kunnen boeken" in words


def test_a_failed_mail_is_a_row_until_the_visit_is_over() -> None:
    visit = idle(patient__name="Nele Straetmans", starts_at=at(9))
    failed_mail(appointment=visit, last_error="SMTPRecipientsRefused 550")

    assert listed() == ["Bevestiging raakte niet bij Nele Straetmans"]
    assert listed(visit.ends_at) == []


def test_a_failed_mail_of_the_past_is_settled_by_itself_and_one_that_matters_is_not() -> None:
    past, coming = (failed_mail(appointment=idle(starts_at=at(9 + number))) for number in range(2))
    half_past = past.appointment.ends_at

    assert settle_what_is_over(now=half_past) == 1
    past.refresh_from_db()
    assert past.settled_at == half_past
    assert listed(half_past) == [f"Bevestiging raakte niet bij {coming.patient}"]


@pytest.mark.parametrize("ends", ["settled", "sent again", "newer mail"])
def test_a_failed_mail_is_no_row_once_somebody_saw_to_it(ends: str) -> None:
    mail = failed_mail(appointment=idle())

    if ends == "settled":
        settle_mail(mail=mail, now=NOW)
    elif ends == "sent again":
        mail.send_again(NOW)
        mail.save()
    else:
        NotificationFactory(
            appointment=mail.appointment, kind=NotificationKind.MOVED, sequence=1, due_at=at(9)
        )

    assert listed() == []


def test_mail_that_does_not_leave_is_one_row_with_its_reason() -> None:
    for _number in range(2):
        NotificationFactory(appointment=idle(), due_at=NOW - HOUR, last_error="TimeoutError")
    NotificationFactory(appointment=idle(), due_at=NOW - HOUR, kind=NotificationKind.REMINDER)

    assert listed() == ["2 berichten vertrekken niet"]
    [(_group, [row])] = attention_of(now=NOW).groups
    assert "De mailserver antwoordt niet" in row.need.details


def test_an_absence_is_a_row_while_somebody_is_expected_in_it() -> None:
    visit = idle(patient__name="Jeannine Wouters", practitioner__name="Yasmina El Idrissi")
    AbsenceFactory(practitioner=visit.practitioner)
    AbsenceFactory(practitioner=PractitionerFactory(treatments=[]))

    assert listed() == ["Jeannine Wouters wordt verwacht, Yasmina El Idrissi is afwezig"]

    idle(practitioner=visit.practitioner, starts_at=at(10))
    assert listed() == ["2 patiënten worden verwacht, Yasmina El Idrissi is afwezig"]

    for one in visit.practitioner.appointments.all():
        one.status = AppointmentStatus.ARRIVED
        one.save()
    assert listed() == []


def test_a_closing_of_the_practice_is_one_row_for_all_its_visits() -> None:
    idle()
    idle()
    AbsenceFactory(practitioner=None)

    assert listed() == ["2 patiënten worden verwacht, de praktijk is gesloten"]


def test_an_offer_is_a_row_in_its_last_hour_or_if_only_a_call_tells_it() -> None:
    offer = WaitlistOfferFactory(
        entry__patient__name="Celine Kouterman", practitioner=PractitionerFactory(treatments=[])
    )
    WaitlistOfferFactory(
        entry__patient__name="Zonder Mail",
        entry__patient__email="",
        practitioner=PractitionerFactory(treatments=[]),
    )

    assert listed() == ["Aanbod aan Zonder Mail"]
    assert listed(offer.expires_at - HOUR) == [
        "Aanbod aan Zonder Mail",
        "Aanbod aan Celine Kouterman",
    ]
    assert listed(offer.expires_at) == []


def test_past_days_without_an_outcome_are_a_row_each_for_two_weeks() -> None:
    for days in (2, 2, 3, 20):
        idle(starts_at=at(8) - timedelta(days=days))
    idle(starts_at=at(9) - 2 * DAY_LENGTH, status=AppointmentStatus.NOSHOW)
    idle(starts_at=NOW - HOUR)  # of today: the agenda shows it

    assert listed() == [
        "1 afspraak van za 9 jan zonder uitkomst",
        "2 afspraken van zo 10 jan zonder uitkomst",
    ]


def test_planned_tasks_that_stand_still_are_the_first_row() -> None:
    failed_mail(appointment=idle())

    rows = listed(NOW, ran=NOW - timedelta(minutes=10))

    assert rows[0] == "Er vertrekt niets vanzelf"
    assert len(rows) == 2


def test_the_count_is_one_query_and_the_list_the_same_for_any_number(
    worker: Practitioner, django_assert_num_queries: Any
) -> None:
    def one_of_each() -> None:
        visit = idle(starts_at=at(9))
        failed_mail(appointment=visit)
        AbsenceFactory(practitioner=visit.practitioner, starts_at=at(9), ends_at=at(10))
        other = idle(starts_at=at(9))
        InternalBlockFactory(practitioner=other.practitioner, starts_at=at(9), ends_at=at(10))
        idle(starts_at=at(9) - 2 * DAY_LENGTH)
        WaitlistOfferFactory(
            entry__patient__email="", practitioner=PractitionerFactory(treatments=[])
        )
        PractitionerFactory(treatments=[TreatmentFactory()])

    Heartbeat.beat(now=NOW)
    with django_assert_num_queries(1):
        count_needs(now=NOW)
    one_of_each()
    with django_assert_num_queries(1):
        assert count_needs(now=NOW) == 6
    with django_assert_num_queries(14):
        attention_of(now=NOW)
    one_of_each()
    with django_assert_num_queries(14):
        assert attention_of(now=NOW).count == 11  # one day without an outcome, of two visits


def test_the_number_stands_in_the_menu_the_agenda_and_on_the_first_page(
    desk: Client, admin_client: Client
) -> None:
    idle(starts_at=timezone.now() - DAY_LENGTH)

    for client, address, sign in (
        (desk, "/beheer/patienten/", '"data-needs": "1"'),
        (desk, "/beheer/agenda/", 'agenda-needs__count">1<'),
        (admin_client, "/beheer/", 'needs-count">1</strong>'),
    ):
        assert sign in client.get(address).content.decode(), address


def test_who_cannot_do_anything_about_it_is_not_told(client: Client) -> None:
    idle(starts_at=timezone.now() - DAY_LENGTH)
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))

    page = client.get("/beheer/agenda/").content.decode()

    assert "data-needs" not in page
    assert "agenda-needs" not in page
