"""What the desk does to a visit, and what its patient hears of that."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core import mail

from booking.choices import CancelledBy, NotificationKind
from booking.models import Appointment, AppointmentSeries, Notification
from booking.services.mail.send_again import send_again
from booking.services.visits.cancel import cancel
from booking.services.visits.move_at_desk import move_at_desk
from booking.services.visits.reinstate import reinstate
from tests.booking.support.letters import deliver_all
from tests.factories.booking import NOW, AppointmentFactory, NotificationFactory, SeriesFactory, at

MINUTE = timedelta(minutes=1)
SUBJECTS = {
    "Je afspraak op": "booked",
    "Gewijzigd: je afspraak is nu op": "moved",
    "Geannuleerd: je afspraak op": "cancelled",
    "Herinnering: je afspraak op": "reminded",
    "Je afspraken bij": "series",
}

PAST = {"past": 8, "longpast": 6}


def done(visit: Appointment, steps: str) -> None:
    """The steps, a minute apart; "sent" lets the delay run out first, "swept" does not."""
    minute = 0
    for step in steps.split():
        minute += 1
        now = NOW + minute * MINUTE
        if step == "sent":
            minute += 5
            deliver_all(NOW + minute * MINUTE)
        elif step == "swept":
            deliver_all(now)
        elif step.startswith("to"):
            moved(visit, at(int(step.removeprefix("to")) - 1), now)
        elif step in PAST:
            moved(visit, at(PAST[step], day=NOW.date()), now)
        else:
            VERBS[step](visit, now)
    deliver_all(NOW + timedelta(hours=2))


def moved(visit: Appointment, starts_at: datetime, now: datetime) -> None:
    """To that moment; the clinic's clock is an hour ahead of UTC."""
    visit.refresh_from_db()
    move_at_desk(
        appointment=visit,
        practitioner=visit.practitioner,
        starts_at=starts_at,
        overrule=True,
        now=now,
    )


def remind(visit: Appointment, now: datetime) -> None:
    """As owe_reminders does, for a visit that is long to go."""
    visit.refresh_from_db()
    NotificationFactory(
        appointment=visit,
        kind=NotificationKind.REMINDER,
        sequence=visit.sequence,
        created_at=now,
        due_at=now,
    )


def kinds() -> list[str]:
    return list(Notification.objects.order_by("pk").values_list("kind", flat=True))


def heard() -> str:
    """What the mails that went out say, in order: the hours they name after what they are."""
    return ", ".join(map(heard_of, mail.outbox))


def heard_of(message: mail.EmailMessage) -> str:
    [kind] = [kind for words, kind in SUBJECTS.items() if message.subject.startswith(words)]
    named = re.findall(r" om (\d+)\.00\xa0u$", message.subject)
    before = re.findall(r"verplaatst van .* om (\d+)\.00\xa0u naar:", str(message.body))
    return " ".join([kind, *before, *named])


VERBS: dict[str, Callable[[Appointment, datetime], object]] = {
    "cancelled": lambda visit, now: cancel(appointment=visit, by=CancelledBy.PRACTICE, now=now),
    "back": lambda visit, now: reinstate(appointment=visit, now=now),
    "again": lambda visit, now: send_again(appointment=visit, now=now),
    "reminded": remind,
}


def visits_of_a_series() -> list[Appointment]:
    series: AppointmentSeries = SeriesFactory()
    return [
        AppointmentFactory(
            series=series, patient=series.patient, treatment=series.treatment, **{field: field_of}
        )
        for field, field_of in [("sequence", 0), ("turnaround", timedelta(minutes=5))]
    ]
