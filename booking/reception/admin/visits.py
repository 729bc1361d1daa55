"""The list of appointments of any days, to search by day and to take along as a file."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import DateFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets import AdminDateInput

from booking.models import Appointment
from booking.reception.admin.lists import ListView, ListViewSet
from booking.reception.admin.permissions import ViewOnly
from booking.scheduling.clock import clinic_day
from booking.text.formats import list_moment_text, typed_phone_text


class NamesPatients(ViewOnly):
    """Permission to look only, for those who may also see the list of patients."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return super().user_has_permission(user, action) and user.has_perm("booking.view_patient")


class VisitFilterSet(WagtailFilterSet):
    """Appointments between two days on the clinic's clock; without days those from today on."""

    since = DateFilter(method="begin", label=_("From day"), widget=AdminDateInput)
    until = DateFilter(method="end", label=_("Up to and including day"), widget=AdminDateInput)

    class Meta:
        model = Appointment
        fields = ("since", "until", "practitioner", "treatment", "status", "channel")

    def filter_queryset(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = super().filter_queryset(rows)
        asked = self.form.cleaned_data
        if asked.get("since") or asked.get("until"):
            return found
        return found.filter(starts_at__gte=clinic_day(timezone.localdate()).starts_at)

    def begin(self, rows: QuerySet[Any], _name: str, day: Any) -> QuerySet[Any]:
        return rows.filter(starts_at__gte=clinic_day(day).starts_at)

    def end(self, rows: QuerySet[Any], _name: str, day: Any) -> QuerySet[Any]:
        return rows.filter(starts_at__lt=clinic_day(day).ends_at)


class VisitListView(ListView):
    """List of appointments that were booked, also those that were cancelled since."""

    default_ordering = "starts_at"
    page_title = _("Appointments")

    def get_base_queryset(self) -> QuerySet[Appointment]:
        return super().get_base_queryset().exclude(patient=None)


class VisitViewSet(ListViewSet):
    """Appointments, to look at and to take along: the agenda is where they are changed."""

    model = Appointment
    index_view_class = VisitListView
    icon = "calendar-alt"
    menu_hook = "register_reports_menu_item"
    menu_label = _("Appointments")
    permission_policy = NamesPatients(Appointment)
    form_fields = ["status"]
    list_display = [
        TitleColumn(
            "starts_at",
            label=_("Day and hour"),
            accessor=lambda one: list_moment_text(one.starts_at),
            get_url=lambda visit: reverse("agenda:visit", args=[visit.pk]),
            sort_key="starts_at",
        ),
        Column("patient", label=_("Patient")),
        Column("practitioner", label=_("Therapist")),
        Column("treatment", label=_("Treatment")),
        Column("status", label=_("Status"), accessor="get_status_display"),
        Column("channel", label=_("Booked through"), accessor="get_channel_display"),
    ]
    file_columns = [
        Column("starts_at", label=_("Starts at")),
        Column("ends_at", label=_("Ends at")),
        Column("practitioner", label=_("Therapist")),
        Column("treatment", label=_("Treatment")),
        Column("patient", label=_("Patient")),
        Column("phone", label=_("Phone"), accessor=lambda one: typed_phone_text(one.patient.phone)),
        Column("email", label=_("E-mail"), accessor="patient.email"),
        Column("status", label=_("Status"), accessor="get_status_display"),
        Column("channel", label=_("Booked through"), accessor="get_channel_display"),
        Column("created_at", label=_("Made at")),
        Column("cancelled_at", label=_("Cancelled at")),
        Column("cancelled_by", label=_("Cancelled by"), accessor="get_cancelled_by_display"),
        Column("late", label=_("Cancelled late"), accessor="was_cancelled_late"),
    ]
    filterset_class = VisitFilterSet
    list_select_related = ["patient", "practitioner", "treatment"]
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        return [one for one in super().get_urlpatterns() if one.name in ("index", "index_results")]
