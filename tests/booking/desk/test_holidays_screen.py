"""The screen on which the desk ticks the holidays that are closed."""

from datetime import date, timedelta

import pytest
from django.contrib.messages import ERROR, get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from booking.models import Appointment
from booking.scheduling.holidays import holiday_on, legal_holidays
from booking.services.schedule.holidays import close_holidays, open_holiday
from tests.booking.support.closings import closed_days
from tests.factories.users import UserFactory


def next_holiday() -> date:
    today = timezone.localdate()
    return min(legal_holidays(today + timedelta(days=1), date(today.year + 1, 12, 31)))


@pytest.mark.django_db
def test_the_desk_unticks_a_day_and_ticks_it_again(desk: Client) -> None:
    close_holidays(today=timezone.localdate(), now=timezone.now())
    day, url = next_holiday(), reverse("feestdagen:index")
    shown = [one.isoformat() for one in closed_days()]

    opened = desk.post(
        url,
        {"was_closed": shown, "closed": [one for one in shown if one != day.isoformat()]},
        follow=True,
    )
    assert day not in closed_days()
    assert len(closed_days()) == len(shown) - 1
    desk.post(url, {"was_closed": [], "closed": [day.isoformat()]})

    assert day in closed_days()
    named = holiday_on(day)
    assert named
    assert f"{named.label}: open." in opened.content.decode()


@pytest.mark.django_db
def test_a_form_that_is_older_than_a_change_of_somebody_else_undoes_nothing(desk: Client) -> None:
    close_holidays(today=timezone.localdate(), now=timezone.now())
    shown = [one.isoformat() for one in closed_days()]
    open_holiday(next_holiday(), now=timezone.now())

    desk.post(reverse("feestdagen:index"), {"was_closed": shown, "closed": shown})

    assert next_holiday() not in closed_days()


@pytest.mark.django_db
def test_who_may_not_change_absences_ticks_nothing_and_is_told_so(client: Client) -> None:
    client.force_login(UserFactory(groups=["Kinesitherapeuten"]))
    close_holidays(today=timezone.localdate(), now=timezone.now())
    before = closed_days()

    page = client.post(reverse("feestdagen:index"), {"was_closed": [before[-1].isoformat()]})

    assert (page.status_code, closed_days()) == (403, before)
    assert [message.level for message in get_messages(page.wsgi_request)] == [ERROR]
    assert "Kerstmis" in client.get(reverse("feestdagen:index")).content.decode()
    assert not Appointment.objects.exists()
