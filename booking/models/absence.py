from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from booking.models.period import PeriodModel, not_too_long
from booking.scheduling.spans import Span
from booking.text.formats import period_text


class AbsenceKind(models.TextChoices):
    """Reasons why nobody can book a therapist who would work: away, or busy in the practice."""

    AWAY = "away", _("Away")
    INTERNAL = "internal", _("Internal block")


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def away(self) -> Self:
        """Absences and closings, without internal blocks."""
        return self.filter(kind=AbsenceKind.AWAY)

    def during(self, window: Span) -> Self:
        """Absences that are at least partly in the window."""
        # An absence may last weeks, so it cannot be found by its start as overlapping() does.
        return self.filter(starts_at__lt=window.ends_at, ends_at__gt=window.starts_at)

    def of(self, practitioner_id: int) -> Self:
        """Absences of the practitioner, and those of the whole practice."""
        return self.filter(Q(practitioner=practitioner_id) | Q(practitioner=None))


class Absence(PeriodModel):
    """Time in which a practitioner, or the whole practice, is away. Appointments stay booked.

    One of the kind INTERNAL takes the same time from booking, though nobody is away: see
    InternalBlock.
    """

    kind = models.CharField(
        _("kind"),
        max_length=8,
        choices=AbsenceKind,
        default=AbsenceKind.AWAY,
        editable=False,
    )
    practitioner = models.ForeignKey(
        "booking.Practitioner",
        verbose_name=_("therapist"),
        on_delete=models.CASCADE,
        related_name="absences",
        null=True,
        blank=True,
        help_text=_("Leave empty to close the whole practice."),
    )
    reason = models.CharField(
        _("reason"),
        max_length=80,
        blank=True,
        help_text=_("For staff only, for example: training."),
    )
    made_together = models.UUIDField(
        null=True,
        blank=True,
        editable=False,
        help_text="The same for internal blocks that were made at once; else empty.",
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-starts_at", "practitioner_id"]
        indexes = [models.Index(fields=["ends_at"], name="absence_by_end")]
        constraints = [
            *PeriodModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=AbsenceKind.values), name="absence_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=AbsenceKind.AWAY) | Q(practitioner__isnull=False),
                name="internal_block_is_of_one_therapist",
                violation_error_message=_("Choose a therapist."),
            ),
            not_too_long("internal_block_is_at_most_a_day", Q(kind=AbsenceKind.AWAY)),
        ]

    def refuse_second(self) -> None:
        """Raise ValidationError, which names the other, if the therapist is away then already.

        A closing may lie over absences and other closings, and an absence over internal blocks:
        who is ill calls no meeting off first. A block may lie over no absence and no other block.
        """
        if self.practitioner is None:
            return
        theirs = Absence.objects.filter(practitioner=self.practitioner).during(self.span)
        if not self.is_internal:
            theirs = theirs.away()
        if other := theirs.exclude(pk=self.pk).order_by("starts_at").first():
            raise ValidationError(self.refusal_by(other))

    def refusal_by(self, other: "Absence") -> str:
        """Say that the therapist has another one at that time."""
        named = f"{other} ({other.reason})" if other.reason else str(other)
        return other.taken_text % {"name": self.practitioner, "other": named}

    @property
    def is_internal(self) -> bool:
        """True of an internal block: the therapist is there, and cannot be booked."""
        return self.kind == AbsenceKind.INTERNAL

    @property
    def taken_text(self) -> str:
        """The sentence that refuses another one at that time, with %(name)s and %(other)s."""
        if self.is_internal:
            return gettext(
                "%(name)s has an internal block then already: %(other)s. Change that block, or"
                " choose other hours."
            )
        return gettext(
            "%(name)s is away then already: %(other)s. Change that absence, or choose other hours."
        )

    def is_of(self, practitioner_id: int) -> bool:
        """Tell whether this absence is one of the practitioner or of the whole practice."""
        return self.practitioner_id in {practitioner_id, None}

    def __str__(self) -> str:
        return period_text(self.starts_at, self.ends_at)
