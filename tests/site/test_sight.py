"""Therapists see their own patients, unless the practice lets them see those of colleagues."""

from collections.abc import Iterator

import pytest
from django.test import Client

from booking.models import Appointment, BookingRules, Patient, Practitioner
from tests.factories.booking import PractitionerFactory
from tests.factories.users import UserFactory
from tests.site.addresses import addresses
from tests.site.made_rows import made_values

pytestmark = pytest.mark.django_db
NAME = "Xanthippe Geheimhouder"
# Screens on which a therapist reads names of patients.
WITH_NAMES = {
    "afwezigheden:visits",
    "agenda:index",
    "agenda:visit",
    "agenda:day_sheet",
    "agenda:day_sheet_file",
    "wachtlijst:index",
}

OF_THE_DAY = (
    "?dag={day}",
    "?dag={day}&kaart={visit}",
    "?dag={day}&kin=1",
    "?dag={day}&kin=allen",
    "?dag={day}&hand={visit}",
)
QUERIES = {
    "agenda:index": OF_THE_DAY,
    "agenda:day_sheet": OF_THE_DAY,
    "wachtlijst:index": ("", "?export=csv", "?export=xlsx"),
}


@pytest.fixture
def colleague(db: None) -> tuple[dict[str, str], Practitioner]:
    """A row of each kind, all of one patient and one therapist."""
    values = made_values()
    visit = Appointment.objects.get(pk=values["agenda:pk"])
    Patient.objects.update(name=NAME)
    return values, visit.practitioner


def names_at(client: Client, values: dict[str, str]) -> Iterator[str]:
    """Addresses of the admin that show the name, by the names of their routes."""
    day = Appointment.objects.get(pk=values["agenda:pk"]).day.isoformat()
    for one in addresses():
        path = one.filled_in(values)
        if not path.startswith("/beheer/") or one.name == "wagtailadmin_logout":
            continue
        for query in QUERIES.get(one.name, ("",)):
            answer = client.get(path + query.format(day=day, visit=values["agenda:pk"]))
            content = b"".join(answer) if answer.streaming else answer.content
            if NAME.encode() in content:
                yield one.name


@pytest.fixture
def therapist(client: Client) -> Practitioner:
    user = UserFactory(groups=["Kinesitherapeuten"])
    client.force_login(user)
    return PractitionerFactory(user=user)


def test_a_therapist_reads_no_name_of_a_patient_of_a_colleague(
    client: Client, colleague: tuple[dict[str, str], Practitioner], therapist: Practitioner
) -> None:
    assert set(names_at(client, colleague[0])) == set()


def test_a_login_of_no_therapist_reads_no_name_either(
    client: Client, colleague: tuple[dict[str, str], Practitioner]
) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))

    assert set(names_at(client, colleague[0])) == set()
    assert "hoort niet bij een kinesitherapeut" in client.get("/beheer/agenda/").content.decode()


def test_a_therapist_reads_the_names_of_the_own_patients(
    client: Client, colleague: tuple[dict[str, str], Practitioner], therapist: Practitioner
) -> None:
    values, other = colleague
    Practitioner.objects.filter(pk=therapist.pk).update(user=None)
    Practitioner.objects.filter(pk=other.pk).update(user=therapist.user)

    assert set(names_at(client, values)) >= WITH_NAMES - {"afwezigheden:visits"}


def test_a_practice_may_let_its_therapists_see_all(
    client: Client, colleague: tuple[dict[str, str], Practitioner], therapist: Practitioner
) -> None:
    rules = BookingRules.load()
    rules.therapists_see_all = True
    rules.save()

    assert set(names_at(client, colleague[0])) >= WITH_NAMES - {"afwezigheden:visits"}


def test_the_desk_sees_all(client: Client, colleague: tuple[dict[str, str], Practitioner]) -> None:
    client.force_login(UserFactory(groups=["Receptie"]))
    assert set(names_at(client, colleague[0])) >= WITH_NAMES - {"afwezigheden:visits"}
