import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from booking.choices import TOLD, NotificationStatus, OfferStatus
from booking.models.appointment import Appointment
from booking.models.patient import offer_address
from booking.models.practitioner import Practitioner
from booking.models.visit_news import news_of_visit
from booking.models.waitlist import WaitlistEntry
from booking.scheduling.spans import Span


class WaitlistOfferQuerySet(models.QuerySet["WaitlistOffer"]):
    def open(self) -> Self:
        return self.filter(status=OfferStatus.OPEN)

    def to_address(self, address: str) -> Self:
        """Offers that go to that address: Patient.offer_address."""
        return self.alias(address=offer_address("entry__patient__")).filter(address=address)

    def with_mail_failed(self) -> Self:
        """Annotate `mail_failed`: its mail failed, so the desk has to call the patient."""
        failed = Q(notifications__status=NotificationStatus.FAILED)
        return self.annotate(mail_failed=failed & Q(notifications__settled_at=None))

    def for_page(self) -> Self:
        return self.select_related(
            "entry__patient",
            "entry__treatment",
            "entry__practitioner",
            "entry__appointment__practitioner",
            "practitioner",
            "hold",
        )


class WaitlistOffer(models.Model):
    """A free time that is kept until `expires_at` for one patient on the waiting list."""

    entry = models.ForeignKey(
        WaitlistEntry,
        verbose_name=_("place on the waiting list"),
        on_delete=models.CASCADE,
        related_name="offers",
    )
    hold = models.OneToOneField(
        Appointment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="offer",
        help_text="The pending appointment that keeps the time until the answer.",
    )
    # The time on offer is stored here too, as the hold may be deleted.
    practitioner = models.ForeignKey(
        Practitioner, verbose_name=_("therapist"), on_delete=models.PROTECT, related_name="+"
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    status = models.CharField(
        _("status"), max_length=10, choices=OfferStatus, default=OfferStatus.OPEN
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offered_at = models.DateTimeField(_("offered at"))
    expires_at = models.DateTimeField(_("holds until"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = WaitlistOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(status=OfferStatus.OPEN),
                name="one_open_offer_for_an_entry",
            ),
            models.UniqueConstraint(
                fields=["practitioner", "starts_at"],
                condition=Q(status=OfferStatus.OPEN),
                name="one_open_offer_of_a_time",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("offered_at")), name="an_offer_holds_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H:%M}"

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def is_open(self, now: datetime) -> bool:
        return self.status == OfferStatus.OPEN and now < self.expires_at

    def is_worth_telling(self, now: datetime) -> bool:
        """Tell whether a quarter of the time to answer is left, which is worth a mail.

        That an offer is withdrawn is worth one until its time has come, while its patient waits.

        Example: an offer made at 13:00 that ends at 16:00 is worth a mail until 15:15.
        """
        if self.is_withdrawn:
            return self.entry.is_waiting and now < self.starts_at
        quarter = (self.expires_at - self.offered_at) / 4
        return self.is_open(now + quarter)

    @property
    def is_unanswered(self) -> bool:
        return self.status == OfferStatus.OPEN

    @property
    def is_accepted(self) -> bool:
        return self.status == OfferStatus.ACCEPTED

    @property
    def still_stands(self) -> bool:
        """True if it was accepted and the appointment is still at the offered time."""
        visit = self.entry.appointment
        if not self.is_accepted or visit is None or visit.is_cancelled:
            return False
        return (visit.starts_at, visit.practitioner_id) == (self.starts_at, self.practitioner_id)

    @property
    def is_declined(self) -> bool:
        return self.status == OfferStatus.DECLINED

    @property
    def is_withdrawn(self) -> bool:
        return self.status == OfferStatus.WITHDRAWN

    @property
    def was_told(self) -> bool:
        return self.status in TOLD

    @property
    def can_be_taken(self) -> bool:
        """Tell whether it can still be accepted: in time, or late if nobody else took the time."""
        kept = self.hold is not None and self.hold.is_held
        answered = self.is_declined or self.is_accepted or self.is_withdrawn
        return kept and self.entry.is_waiting and not answered

    @property
    def version(self) -> str:
        """The state that a screen shows, for its buttons to send back.

        An offer that ran out counts as open, as it can still be answered.
        """
        status = self.status if self.is_accepted or self.is_declined else OfferStatus.OPEN
        visit = self.entry.appointment
        return f"{status}-{visit.version if visit else ''}"

    def news(self, shown: str) -> str:
        """Say how the offer stands now, which is not as the version `shown`, and who did it."""
        visit = self.entry.appointment
        if visit and self.version.partition("-")[0] == shown.partition("-")[0]:
            return news_of_visit(visit, shown.partition("-")[2])
        told = _("This offer has meanwhile been answered%(by)s: %(status)s.")
        return told % {"by": self.entry.by_staff, "status": self.get_status_display()}

    def answer(self, status: OfferStatus, now: datetime) -> None:
        self.status, self.answered_at = status, now

    def lapse(self, now: datetime) -> None:
        """End it as nobody answered in time, or as its patient could not know of it. One query.

        A patient can know of it if its mail was sent. So it is too if the mail failed for good or
        the patient has no address, as the desk calls then. A mail that is still owed was not read.
        """
        mails = self.notifications.exclude(status=NotificationStatus.OWED)
        was_told = not self.entry.patient.email or mails.exists()
        self.answer(OfferStatus.LAPSED if was_told else OfferStatus.UNTOLD, now)
