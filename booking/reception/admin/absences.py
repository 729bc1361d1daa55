"""The list of absences, which leads to the appointments that fall in one."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import Button

from booking.models import Absence, Appointment
from booking.models.absence import AbsenceKind
from booking.reception.admin.history import HistoryBelow
from booking.reception.admin.hours import CreateHours, DeleteHours, EditHours, SaveHours
from booking.reception.admin.lists import ComingListView, ListViewSet
from booking.reception.forms.absence import AbsenceForm, NewAbsenceForm
from booking.reception.views.absence import list_appointments_hit
from booking.scheduling.clock import clinic_date
from booking.scheduling.holidays import holiday_on
from booking.services.schedule.absences import delete_absence, save_absence
from booking.services.schedule.change_hours import Outcome

APPOINTMENTS_HIT = gettext_lazy("Appointments in this absence")


class LeadToAppointmentsHit(SaveHours):
    """Mixin of the forms: go on to the appointments in the saved absence, or say there are none.

    It extends a base of Wagtail's create and edit views, so that `super()` is theirs.
    """

    object: Absence

    def write(self, row: Absence) -> Outcome:
        return save_absence(row, now=timezone.now())

    @cached_property
    def hits_appointments(self) -> bool:
        """True when an appointment that is still coming falls in the absence."""
        return Appointment.objects.hit_by(self.object, timezone.now()).exists()

    def url_of_visits(self) -> str:
        """The list of appointments in the absence; empty for none."""
        if not self.hits_appointments:
            return ""
        return reverse("afwezigheden:visits", args=[self.object.pk])

    def get_success_message(self, *args: Absence) -> str:
        """Wagtail's message, with an addition when no appointment falls in the absence."""
        saved: str = super().get_success_message(*args)
        return saved if self.hits_appointments else f"{saved} {_('No appointment falls in it.')}"


class CreateAbsence(LeadToAppointmentsHit, CreateHours):
    """The form of a new absence.

    The address may name `?practitioner=3` and `?day=2027-01-12`, as the agenda does, and the page
    to go on to when nobody has to be called: `?next=`.
    """

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "today": clinic_date(timezone.now())}


class EditAbsence(HistoryBelow, LeadToAppointmentsHit, EditHours):
    """The form of an absence, with a button to the appointments in it and its history."""

    queryset = Absence.objects.away()

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = reverse("afwezigheden:visits", args=[self.object.pk])
        hit = Button(APPOINTMENTS_HIT, url=url, icon_name="calendar-alt", priority=5)
        return [*super().header_more_buttons, hit]


class DeleteAbsence(DeleteHours):
    """Deletion of an absence, after which its time can be booked again."""

    queryset = Absence.objects.away()

    def write(self, row: Absence) -> Outcome:
        return delete_absence(row, now=timezone.now())


def whose(absence: Absence) -> str:
    """The therapist who is away, or the whole practice."""
    return str(absence.practitioner or _("The whole practice"))


def reason_of(absence: Absence) -> str:
    """The reason that was typed, or the name of the holiday that it closes."""
    holiday = getattr(absence, "holiday", None)
    named = holiday_on(holiday.day) if holiday else None
    return absence.reason or (str(named.label) if named else "")


class ListAbsences(ComingListView):
    """The list of absences and closings; internal blocks have their own."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().filter(kind=AbsenceKind.AWAY)


class AbsenceViewSet(ListViewSet):
    """Absences that are not over yet."""

    model = Absence
    index_view_class = ListAbsences
    add_view_class = CreateAbsence
    edit_view_class = EditAbsence
    delete_view_class = DeleteAbsence
    icon = "no-view"
    list_display = [
        "__str__",
        Column(
            "practitioner",
            label=gettext_lazy("Therapist"),
            accessor=whose,
            sort_key="practitioner",
        ),
        Column("reason", label=gettext_lazy("Reason"), accessor=reason_of, sort_key="reason"),
        TitleColumn(
            "visits",
            label=gettext_lazy("Appointments"),
            accessor=lambda _absence: _("Show"),
            url_name="afwezigheden:visits",
        ),
    ]
    file_columns = [
        Column("practitioner", label=gettext_lazy("Therapist"), accessor=whose),
        Column("starts_at", label=gettext_lazy("Starts at")),
        Column("ends_at", label=gettext_lazy("Ends at")),
        Column("reason", label=gettext_lazy("Reason"), accessor=reason_of),
    ]
    list_filter = ["practitioner"]
    list_select_related = ["practitioner", "holiday"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[AbsenceForm]:  # noqa: FBT001, FBT002  Wagtail's signature
        return AbsenceForm if for_update else NewAbsenceForm

    def get_urlpatterns(self) -> list[URLPattern]:
        hit = path("afspraken/<int:pk>/", list_appointments_hit, name="visits")
        return [*super().get_urlpatterns(), hit]
