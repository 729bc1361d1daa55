from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from booking.models.attendance import Attendance
from booking.scheduling.rules import CORRECTION_TIME, Rules, correctable


class OnlineChange(Attendance):
    """The part of an appointment that says until when its patient can change it online.

    That is until `change_until`. It is never sooner than CORRECTION_TIME after the time was chosen,
    as the choice may be a slip, and never later than the start.

    Example: the cut-off is 24 hours. Booked on Monday at 14:00 for Tuesday at 9:00, it can be
    changed until Monday 14:15. A move at 14:10 to Tuesday 10:00 keeps 14:15, so that one correction
    does not lead to the next.
    """

    change_until = models.DateTimeField(
        _("can be changed online until"),
        help_text=_("By the rules that held when the patient chose this time."),
    )
    arranged_at = models.DateTimeField(
        _("time chosen at"), help_text=_("When this time was booked, or moved to.")
    )

    class Meta:
        abstract = True

    def can_be_changed_online(self, now: datetime) -> bool:
        """Tell whether the patient can still move or cancel the appointment online."""
        return self.is_expected and now <= self.change_until

    @property
    def is_to_correct(self) -> bool:
        """Tell whether it can be changed only to correct the choice: the cut-off was past."""
        return self.change_until <= self.arranged_at + CORRECTION_TIME

    def note_choice(self, now: datetime) -> None:
        """Note that its time is chosen now; `change_until` is that of the rules until then."""
        self.arranged_at = now
        self.change_until = correctable(self.change_until, self.starts_at, now)

    def change_until_at(
        self, starts_at: datetime, cut_off: datetime, *, rules: Rules, now: datetime
    ) -> datetime:
        """The last moment to change it online if its patient moves it to `starts_at` now.

        `cut_off` is that of the new time. A move that corrects a choice after the cut-off of the
        present time gets no new time to correct.
        """
        is_correcting = self.is_to_correct and now > rules.change_until(self.starts_at)
        last = self.change_until if is_correcting else now + CORRECTION_TIME
        return max(cut_off, min(last, starts_at))
