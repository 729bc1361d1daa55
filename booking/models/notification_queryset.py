"""Queries for mails that are owed or were sent."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from booking.choices import (
    NOT_AWAITED,
    NotificationKind,
    NotificationStatus,
    OfferStatus,
    WaitlistStatus,
)
from booking.models.appointment import Appointment
from booking.models.substitution import CallState, SubstitutionStatus
from booking.scheduling.clock import clinic_date

if TYPE_CHECKING:
    from booking.models.notification import Notification  # noqa: F401  the type of the rows

# Failed mails that nobody has seen to yet.
TO_SEE_TO = Q(status=NotificationStatus.FAILED, settled_at=None)
# Mails about the time of an ill therapist that their patients still wait for.
ILL_UNTOLD = Q(kind=NotificationKind.STANDS, substitution__status=SubstitutionStatus.LIFTED) | (
    Q(kind=NotificationKind.CHOICES, substitution__status=SubstitutionStatus.OPEN)
    & ~Q(substitution__call=CallState.CALLED)
)
# For so long somebody may wait for the link that was asked for.
LINKS_ARE_AWAITED = timedelta(days=2)
# Mail that is due for longer than this does not leave: workers look every minute.
LEAVES_WITHIN = timedelta(minutes=15)


class NotificationQuerySet(models.QuerySet["Notification"]):
    def owed(self) -> Self:
        return self.filter(status=NotificationStatus.OWED)

    def due(self, now: datetime) -> Self:
        return self.owed().filter(due_at__lte=now).order_by("due_at", "pk")

    def awaited(self) -> Self:
        """Mails that somebody may be waiting for, which go out by night too."""
        return self.exclude(kind__in=NOT_AWAITED)

    def stuck(self, now: datetime) -> Self:
        """Mails that should have left a while ago and that somebody may be waiting for."""
        return self.due(now - LEAVES_WITHIN).awaited()

    def unsettled(self) -> Self:
        """Failed mails that nobody has seen to, also those that do not matter any more."""
        return self.filter(TO_SEE_TO)

    def to_see_to(self, now: datetime) -> Self:
        """Failed mails of which the patient still has to know, and that nobody has seen to.

        A mail matters until the appointment, as it was or as it is now, is over; one about an offer
        or an entry while these wait; choices until somebody chose or was called; day sheets until
        their first day is over. A newer mail about the same appointment takes its place.
        """
        visits = Appointment.objects.filter(series=OuterRef("series"), ends_at__gt=now)
        coming = Q(appointment__ends_at__gt=now) | Q(known_starts_at__gt=now)
        waits = Q(entry__status=WaitlistStatus.WAITING) | Q(
            offer__entry__status=WaitlistStatus.WAITING, offer__starts_at__gt=now
        ) & (
            Q(kind=NotificationKind.WITHDRAWN)
            | Q(offer__status=OfferStatus.OPEN, offer__expires_at__gt=now)
        )
        ill = ILL_UNTOLD & Q(substitution__ends_at__gt=now)
        sheets = Q(sheets_from__gte=clinic_date(now))
        asked = Q(kind=NotificationKind.LINKS, created_at__gt=now - LINKS_ARE_AWAITED)
        newer = self.model._base_manager.filter(
            appointment=OuterRef("appointment"), pk__gt=OuterRef("pk")
        ).exclude(status=NotificationStatus.FAILED)
        # A value, and not Exists: that would be joined with all mails there are.
        newest = Subquery(newer.order_by("-pk").values("pk")[:1])
        return self.alias(newer=newest).filter(
            TO_SEE_TO, Q(Exists(visits)) | coming | waits | ill | asked | sheets, newer=None
        )

    def to_patients(self) -> Self:
        return self.exclude(kind=NotificationKind.SHEETS)

    def with_sheets(self) -> Self:
        """Mails that bring day sheets to the desk."""
        return self.filter(kind=NotificationKind.SHEETS)

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
            "appointment__series",
            "series__treatment",
            "entry__appointment",
            "entry__practitioner",
            "offer__entry__treatment",
            "offer__entry__appointment",
            "offer__practitioner",
            "substitution__appointment__practitioner",
            "substitution__practitioner",
            "known_practitioner",
        )

    def for_page(self) -> Self:
        """Mails with what a screen says of each: for whom it is, about what, who changed it."""
        return self.select_related(
            "patient",
            "appointment",
            "series",
            "entry",
            "offer__entry",
            "offer__practitioner",
            "known_practitioner",
            "changed_by",
        )
