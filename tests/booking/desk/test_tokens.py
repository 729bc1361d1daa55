"""Forms of the desk carry the token without which Django refuses them."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from booking.choices import NotificationStatus
from booking.scheduling.clock import CLINIC_TZ, clinic_day
from tests.booking.conftest import OpenPractice
from tests.factories.booking import (
    AbsenceFactory,
    AppointmentFactory,
    NotificationFactory,
    WaitlistOfferFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "agenda/",
        "agenda/aandacht/",
        "agenda/aandacht/{day}/",
        "agenda/boeken/",
        "agenda/afspraak/{visit}/",
        "agenda/afspraak/{visit}/verplaats/",
        "afwezigheden/afspraken/{absence}/",
        "berichten/",
        "berichten/{mail}/",
        "wachtlijst/",
        "wachtlijst/erbij/",
        "wachtlijst/{entry}/weg/",
        "patienten/afspraken/{patient}/",
        "patienten/wis/{past}/",
    ],
)
def test_every_form_of_the_desk_has_its_token(
    desk: Client, practice_with_room: OpenPractice, path: str
) -> None:
    visit = AppointmentFactory(
        practitioner=practice_with_room.practitioner, starts_at=practice_with_room.at(9)
    )
    slot = practice_with_room.slot
    absence = AbsenceFactory(practitioner=None, starts_at=slot.starts_at, ends_at=slot.ends_at)
    entry = WaitlistOfferFactory(entry__treatment=practice_with_room.treatment).entry
    mail = NotificationFactory(appointment=visit, status=NotificationStatus.FAILED)
    pks = {"visit": visit.pk, "absence": absence.pk, "entry": entry.pk, "mail": mail.pk}
    yesterday = timezone.localdate(timezone=CLINIC_TZ) - timedelta(days=1)
    past = AppointmentFactory(starts_at=clinic_day(yesterday).starts_at)
    pks |= {"patient": visit.patient.pk, "past": past.patient.pk}

    page = desk.get(f"/beheer/{path.format(day=yesterday, **pks)}")

    forms = re.findall(r'<form[^>]*method="post".*?</form>', page.content.decode(), re.DOTALL)
    assert forms
    assert [form for form in forms if "csrfmiddlewaretoken" not in form] == []
