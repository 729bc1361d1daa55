"""The day sheets that the desk gets by mail in the evening, if the practice chose so."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from booking.choices import NotificationKind, NotificationStatus
from booking.models import Absence, EveningMail, Notification, Patient, SentMail
from booking.services.mail.compose_sheets import compose_sheets
from booking.services.mail.deliver import deliver_next
from booking.services.mail.owe_sheets import owe_sheets
from booking.services.mail.send_again import NotSentAgain, send_mail_again
from booking.services.privacy.erase import erase_patient
from tests.booking.support.letters import deliver_all, parsed
from tests.booking.support.racing import together
from tests.factories.booking import (
    DAY,
    AbsenceFactory,
    AppointmentFactory,
    PractitionerFactory,
    SlotFactory,
    at,
)
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db
DESK = "onthaal@praktijk.example"
# Monday 11 January 2027 at 18:00 on the clinic's clock: the sheets are from Tuesday on.
EVENING = datetime(2027, 1, 11, 17, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def switch(*, on: bool = True, **changes: Any) -> None:
    EveningMail.objects.update_or_create(pk=1, defaults={"is_on": on, "address": DESK} | changes)


def owed() -> list[Notification]:
    return list(Notification.objects.filter(kind=NotificationKind.SHEETS))


def sheets_of(message: mail.EmailMessage) -> str:
    [part] = list(parsed(message).iter_attachments())
    assert part.get_filename() == "dagbladen-2027-01-12.html"
    return str(part.get_content())


def test_nothing_is_owed_as_long_as_nobody_switched_it_on() -> None:
    AppointmentFactory()
    assert not owe_sheets(now=EVENING)

    switch(on=False)

    assert not owe_sheets(now=EVENING)
    assert owed() == []


def test_the_desk_gets_the_sheets_of_the_coming_days_once(
    django_assert_num_queries: Any,
) -> None:
    switch()
    for days, name in ((-1, "Vandaag"), (0, "Morgen"), (6, "Maandag"), (7, "Te ver")):
        AppointmentFactory(starts_at=at(8) + timedelta(days=days), patient__name=f"Pat {name}")

    assert [owe_sheets(now=EVENING + n * MINUTE) for n in (-1, 0, 5)] == [False, True, False]
    [message] = deliver_all(EVENING + MINUTE)

    assert message.to == [DESK]
    shown = [
        name for name in ("Vandaag", "Morgen", "Maandag", "Te ver") if name in sheets_of(message)
    ]
    assert shown == ["Morgen", "Maandag"]
    with django_assert_num_queries(2):
        owe_sheets(now=EVENING + 5 * MINUTE)


def test_what_is_kept_and_what_shows_on_a_locked_screen_names_nobody() -> None:
    switch()
    AppointmentFactory(patient__name="Mia Voorbeeld")
    owe_sheets(now=EVENING)

    [message] = deliver_all(EVENING)

    sheets = sheets_of(message).replace("\xa0", " ")
    assert [told in sheets for told in ("Mia Voorbeeld", "0470 12 34 56")] == [True, True]
    kept = SentMail.objects.get()
    assert (kept.address, kept.subject) == (DESK, "Dagbladen vanaf dinsdag 12 januari 2027")
    told = f"{kept.subject} {kept.text} {message.message()['Message-ID']}"
    assert [word for word in ("Mia", "0470", "470123456") if word in told] == []


def test_it_comes_from_the_mailbox_of_all_mail_and_is_the_same_mail_after_a_crash() -> None:
    switch()
    AppointmentFactory()
    owe_sheets(now=EVENING)
    [sheets] = owed()

    first, second = (compose_sheets(sheets, DAY, now=EVENING) for _ in range(2))

    assert first.message()["Message-ID"] == second.message()["Message-ID"]
    assert first.message()["Auto-Submitted"] == "auto-generated"
    assert first.from_email == "Kinepraktijk <afspraken@kinesite.example>"


def test_a_patient_who_was_erased_is_in_no_file_that_goes_out_later() -> None:
    switch()
    PractitionerFactory()
    SlotFactory()
    gone: Patient = AppointmentFactory(starts_at=EVENING - timedelta(days=9)).patient
    owe_sheets(now=EVENING)
    name = gone.name
    erase_patient(patient=gone, now=EVENING)

    [message] = deliver_all(EVENING)

    assert name not in sheets_of(message)


@pytest.mark.parametrize(
    ("makes", "is_owed"),
    [
        ("nothing", False),
        ("slot", True),
        ("visit", True),
        ("away", False),
        ("closed", False),
        ("closed with a visit", True),
    ],
)
def test_it_goes_out_before_days_on_which_somebody_works_or_is_expected(
    makes: str, is_owed: bool
) -> None:
    switch()
    person = PractitionerFactory()
    if makes in {"slot", "away", "closed"}:
        SlotFactory(practitioner=person)
    if makes == "away":
        AbsenceFactory(practitioner=person)
    if "visit" in makes:
        AppointmentFactory(practitioner=person)
    if "closed" in makes:
        Absence.objects.create(practitioner=None, starts_at=at(0), ends_at=at(23))

    assert owe_sheets(now=EVENING) == is_owed


def test_a_worker_that_stood_still_owes_it_in_the_night_and_never_by_day() -> None:
    switch()
    AppointmentFactory()

    assert not owe_sheets(now=at(9))
    assert owe_sheets(now=at(4))


def test_switched_off_meanwhile_it_does_not_go_out() -> None:
    switch()
    AppointmentFactory()
    owe_sheets(now=EVENING)
    switch(on=False)

    assert deliver_all(EVENING) == []
    assert owed() == []


def test_it_goes_to_the_mailbox_of_the_moment_at_which_it_goes_out() -> None:
    switch()
    AppointmentFactory()
    owe_sheets(now=EVENING)
    switch(address="nieuw@praktijk.example")

    [message] = deliver_all(EVENING)

    assert message.to == ["nieuw@praktijk.example"]


def test_sheets_of_a_day_that_is_over_are_sent_no_more() -> None:
    switch()
    AppointmentFactory()
    owe_sheets(now=EVENING)
    over = at(23, 0, day=DAY)  # midnight on the clinic's clock

    assert deliver_all(over) == []
    assert owed() == []


def test_sheets_are_sent_again_at_the_wish_of_the_desk_as_long_as_their_day_lasts() -> None:
    switch()
    AppointmentFactory()
    owe_sheets(now=EVENING)
    deliver_all(EVENING)

    [sheets] = owed()
    send_mail_again(mail=sheets, now=at(6))
    assert len(deliver_all(at(6))) == 2

    [sheets] = owed()
    with pytest.raises(NotSentAgain):
        send_mail_again(mail=sheets, now=at(6) + timedelta(days=1))


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_owe_and_send_it_once(smtp_server: MailServer) -> None:
    switch()
    AppointmentFactory()

    together(*[lambda: owe_sheets(now=EVENING)] * 2)
    assert [one.sheets_from for one in owed()] == [date(2027, 1, 12)]

    smtp_server.delay = 0.2
    together(*[lambda: deliver_next(now=EVENING)] * 2)
    [message] = smtp_server.mails
    assert (message["To"], message["Subject"]) == (DESK, "Dagbladen vanaf dinsdag 12 januari 2027")
    [part] = list(message.iter_attachments())
    assert part.get_content_type() == "text/html"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("refusal", "then"),
    [
        ("552 5.3.4 Message too big", NotificationStatus.FAILED),
        ("451 4.7.1 Try again later", NotificationStatus.OWED),
    ],
)
def test_a_server_that_takes_it_not_fails_it_or_gets_it_later(
    smtp_server: MailServer, refusal: str, then: str
) -> None:
    switch()
    AppointmentFactory()
    owe_sheets(now=EVENING)
    smtp_server.refusal = refusal

    deliver_next(now=EVENING)

    [sheets] = owed()
    assert (sheets.status, sheets.last_error) == (then, f"SMTPDataError {refusal[:3]}")
