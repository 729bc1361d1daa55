"""The pages on which a patient says how a series should be, and sees its plan."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.models import Appointment, AppointmentSeries
from tests.booking.support.weekly import Weekly, proposed, weekly
from tests.factories.booking import PractitionerFactory

__all__ = ["weekly"]

pytestmark = pytest.mark.django_db
PAGE = "/afspraak/reeks/"


def test_the_first_page_asks_and_knows_what_a_link_names(client: Client, weekly: Weekly) -> None:
    page = client.get(f"{PAGE}?behandeling={weekly.treatment.slug}")

    form = page.context["form"]
    assert (form["treatment"].value(), form["count"].value()) == (weekly.treatment.slug, 9)
    assert page.context["form"].errors == {}


def test_the_plan_proposes_and_stores_nothing(client: Client, weekly: Weekly) -> None:
    page = client.get(weekly.address())

    assert proposed(page) == [weekly.moment(day, 17) for day in weekly.days[:4]]
    assert (AppointmentSeries.objects.count(), Appointment.objects.count()) == (0, 0)


def test_rendering_the_plan_asks_nothing_and_more_visits_ask_no_more(
    client: Client, weekly: Weekly, django_assert_num_queries: Any
) -> None:
    counts = []
    for asked in ("1", "9"):
        with CaptureQueriesContext(connection) as queries:
            client.get(weekly.address(aantal=asked, kinesitherapeut=""))
        counts.append(len(queries))
        PractitionerFactory.create_batch(3, treatments=[weekly.treatment])

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"aantal": "0"}, "count"),
        ({"aantal": "200"}, "count"),
        ({"aantal": "veel"}, "count"),
        ({"aantal": "-3"}, "count"),
        ({"dag": []}, "weekdays"),
        ({"dag": ["8"]}, "weekdays"),
        ({"van": "19:00", "tot": "17:00"}, "closes"),
        ({"van": "17:00", "tot": "17:00"}, "closes"),
        ({"van": "vijf"}, "opens"),
        ({"vanaf": "2020-01-01"}, "first_day"),
        ({"vanaf": "9999-12-31"}, "first_day"),
        ({"vanaf": "0001-01-01"}, "first_day"),
        ({"vanaf": "morgen"}, "first_day"),
        ({"behandeling": "bestaat-niet"}, "treatment"),
        ({"kinesitherapeut": "bestaat-niet"}, "practitioner"),
    ],
)
def test_a_wish_that_cannot_be_is_told_at_its_field(
    client: Client, weekly: Weekly, changes: dict[str, Any], field: str
) -> None:
    page = client.get(weekly.address(**changes))

    assert list(page.context["form"].errors) == [field]
    assert page.templates[0].name == "booking/series_wish.html"


def test_more_than_one_may_have_coming_is_told_before_planning(
    client: Client, weekly: Weekly
) -> None:
    weekly.treatment.most_coming_visits = 3
    weekly.treatment.save()

    page = client.get(weekly.address())

    assert list(page.context["form"].errors) == ["count"]


def test_what_does_not_fit_before_the_horizon_is_told_kindly(
    client: Client, weekly: Weekly
) -> None:
    page = client.get(weekly.address(aantal="20"))

    assert page.context["missing"] == 20 - len(weekly.days)
    assert len(page.context["proposals"]) == len(weekly.days)
