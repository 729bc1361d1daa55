from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.choices import AppointmentStatus
from booking.errors import NotExpected, NotStarted, NotToday
from booking.models.period import PeriodModel
from booking.scheduling.clock import clinic_date


class Attendance(PeriodModel):
    """Whether the patient of a visit came, as the desk notes it by hand.

    Its verbs check and change, and do not save. Whoever did not come keeps the time, and is not a
    patient who cancelled late: that is a cancellation.
    """

    status = models.CharField(
        _("status"), max_length=10, choices=AppointmentStatus, default=AppointmentStatus.PENDING
    )

    class Meta:
        abstract = True

    @property
    def day(self) -> date:
        """On the clinic's clock."""
        return clinic_date(self.starts_at)

    @property
    def is_expected(self) -> bool:
        """Booked, and nobody has arrived yet."""
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
        """The patient is in the waiting room, be it late. Raises NotExpected, NotToday."""
        if not self.is_expected and not self.is_noshow:
            raise NotExpected
        if self.day != clinic_date(now):
            raise NotToday
        self.status = AppointmentStatus.ARRIVED

    def undo_check_in(self) -> None:
        """Raises NotExpected."""
        if not self.has_arrived:
            raise NotExpected
        self.status = AppointmentStatus.BOOKED

    def mark_noshow(self, now: datetime) -> None:
        """Nobody came. Raises NotExpected, NotStarted."""
        if not self.is_expected:
            raise NotExpected
        self._refuse_before_start(now)
        self.status = AppointmentStatus.NOSHOW

    def undo_noshow(self) -> None:
        """Raises NotExpected."""
        if not self.is_noshow:
            raise NotExpected
        self.status = AppointmentStatus.BOOKED

    def fulfil(self, now: datetime) -> None:
        """The visit took place, checked in or not. Raises NotExpected, NotStarted."""
        if not self.is_expected and not self.has_arrived:
            raise NotExpected
        self._refuse_before_start(now)
        self.status = AppointmentStatus.FULFILLED

    def undo_fulfil(self) -> None:
        """Raises NotExpected."""
        if not self.is_fulfilled:
            raise NotExpected
        self.status = AppointmentStatus.BOOKED

    def _refuse_before_start(self, now: datetime) -> None:
        if now < self.starts_at:
            raise NotStarted
