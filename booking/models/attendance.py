from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from booking.choices import AppointmentStatus
from booking.errors import NotExpected, NotStarted, NotToday
from booking.models.period import PeriodModel
from booking.scheduling.clock import clinic_date

# Appointments that may say when the patient arrived.
WITH_ARRIVAL = (AppointmentStatus.ARRIVED, AppointmentStatus.FULFILLED)
# States between which the desk goes to and fro on the day itself.
AFTER_BOOKING = (AppointmentStatus.BOOKED, *WITH_ARRIVAL, AppointmentStatus.NOSHOW)


def arrival_is_of_the_day(name: str) -> models.CheckConstraint:
    """A constraint that nobody has arrived for an appointment that says nobody came, or will."""
    return models.CheckConstraint(
        condition=Q(arrived_at=None) | Q(status__in=WITH_ARRIVAL), name=name
    )


class Attendance(PeriodModel):
    """The part of an appointment that notes whether the patient came; the desk fills it in.

    Its methods check and change the status; the caller saves. A patient who did not come keeps the
    time. One who calls to cancel, be it late, did cancel: that is a cancellation.
    """

    status = models.CharField(
        _("status"), max_length=10, choices=AppointmentStatus, default=AppointmentStatus.PENDING
    )

    arrived_at = models.DateTimeField(
        _("arrived at"),
        null=True,
        blank=True,
        editable=False,
        help_text="When the desk noted that the patient is here.",
    )

    class Meta:
        abstract = True

    @property
    def day(self) -> date:
        """The day of the appointment on the clinic's clock."""
        return clinic_date(self.starts_at)

    @property
    def is_expected(self) -> bool:
        """Tell whether it is booked and its patient has not arrived."""
        return self.status == AppointmentStatus.BOOKED

    @property
    def has_arrived(self) -> bool:
        return self.status == AppointmentStatus.ARRIVED

    @property
    def is_fulfilled(self) -> bool:
        return self.status == AppointmentStatus.FULFILLED

    @property
    def is_noshow(self) -> bool:
        return self.status == AppointmentStatus.NOSHOW

    def check_in(self, now: datetime) -> None:
        """Note that the patient has arrived, on time or late. Raises NotExpected, NotToday."""
        if not self.is_expected and not self.is_noshow:
            raise NotExpected
        if self.day != clinic_date(now):
            raise NotToday
        self.status, self.arrived_at = AppointmentStatus.ARRIVED, now

    def undo_check_in(self) -> None:
        """Expect the patient again. Raises NotExpected when nobody was checked in."""
        if not self.has_arrived:
            raise NotExpected
        self.status, self.arrived_at = AppointmentStatus.BOOKED, None

    def mark_noshow(self, now: datetime) -> None:
        """Note that the patient did not come. Raises NotExpected, NotStarted."""
        if not self.is_expected:
            raise NotExpected
        self._refuse_before_start(now)
        self.status = AppointmentStatus.NOSHOW

    def undo_noshow(self) -> None:
        """Expect the patient again. Raises NotExpected when no absence was noted."""
        if not self.is_noshow:
            raise NotExpected
        self.status = AppointmentStatus.BOOKED

    def fulfil(self, now: datetime) -> None:
        """Note that the appointment took place, checked in or not.

        Raises NotExpected, NotStarted.
        """
        if not self.is_expected and not self.has_arrived:
            raise NotExpected
        self._refuse_before_start(now)
        self.status = AppointmentStatus.FULFILLED

    def undo_fulfil(self) -> None:
        """Say that the patient is still here, or is expected if no arrival was noted.

        Raises NotExpected when it was not noted as finished.
        """
        if not self.is_fulfilled:
            raise NotExpected
        self.status = AppointmentStatus.ARRIVED if self.arrived_at else AppointmentStatus.BOOKED

    def put_back(self, status: str, arrived_at: datetime | None) -> None:
        """Give it the status that it had before the last note. Raises NotExpected."""
        if not {status, self.status} <= set(AFTER_BOOKING):
            raise NotExpected
        self.status, self.arrived_at = AppointmentStatus(status), arrived_at

    def _refuse_before_start(self, now: datetime) -> None:
        if now < self.starts_at:
            raise NotStarted
