"""Queries for mails that are owed or were sent."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from booking.choices import NOT_AWAITED, NotificationStatus
from booking.models.appointment import Appointment

if TYPE_CHECKING:
    from booking.models.notification import Notification  # noqa: F401  the type of the rows


class NotificationQuerySet(models.QuerySet["Notification"]):
    def owed(self) -> Self:
        return self.filter(status=NotificationStatus.OWED)

    def due(self, now: datetime) -> Self:
        return self.owed().filter(due_at__lte=now).order_by("due_at", "pk")

    def awaited(self) -> Self:
        """Mails that somebody may be waiting for, which go out by night too."""
        return self.exclude(kind__in=NOT_AWAITED)

    def about(self, appointment: Appointment) -> Self:
        """Mails about the appointment itself, and about the series that it is part of."""
        of_series = Q(series=appointment.series_id) if appointment.series_id else Q(pk=None)
        return self.filter(Q(appointment=appointment) | of_series)

    def for_sending(self) -> Self:
        return self.select_related(
            "patient",
            "appointment__patient",
            "appointment__practitioner",
            "appointment__treatment",
            "appointment__policy",
            "series__treatment",
            "entry__appointment",
            "entry__practitioner",
            "offer__entry__treatment",
            "offer__entry__appointment",
            "offer__practitioner",
            "known_practitioner",
        )
