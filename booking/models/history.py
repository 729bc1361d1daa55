"""History of appointments, patients, absences, rosters and tariffs, which the database writes.

Triggers write an event with each change of a row, whoever makes it. An event of a change holds the
row as it was before, so what it became stands in the next event, or in the row itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import reduce
from operator import or_
from typing import Any

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _
from pgtrigger import F, Q

from booking.choices import DeskRule
from booking.models.absence import Absence
from booking.models.appointment import Appointment
from booking.models.internal_block import InternalBlock
from booking.models.patient import Patient
from booking.models.rules import OF_THE_WEBSITE
from booking.models.tariff import Tariff
from booking.models.working_hours import WorkingHours

ADDED, CHANGED, DELETED = "insert", "update", "delete"
# Of a patient: somebody else turned out to be the same person. No trigger sees that.
MERGED = "merge"


class Door(models.TextChoices):
    """The way by which a change came; what names none came from the server itself."""

    WEBSITE = "website", _("On the website")
    DESK = "desk", _("At the desk")
    TASK = "task", _("By itself")
    SERVER = "", _("From the server")


def came_by(door: Door, user_id: int | None = None) -> AbstractContextManager[Any]:
    """Note for all changes within it by which door they come, and from which member of staff."""
    context: AbstractContextManager[Any] = pghistory.context(door=door.value, user=user_id)
    return context


@contextmanager
def explained(broken: Sequence[DeskRule], because: str) -> Iterator[None]:
    """Note with the changes within it which rules they overruled, and the reason why.

    Rules that bind only the website need no reason, and are not noted.
    """
    rules = [rule.value for rule in broken if rule not in OF_THE_WEBSITE]
    if not rules:
        yield
        return
    with _noted(overruled=rules, because=because):
        yield


@contextmanager
def merging(keep: Patient, gone: Patient) -> Iterator[None]:
    """Note in the history of `keep`, and with the changes within it, the name of `gone`.

    The name goes with the history of the one who stays.
    """
    with _noted(merged=gone.name):
        pghistory.create_event(keep, label=MERGED)
        yield


@contextmanager
def _noted(**more: Any) -> Iterator[None]:
    with pghistory.context(**more) as context:
        try:
            yield
        finally:
            # The request may go on to change more, within the same context.
            for name in more:
                context.metadata.pop(name, None)


def _events_of(
    tracked: type[models.Model],
    *fields: str,
    kept_after: Q | None = None,
    kept_before: Q | None = None,
    of_deletions: bool = True,
    by_hand: Sequence[str] = (),
) -> Any:
    """The base of a model of events; a row for which a condition fails leaves none.

    Labels in `by_hand` are of events that no trigger writes.
    """
    changes = reduce(or_, (Q(**{f"old__{name}__df": F(f"new__{name}")}) for name in fields))
    trackers = [
        pghistory.InsertEvent(condition=kept_after),
        pghistory.UpdateEvent(
            condition=changes & kept_after if kept_after else changes, row=pghistory.Old
        ),
        pghistory.DeleteEvent(condition=kept_before),
    ]
    related = [tracked._meta.get_field(name) for name in fields]
    return pghistory.create_event_model(
        tracked,
        *trackers[: 3 if of_deletions else 2],
        *map(pghistory.ManualEvent, by_hand),
        fields=list(fields),
        # Neither a cascade nor merging may reach events.
        obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+"),
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,  # type: ignore[arg-type]  # as its documentation says
        append_only=True,
        attrs={
            "wagtail_reference_index_ignore": True,
            **{field.name: _lasting(field) for field in related if field.many_to_one},
        },
        meta={"ordering": ["pgh_id"], "default_permissions": ()},
    )


def _lasting(field: Any) -> models.ForeignKey[Any, Any]:
    """A relation of an event, which stays when the row that it names goes; it costs no index."""
    return models.ForeignKey(
        field.remote_field.model,
        verbose_name=field.verbose_name,
        on_delete=models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )


class AppointmentEvent(
    _events_of(  # type: ignore[misc]  # pghistory makes the base
        Appointment,
        "practitioner",
        "treatment",
        "patient",
        "starts_at",
        "ends_at",
        "status",
        "arrived_at",
        "cancelled_by",
        "cancellation_reason",
        kept_after=Q(new__patient__isnull=False),
        kept_before=Q(old__patient__isnull=False),
    )
):
    """A change of an appointment that has a patient: a time that is only held is nobody's."""


class PatientEvent(
    # Whoever deletes a patient erases the details first.
    _events_of(  # type: ignore[misc]
        Patient,
        "name",
        "contact_name",
        "email",
        "phone",
        "language",
        "wants_reminders",
        kept_after=Q(new__erased_at__isnull=True),
        of_deletions=False,
        by_hand=[MERGED],
    )
):
    """A change of a patient's details. Erasing them leaves no event, and takes the others away."""


class AbsenceEvent(
    _events_of(Absence, "practitioner", "starts_at", "ends_at", "reason")  # type: ignore[misc]
):
    """A change of an absence."""


class WorkingHoursEvent(
    _events_of(  # type: ignore[misc]
        WorkingHours,
        "practitioner",
        "weekday",
        "opens",
        "closes",
        "valid_from",
        "valid_until",
        "every_n_weeks",
    )
):
    """A change of a roster line."""


class TariffEvent(
    _events_of(  # type: ignore[misc]
        Tariff,
        "treatment",
        "convention",
        "valid_from",
        "total",
        "refund",
        "copay",
        "refund_increased",
        "copay_increased",
        "supplement",
    )
):
    """A change of a tariff."""


# The event model of each model whose history is kept.
EVENTS: dict[type[models.Model], Any] = {
    Appointment: AppointmentEvent,
    Patient: PatientEvent,
    Absence: AbsenceEvent,
    InternalBlock: AbsenceEvent,
    WorkingHours: WorkingHoursEvent,
    Tariff: TariffEvent,
}
