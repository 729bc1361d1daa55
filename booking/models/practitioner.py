from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from booking.choices import SpokenLanguage
from booking.models.absence import Absence
from booking.models.appointment import Appointment
from booking.models.convention import ConventionStatus
from booking.models.expressions import RangeBounds, RangeDifference, RangeUnion, widened
from booking.models.slot import Slot
from booking.models.treatment import LONGEST_TURNAROUND, Treatment
from booking.scheduling.clock import EPOCH
from booking.scheduling.spans import Span
from booking.text.translated import translated


class PractitionerQuerySet(models.QuerySet["Practitioner"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def online(self) -> Self:
        """Whom patients can book themselves."""
        return self.active().filter(is_online=True)

    def giving(self, treatment: Treatment) -> Self:
        return self.filter(treatments=treatment)

    def with_convention(self, day: date) -> Self:
        """`convention`: the status that holds on that day; None where the practice told none."""
        holding = ConventionStatus.objects.on(day).filter(practitioner=OuterRef("pk"))
        return self.annotate(convention=Subquery(holding.values("status")))

    def free_spans(
        self, window: Span, *, turnaround: timedelta, now: datetime, visitor: UUID | None = None
    ) -> list[tuple[int, Span]]:
        """(practitioner id, free span), in one query; spans may reach out of `window`.

        Free is: slots, less absences, less appointments with `turnaround` before and their own
        after them. What `visitor` holds is free for that visitor. The cost hangs on the window, not
        on what is stored: every look-up goes by practitioner and start time.
        """
        # A visit just outside the window reaches into it with its turnaround.
        around = Span(window.starts_at - LONGEST_TURNAROUND, window.ends_at + LONGEST_TURNAROUND)
        visits = Appointment.objects.holding_time(now, visitor=visitor)
        visits = visits.during(around).filter(practitioner=OuterRef("pk"))
        return self._spans_at_work(
            window, RangeUnion(visits.values(blocked=widened(before=turnaround)))
        )

    def worked_spans(self, window: Span) -> list[tuple[int, Span]]:
        """What would be free if nothing were booked, in one query."""
        return self._spans_at_work(window)

    def _spans_at_work(self, window: Span, *busy: RangeUnion) -> list[tuple[int, Span]]:
        of_practitioner = Q(practitioner=OuterRef("pk"))
        slots = Slot.objects.during(window).filter(of_practitioner)
        away = Absence.objects.during(window).filter(of_practitioner | Q(practitioner=None))
        free = RangeDifference(
            RangeUnion(slots.values("period")), RangeUnion(away.values("period")), *busy
        )
        rows = self.order_by("pk").values_list("pk", RangeBounds(free))
        return [(pk, span) for pk, bounds in rows for span in _spans_of(bounds)]


def _spans_of(bounds: list[int]) -> Iterator[Span]:
    """What Bounds() gives, as spans."""
    instants = [EPOCH + timedelta(0, 0, microseconds) for microseconds in bounds]
    return map(Span, instants[::2], instants[1::2])


class Practitioner(models.Model):
    """A person who treats and writes."""

    # Set by with_convention() only.
    convention: str | None

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address on the website"), max_length=80, unique=True)
    professional_title = models.CharField(_("professional title"), max_length=120, blank=True)
    bio = models.TextField(_("about"), max_length=800, blank=True)
    focus = models.CharField(
        _("focus"),
        max_length=160,
        blank=True,
        help_text=_("Up to three, with commas between them."),
    )
    focus_fr = models.CharField(_("focus in French"), max_length=160, blank=True)
    focus_en = models.CharField(_("focus in English"), max_length=160, blank=True)
    spoken_languages = ArrayField(
        models.CharField(max_length=2, choices=SpokenLanguage),
        verbose_name=_("languages"),
        default=list,
        blank=True,
    )
    riziv_number = models.CharField(_("RIZIV number"), max_length=20, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("login"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="practitioner",
    )
    treatments = models.ManyToManyField(
        Treatment, verbose_name=_("treatments"), related_name="practitioners", blank=True
    )
    is_online = models.BooleanField(_("can be booked online"), default=True)
    is_active = models.BooleanField(
        _("works here"),
        default=True,
        help_text=_("Untick it when somebody leaves; what was booked stays."),
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PractitionerQuerySet.as_manager()

    class Meta:
        verbose_name = _("therapist")
        verbose_name_plural = _("therapists")
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return self.name.split(" ", 1)[0]

    @property
    def shown_focus(self) -> str:
        """In the language that is active."""
        return translated(self, "focus")

    @property
    def shown_languages(self) -> list[str]:
        """In the language that is active."""
        return [str(SpokenLanguage(code).label) for code in self.spoken_languages]

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else self.name[:1].upper()

    @property
    def takes_bookings_online(self) -> bool:
        return self.is_active and self.is_online

    def gives_online(self, treatment: Treatment) -> bool:
        """Whether patients can book it with this person themselves. Asks the database."""
        return (
            treatment.is_online
            and self.takes_bookings_online
            and self.treatments.filter(pk=treatment.pk).exists()
        )

    def works_during(self, visit: Span) -> bool:
        """A slot covers the visit and nobody is away. Appointments do not count here."""
        slots = self.slots.during(visit).filter(
            starts_at__lte=visit.starts_at, ends_at__gte=visit.ends_at
        )
        return slots.exists() and not Absence.objects.during(visit).of(self.pk).exists()

    @property
    def booking_url(self) -> str:
        return f"{reverse('booking:start')}?kinesitherapeut={self.slug}"
