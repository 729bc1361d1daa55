from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from booking.availability import Span
from booking.models.absence import Absence
from booking.models.appointment import Appointment
from booking.models.expressions import Minus, RangeAgg, Unnest, nothing, widened
from booking.models.slot import Slot
from booking.models.treatment import Treatment


class PractitionerQuerySet(models.QuerySet["Practitioner"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def online(self) -> Self:
        """Whom patients can book themselves."""
        return self.active().filter(is_online=True)

    def giving(self, treatment: Treatment) -> Self:
        return self.filter(treatments=treatment)

    def free_spans(
        self, window: Span, *, turnaround: timedelta, now: datetime
    ) -> list[tuple[int, Span]]:
        """(practitioner id, free span), in one query; spans may reach out of `window`.

        Free is: slots, less absences, less appointments with `turnaround` before and their own
        after them. The cost hangs on the window, not on what is stored: every look-up goes by
        practitioner and start time.
        """
        of_practitioner = Q(practitioner=OuterRef("pk"))
        slots = Slot.objects.during(window).filter(of_practitioner)
        away = Absence.objects.during(window).filter(of_practitioner | Q(practitioner=None))
        # A visit just outside the window reaches into it with its turnaround.
        margin = timedelta(hours=1)
        around = Span(window.starts_at - margin, window.ends_at + margin)
        visits = Appointment.objects.holding_time(now).during(around).filter(of_practitioner)
        free = Minus(
            Minus(union_of(slots, F("period")), union_of(away, F("period"))),
            union_of(visits, widened(before=turnaround)),
        )
        rows = self.order_by("pk").annotate(free=Unnest(free)).values_list("pk", "free")
        return [(pk, Span(free.lower, free.upper)) for pk, free in rows]


def union_of(rows: models.QuerySet[models.Model], period: models.Expression | F) -> Coalesce:
    """The union of `period` over rows that name an outer practitioner."""
    union = (
        rows.order_by().annotate(one=models.Value(1)).values("one").annotate(union=RangeAgg(period))
    )
    return Coalesce(Subquery(union.values("union")), nothing())


class Practitioner(models.Model):
    """A person who treats and writes."""

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
    languages = models.CharField(_("languages"), max_length=80, blank=True)
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
    is_online = models.BooleanField(_("can be booked on line"), default=True)
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
