"""Weeks of one therapist, in which the desk presses what it wants to change."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_required

from booking.models import Practitioner
from booking.reception.presenters.hours_week import WEEK, monday_of, roster_weeks, week_of_days
from booking.reception.views.support.addresses import agenda_url
from booking.scheduling.clock import CLINIC_TZ, plausible_day

ROSTER, DAYS = "werkroosters:week", "beschikbaarheid:week"


@require_safe
@permission_required("booking.view_workinghours")
def show_roster(request: HttpRequest) -> HttpResponse:
    """Show the roster of `?kin=3` from the week of `?dag=2027-01-12` on; two queries."""
    person, people, day = asked(request)
    weeks = roster_weeks(person, monday_of(day)) if person else []
    context = {
        **about_hours(person, people, day, ROSTER, len(weeks) or 1),
        "title": _("Roster"),
        "kind": "roster",
        "list_url": reverse("werkroosters:index"),
        "weeks": weeks,
        "may_add": request.user.has_perm("booking.add_workinghours"),
        "may_change": request.user.has_perm("booking.change_workinghours"),
    }
    return TemplateResponse(request, "booking/reception/roster_week.html", context)


@require_safe
@permission_required("booking.view_slot")
def show_days(request: HttpRequest) -> HttpResponse:
    """Show what is open in the week of `?dag=2027-01-12` with `?kin=3`; four queries."""
    person, people, day = asked(request)
    now = timezone.now()
    context = {
        **about_hours(person, people, day, DAYS),
        "title": _("Day by day"),
        "kind": "days",
        "list_url": reverse("beschikbaarheid:index"),
        "weeks": [week_of_days(person, monday_of(day), now=now)] if person else [],
        "may_add": request.user.has_perm("booking.add_slot"),
        "may_change": request.user.has_perm("booking.change_slot"),
    }
    return TemplateResponse(request, "booking/reception/days_week.html", context)


def asked(request: HttpRequest) -> tuple[Practitioner | None, Sequence[Practitioner], date]:
    """The therapist and the day that the address names; else the first, and today."""
    people = list(Practitioner.objects.active())
    kin = request.GET.get("kin", "")
    person = next((one for one in people if str(one.pk) == kin), people[0] if people else None)
    today = timezone.localdate(timezone.now(), CLINIC_TZ)
    return person, people, plausible_day(request.GET.get("dag", "")) or today


def about_hours(
    person: Practitioner | None,
    people: Sequence[Practitioner],
    day: date,
    screen: str,
    weeks: int = 1,
) -> dict[str, Any]:
    """The context that both screens share, with the addresses around the weeks shown."""
    pk = person.pk if person else 0
    today = timezone.localdate(timezone.now(), CLINIC_TZ)
    return {
        "person": person,
        "today": today,
        "address": week_url(screen, pk, day),
        "people": [(one, week_url(screen, one.pk, day)) for one in people],
        "previous_url": week_url(screen, pk, day - weeks * WEEK),
        "next_url": week_url(screen, pk, day + weeks * WEEK),
        "today_url": week_url(screen, pk, today),
        "roster_url": week_url(ROSTER, pk, day),
        "days_url": week_url(DAYS, pk, day),
        "agenda_url": agenda_url(day, pk),
    }


def week_url(screen: str, pk: int, day: date) -> str:
    """Address of a week. Example: `/beheer/werkroosters/week/?kin=3&dag=2027-01-12`."""
    return f"{reverse(screen)}?{urlencode({'kin': pk, 'dag': day.isoformat()})}"
