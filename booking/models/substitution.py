import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from booking.choices import AppointmentStatus, NotificationKind, NotificationStatus
from booking.models.absence import Absence
from booking.models.appointment import Appointment
from booking.models.changed import Changed
from booking.models.practitioner import Practitioner
from booking.scheduling.spans import Span

if TYPE_CHECKING:
    from booking.models.notification import Notification

# Somebody who is expected within this time may not read a mail any more.
TOO_SOON_FOR_MAIL = timedelta(hours=2)


class SubstitutionStatus(models.TextChoices):
    """States of a substitution: open, or how it was settled."""

    OPEN = "open", _("Not settled yet")
    CHOSEN = "chosen", _("Chose another time")
    LIFTED = "lifted", _("Takes place after all")
    ENDED = "ended", _("Settled in another way")


class CallState(models.TextChoices):
    """Outcomes of a call to a patient whose therapist is away."""

    CALLED = "called", _("Called")
    NO_ANSWER = "no_answer", _("No answer")
    CALLS_BACK = "calls_back", _("Calls back")


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def open(self) -> Self:
        return self.filter(status=SubstitutionStatus.OPEN)

    def standing(self) -> Self:
        """Open ones whose appointment is still expected where it was when they were made."""
        return self.open().filter(
            appointment__status=AppointmentStatus.BOOKED,
            appointment__starts_at=F("starts_at"),
            appointment__practitioner=F("practitioner"),
        )

    def touching(self, people: Collection[int]) -> Self:
        """Open ones of these practitioners (ids), or with a choice at one of them."""
        theirs = Q(practitioner__in=people) | Q(choices__practitioner__in=people)
        return self.open().filter(theirs)


class Substitution(Changed):
    """An appointment whose therapist cannot come, until another time is found for it.

    `choices` are the times that the patient may choose from. It keeps the time of the appointment
    as it was, since that is what the patient was told. `changed_by` and `changed_at` tell of
    `call`: who at the desk called, and when.
    """

    appointment = models.ForeignKey(
        Appointment, on_delete=models.CASCADE, related_name="substitutions"
    )
    absence = models.ForeignKey(
        Absence, on_delete=models.SET_NULL, null=True, blank=True, related_name="substitutions"
    )
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(
        max_length=10, choices=SubstitutionStatus, default=SubstitutionStatus.OPEN
    )
    made_at = models.DateTimeField()
    answer_until = models.DateTimeField(help_text="From then on the desk calls.")
    declined_at = models.DateTimeField(
        null=True, blank=True, help_text="When the patient said that no choice suits."
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    call = models.CharField(max_length=10, choices=CallState, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment to move")
        verbose_name_plural = _("appointments to move")
        ordering = ["starts_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"],
                condition=Q(status=SubstitutionStatus.OPEN),
                name="one_open_substitution_of_an_appointment",
            ),
            models.CheckConstraint(
                condition=Q(status=SubstitutionStatus.OPEN, ended_at=None)
                | ~Q(status=SubstitutionStatus.OPEN) & Q(ended_at__isnull=False),
                name="a_substitution_has_ended_or_is_open",
            ),
            models.CheckConstraint(
                condition=Q(status__in=SubstitutionStatus.values)
                & Q(call__in=["", *CallState.values]),
                name="a_substitution_is_in_a_known_state",
            ),
            models.CheckConstraint(
                condition=Q(call="") | Q(changed_at__isnull=False),
                name="a_call_was_made_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H:%M}"

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    @property
    def is_open(self) -> bool:
        return self.status == SubstitutionStatus.OPEN

    @property
    def stands(self) -> bool:
        """True while it is open and its appointment is expected where it was."""
        return self.is_open and self._is_where_it_was

    @property
    def _is_where_it_was(self) -> bool:
        visit = self.appointment
        same = (visit.starts_at, visit.practitioner_id) == (self.starts_at, self.practitioner_id)
        return visit.is_expected and same

    @property
    def is_called(self) -> bool:
        return self.call == CallState.CALLED

    @property
    def is_settled(self) -> bool:
        """True once the patient knows: it moved, ended, goes on, or the desk spoke to them."""
        return not self.stands or self.is_called

    @property
    def version(self) -> str:
        """The state that a screen shows, for its buttons to send back."""
        when = self.changed_at.timestamp() if self.changed_at else ""
        return f"{self.status}-{self.call}-{when}"

    @property
    def news(self) -> str:
        """Say how it stands now, which is not as a screen showed it, and who noted that."""
        state = self.get_call_display() if self.is_open and self.call else self.get_status_display()
        told = gettext("Meanwhile it was noted%(by)s: %(state)s.")
        return told % {"by": self.by_staff if self.is_open else "", "state": state}

    def is_told_truly_by(self, kind: str, now: datetime) -> bool:
        """Tell whether a mail of that kind is true, and in time to be of use."""
        if kind == NotificationKind.STANDS:
            is_lifted = self.status == SubstitutionStatus.LIFTED
            return is_lifted and self._is_where_it_was and now < self.ends_at
        kept = (choice.is_kept(now) for choice in self.choices.select_related("hold"))
        return self.stands and now < self.ends_at and any(kept)

    @property
    def mail(self) -> "Notification | None":
        """The mail that asks the patient to choose; None if none is owed or was sent."""
        mails = (one for one in self.notifications.all() if one.kind == NotificationKind.CHOICES)
        return next(mails, None)

    def has_to_be_called(self, now: datetime) -> bool:
        """Tell whether a mail is of no use, or was not answered in time. Read it with_choices()."""
        mail = self.mail
        is_lost = mail is None or mail.status == NotificationStatus.FAILED
        is_left = any(choice.is_kept(now) for choice in self.choices.all())
        late = min(self.answer_until, self.starts_at - TOO_SOON_FOR_MAIL) <= now
        return is_lost or late or not is_left or self.declined_at is not None

    def end(self, status: SubstitutionStatus, now: datetime) -> None:
        """Note that it is settled. Does not save."""
        self.status, self.ended_at = status, now
