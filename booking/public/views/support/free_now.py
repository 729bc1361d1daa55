"""Openings that somebody who is about to wait can book at once instead."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest

from booking.models import Appointment, Practitioner, Treatment, WaitlistEntry
from booking.public.forms.waitlist import WishesForm
from booking.public.presenters.calendar import Moment, moments
from booking.public.views.support.free import openings_for
from booking.public.views.support.visitor import visitor_of
from booking.scheduling.openings import Opening, one_per_start
from booking.services.visits.find_openings_to_move_to import find_openings_to_move_to

# Openings that are shown to somebody who is about to wait.
MOST_SHOWN = 3


def free_to_book(
    request: HttpRequest,
    form: WishesForm,
    treatment: Treatment,
    people: Sequence[Practitioner],
    now: datetime,
) -> list[Moment]:
    """Return the first openings that fit the wishes and can be booked now."""
    found = openings_for(request, treatment, people, now=now)
    return _fitting(form, found, people)


def free_to_move_to(
    request: HttpRequest,
    form: WishesForm,
    visit: Appointment,
    people: Sequence[Practitioner],
    now: datetime,
) -> list[Moment]:
    """Return the first openings that fit the wishes and this appointment can move to now."""
    found = find_openings_to_move_to(visit, people, now=now, visitor=visitor_of(request))
    return _fitting(form, found, people, before=visit.starts_at)


def free_for_entry(
    request: HttpRequest,
    form: WishesForm,
    entry: WaitlistEntry,
    people: Sequence[Practitioner],
    now: datetime,
) -> list[Moment]:
    """Return what the patient of an entry could have now, for wishes that were just typed.

    Wishes that are refused lead to nothing: what fits the stored ones was not asked for.
    """
    if not form.is_valid():
        return []
    if entry.appointment is None:
        return free_to_book(request, form, entry.treatment, people, now)
    return free_to_move_to(request, form, entry.appointment, people, now)


def _fitting(
    form: WishesForm,
    found: Iterable[Opening],
    people: Iterable[Practitioner],
    before: datetime | None = None,
) -> list[Moment]:
    wishes = replace(form.wishes_so_far(), before=before)
    fitting = one_per_start(moment for moment in found if wishes.fit(moment))
    return moments(fitting[:MOST_SHOWN], people)


def says_to_wait(request: HttpRequest, form: WishesForm, free: Sequence[Moment]) -> bool:
    """Decide whether a valid form is carried out, or first shows what is free.

    `toch` is sent by somebody who saw these openings and wants to wait all the same; `gezien` says
    for which wishes they were shown.
    """
    if not form.is_valid():
        return False
    saw_them = request.POST.get("gezien", form.shown_for) == form.shown_for
    return not free or ("toch" in request.POST and saw_them)


def asks_again(form: WishesForm, free: Sequence[Moment]) -> bool:
    """Tell whether the page has to ask if the patient wants to wait all the same."""
    return bool(free) and form.is_bound and form.is_valid()
