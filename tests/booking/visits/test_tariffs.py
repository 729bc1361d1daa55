"""What visits cost: typed in with a day that they hold from, shown and never computed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.choices import Convention
from booking.models import Practitioner, Treatment
from booking.services.practice.tariffs import Cost, costs_of, tariff_list
from tests.factories.booking import (
    DAY,
    ConventionStatusFactory,
    PractitionerFactory,
    TariffFactory,
    TreatmentFactory,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def costs_on(day: date, treatment: Treatment) -> dict[int, Cost]:
    return costs_of(treatment, Practitioner.objects.with_convention(day), day=day)


def test_a_tariff_holds_from_its_day_until_the_next_one() -> None:
    treatment = TreatmentFactory()
    status = ConventionStatusFactory()
    old = TariffFactory(treatment=treatment, valid_from=date(2026, 1, 1))
    new = TariffFactory(treatment=treatment, valid_from=DAY)

    before = costs_on(date(2027, 1, 11), treatment)
    after = costs_on(DAY, treatment)

    assert before[status.practitioner.pk].tariff == old
    assert after[status.practitioner.pk].tariff == new


def test_each_therapist_has_the_tariff_of_their_own_status() -> None:
    treatment = TreatmentFactory()
    full = ConventionStatusFactory(status=Convention.FULL).practitioner
    none = ConventionStatusFactory(status=Convention.NONE).practitioner
    agreed = TariffFactory(treatment=treatment)
    dearer = TariffFactory(
        treatment=treatment, convention=Convention.NONE, total="36.00", supplement="6.00"
    )

    costs = costs_on(DAY, treatment)

    assert {pk: cost.tariff for pk, cost in costs.items()} == {full.pk: agreed, none.pk: dearer}
    assert Convention(costs[none.pk].convention) == Convention.NONE


def test_a_status_ends_when_the_next_one_begins() -> None:
    person = ConventionStatusFactory(status=Convention.FULL, valid_from=date(2026, 1, 1))
    ConventionStatusFactory(
        practitioner=person.practitioner, status=Convention.NONE, valid_from=DAY
    )

    costs = costs_on(DAY, TreatmentFactory())

    assert costs[person.practitioner.pk].convention == Convention.NONE


def test_who_told_no_status_costs_nothing_that_is_known() -> None:
    treatment = TreatmentFactory()
    TariffFactory(treatment=treatment)
    PractitionerFactory()

    assert costs_on(DAY, treatment) == {}


def test_what_a_patient_pays_is_co_pay_and_supplement() -> None:
    tariff = TariffFactory.build(
        treatment=None, copay=Decimal("6.25"), supplement=Decimal("6.00"), total=Decimal("36.00")
    )

    assert tariff.to_pay == Decimal("12.25")


@pytest.mark.parametrize(
    ("amounts", "constraint"),
    [
        ({"total": "31.00"}, "tariff_adds_up"),
        ({"supplement": "1.00"}, "tariff_adds_up"),
        ({"refund": "36.25", "copay": "-6.25"}, "tariff_is_not_negative"),
        ({"copay_increased": "-0.01"}, "tariff_is_not_negative"),
    ],
)
def test_the_database_refuses_amounts_that_cannot_be(
    amounts: dict[str, str], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        TariffFactory(**amounts)


def test_a_day_has_one_tariff_and_one_status() -> None:
    tariff, status = TariffFactory(), ConventionStatusFactory()

    with pytest.raises(IntegrityError, match="one_tariff_a_day"), transaction.atomic():
        TariffFactory(treatment=tariff.treatment)
    with pytest.raises(IntegrityError, match="one_convention_status_a_day"), transaction.atomic():
        ConventionStatusFactory(practitioner=status.practitioner)


def test_the_list_shows_only_what_somebody_here_charges() -> None:
    ConventionStatusFactory(status=Convention.FULL)
    charged = TariffFactory()
    TariffFactory(treatment=charged.treatment, convention=Convention.PARTLY)

    listed = tariff_list(day=DAY)

    assert [row.tariffs for row in listed.treatments] == [[charged]]


@pytest.mark.parametrize(
    ("path", "total", "status"),
    [
        ("/tarieven/", "€\xa030,00", "Noor Tester: Geconventioneerd"),
        ("/fr/tarieven/", "30,00\xa0€", "Noor Tester\xa0: Tarifs conventionnés"),
        ("/en/tarieven/", "€30.00", "Noor Tester: Covered by the agreed fees"),
    ],
)
def test_the_page_shows_amounts_number_and_status(
    client: Client, path: str, total: str, status: str
) -> None:
    person = PractitionerFactory(name="Noor Tester", riziv_number="5-00001-00-527")
    ConventionStatusFactory(practitioner=person)
    TariffFactory()

    page = client.get(path).content.decode()

    assert total in page
    assert status in page
    assert "5-00001-00-527" in page


def test_a_practice_that_typed_nothing_says_so(client: Client) -> None:
    page = client.get("/tarieven/").content.decode()

    assert "De tarieven staan nog niet op de website." in page


def test_the_queries_of_the_page_do_not_grow(client: Client) -> None:
    TariffFactory(convention=ConventionStatusFactory().status)
    few = queries_of(client, "/tarieven/")
    for _ in range(4):
        TariffFactory(convention=ConventionStatusFactory().status)

    assert len(queries_of(client, "/tarieven/")) == len(few)


def test_costs_take_one_query_when_it_is_known_who_is_conventioned() -> None:
    treatment = TreatmentFactory()
    for _ in range(3):
        ConventionStatusFactory()
    people = list(Practitioner.objects.with_convention(DAY))

    with CaptureQueriesContext(connection) as queries:
        costs_of(treatment, people, day=DAY)

    assert len(queries) == 1
