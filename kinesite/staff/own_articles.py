"""Articles that wait for a therapist, beside the own day in the agenda."""

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from booking.reception.presenters.own_day import Reminder

# The first page of the admin lists the others.
MOST = 5
CAME_BACK, WAITS = WorkflowState.STATUS_NEEDS_CHANGES, WorkflowState.STATUS_IN_PROGRESS


def articles_of(user: User) -> Sequence[Reminder]:
    """Articles of the user that were sent back, and those that the user reviews; one query."""
    found = list(waiting_for(user)[: MOST + 1])
    told = [Reminder(what_of(page), edit_url(page)) for page in found[:MOST]]
    if len(found) > MOST:
        told.append(Reminder(_("And more articles"), reverse("wagtailadmin_home")))
    return told


def waiting_for(user: User) -> QuerySet[Page]:
    """Pages that wait for something of this user, the longest waiting first."""
    state = "_workflow_states"
    own = Q(owner=user) | Q(**{f"{state}__requested_by": user})
    groups = f"{state}__current_task_state__task__groupapprovaltask__groups__in"
    reviews = Q() if user.is_superuser else Q(**{groups: user.groups.all()})
    came_back, is_handed_in = (Q(**{f"{state}__status": one}) for one in (CAME_BACK, WAITS))
    return (
        Page.objects.filter(came_back & own | is_handed_in & reviews)
        .annotate(waits=F(f"{state}__status"), since=F(f"{state}__created_at"))
        .distinct()
        .order_by("since", "pk")
    )


def what_of(page: Page) -> str:
    """The title, with what has to be done about it."""
    came_back = _("“%(title)s” came back to you")
    waits = _("“%(title)s” waits for your review")
    return (came_back if page.waits == CAME_BACK else waits) % {"title": page.draft_title}


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
