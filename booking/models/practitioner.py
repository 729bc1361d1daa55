from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Self
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from booking.models.absence import Absence
from booking.models.appointment import Appointment
from booking.models.convention import ConventionStatus
from booking.models.expressions import RangeBounds, RangeDifference, RangeUnion, widened
from booking.models.slot import Slot
from booking.models.treatment import LONGEST_TURNAROUND, Treatment
from booking.scheduling.clock import EPOCH
from booking.scheduling.spans import Span
from booking.text.translated import translated


class SpokenLanguage(models.TextChoices):
    """Languages that a therapist may speak, by their ISO 639-1 codes."""

    DUTCH = "nl", _("Dutch")
    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    SPANISH = "es", _("Spanish")
    ITALIAN = "it", _("Italian")
    PORTUGUESE = "pt", _("Portuguese")
    POLISH = "pl", _("Polish")
    ROMANIAN = "ro", _("Romanian")
    UKRAINIAN = "uk", _("Ukrainian")
    RUSSIAN = "ru", _("Russian")
    TURKISH = "tr", _("Turkish")
    ARABIC = "ar", _("Arabic")


class PractitionerQuerySet(models.QuerySet["Practitioner"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def online(self) -> Self:
        """Practitioners with whom patients can book online."""
        return self.active().filter(is_online=True)

    def giving(self, treatment: Treatment) -> Self:
        return self.filter(treatments=treatment)

    def giving_online(self, treatment: Treatment) -> Self:
        """Practitioners with whom patients can book the treatment online."""
        return self.online().filter(treatments__pk=treatment.pk, treatments__is_online=True)

    def with_lengths(self) -> Self:
        """Annotate `lengths` and `turnarounds`: those of each treatment, in the same order."""
        given = Q(treatments__isnull=False)

        def each(field: str) -> ArrayAgg:
            return ArrayAgg(field, filter=given, order_by="treatments__pk", default=[])

        return self.annotate(
            lengths=each("treatments__duration"), turnarounds=each("treatments__turnaround")
        )

    def with_convention(self, day: date) -> Self:
        """Annotate `convention`: the status on that day, None where the practice stored none."""
        holding = ConventionStatus.objects.on(day).filter(practitioner=OuterRef("pk"))
        return self.annotate(convention=Subquery(holding.values("status")))

    def free_spans(
        self,
        window: Span,
        *,
        turnaround: timedelta,
        now: datetime,
        visitor: UUID | None = None,
        ignoring: Collection[int] = (),
    ) -> list[tuple[int, Span]]:
        """Free time as pairs of a practitioner's id and a span, in one query.

        Free are the slots, less absences, less appointments; `turnaround` is kept free before an
        appointment and its own turnaround after it. Holds of `visitor` and the appointments
        `ignoring` (ids) count as free. Spans may reach out of `window`. Every look-up goes by
        practitioner and start time, so the cost depends on the window and not on the number of rows
        stored.

        Example: a slot from 9:00 to 12:00, an appointment from 10:00 to 10:30 with a turnaround of
        5 minutes, and `turnaround` 10 minutes: free are 9:00 to 9:50 and 10:35 to 12:00.
        """
        # An appointment just outside the window can reach into it with its turnaround.
        around = Span(window.starts_at - LONGEST_TURNAROUND, window.ends_at + LONGEST_TURNAROUND)
        visits = Appointment.objects.holding_time(now, visitor=visitor)
        visits = visits.during(around).filter(practitioner=OuterRef("pk"))
        visits = visits.exclude(pk__in=ignoring) if ignoring else visits
        return self._spans_at_work(
            window, RangeUnion(visits.values(blocked=widened(before=turnaround)))
        )

    def worked_spans(self, window: Span) -> list[tuple[int, Span]]:
        """Time that would be free if nothing were booked, as free_spans() gives it; one query."""
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
    """Spans of the list that RangeBounds() gives."""
    instants = [EPOCH + timedelta(0, 0, microseconds) for microseconds in bounds]
    return map(Span, instants[::2], instants[1::2])


class Practitioner(models.Model):
    """A therapist of the practice, who may also write articles."""

    # Set by with_convention() only.
    convention: str | None
    # Set by with_lengths() only.
    lengths: list[timedelta]
    turnarounds: list[timedelta]

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
        """The therapist's focus, in the language that is active."""
        return translated(self, "focus")

    @property
    def shown_languages(self) -> list[str]:
        """Names of the languages that the therapist speaks, in the language that is active."""
        return [str(SpokenLanguage(code).label) for code in self.spoken_languages]

    @property
    def initials(self) -> str:
        """One or two capitals that stand for the name where there is no photo."""
        words = self.name.split()
        return (words[0][:1] + words[-1][:1]).upper() if len(words) > 1 else self.name[:1].upper()

    @property
    def takes_bookings_online(self) -> bool:
        return self.is_active and self.is_online

    def gives_online(self, treatment: Treatment) -> bool:
        """Tell whether patients can book the treatment with this person online; one query.

        It asks the database for all of it: the rows at hand may be older than the lock.
        """
        return Practitioner.objects.filter(pk=self.pk).giving_online(treatment).exists()

    def works_during(self, visit: Span) -> bool:
        """Tell whether slots cover all of `visit` and there is no absence; one query.

        Other appointments at that time do not count here. Slots that touch are one stretch.
        Somebody who left works no more.
        """
        alone = Practitioner.objects.active().filter(pk=self.pk)
        return any(span.covers(visit) for _pk, span in alone.worked_spans(visit))

    @property
    def booking_url(self) -> str:
        return f"{reverse('booking:start')}?kinesitherapeut={self.slug}"
