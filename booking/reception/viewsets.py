"""Where the desk's screens and lists hang in the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSetGroup

from booking.models import Slot, WorkingHours
from booking.reception import series, views, visit
from booking.reception.absences import AbsenceViewSet
from booking.reception.care import PractitionerViewSet, TreatmentViewSet
from booking.reception.forms import SlotForm
from booking.reception.lists import ComingListView, ListViewSet
from booking.reception.mails import MailTextsViewSet, NotificationViewSet
from booking.reception.patients import PatientViewSet
from booking.reception.tariffs import ConventionStatusViewSet, TariffViewSet
from booking.reception.waitlist import WaitlistViewSet
from booking.services.change_roster import change_roster, end_roster


class AgendaMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("booking.view_appointment")


class AgendaViewSet(ViewSet):
    name = "agenda"
    icon = "calendar-alt"
    menu_label = _("Agenda")
    menu_order = 10
    menu_item_class = AgendaMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", views.agenda, name="index"),
            path("boeken/", views.book_visit, name="book"),
            path("reeks/", series.plan_series, name="series"),
            path("afspraak/<int:pk>/", visit.visit, name="visit"),
            path("afspraak/<int:pk>/wijzig/", visit.change_visit, name="change"),
            path("afspraak/<int:pk>/verplaats/", views.move_visit, name="move"),
            path("afspraak/<int:pk>/reeks/annuleer/", series.cancel_from, name="series_cancel"),
        ]


class LaysOut:
    """Saving a line of a roster lays its slots out again."""

    def save_instance(self) -> WorkingHours:
        line: WorkingHours = super().save_instance()  # type: ignore[misc]  # mixed into Wagtail's views
        change_roster(line=line, today=timezone.localdate())
        return line


class CreateWorkingHours(LaysOut, generic.CreateView):
    pass


class EditWorkingHours(LaysOut, generic.EditView):
    pass


class DeleteWorkingHours(generic.DeleteView):
    def delete_action(self) -> None:
        end_roster(line=self.object, today=timezone.localdate())


class WorkingHoursViewSet(ListViewSet):
    model = WorkingHours
    icon = "history"
    menu_label = _("Rosters")
    delete_view_class = DeleteWorkingHours
    add_view_class = CreateWorkingHours
    edit_view_class = EditWorkingHours
    form_fields = [
        "practitioner",
        "weekday",
        "opens",
        "closes",
        "valid_from",
        "valid_until",
        "every_n_weeks",
    ]
    list_display = ["__str__", "practitioner", "valid_from", "valid_until", "every_n_weeks"]
    list_filter = ["practitioner", "weekday"]
    list_select_related = ["practitioner"]
    copy_view_enabled = False


class SlotViewSet(ListViewSet):
    model = Slot
    icon = "date"
    index_view_class = ComingListView
    list_display = ["__str__", "practitioner"]
    list_filter = {"practitioner": ["exact"], "starts_at": ["date"]}
    list_select_related = ["practitioner"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[SlotForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return SlotForm


class HoursViewSetGroup(ModelViewSetGroup):
    menu_label = _("Working hours")
    menu_icon = "time"
    menu_order = 18
    items = (
        AbsenceViewSet("afwezigheden"),
        SlotViewSet("beschikbaarheid"),
        WorkingHoursViewSet("werkroosters"),
    )


class PracticeViewSetGroup(ModelViewSetGroup):
    """What is set up once, or once a year."""

    menu_label = _("Practice")
    menu_icon = "calendar-check"
    menu_order = 20
    items = (
        TreatmentViewSet("behandelingen"),
        PractitionerViewSet("kinesitherapeuten"),
        TariffViewSet("tarieven"),
        ConventionStatusViewSet("conventiestatussen"),
        MailTextsViewSet("mailteksten"),
    )


# In the order of the desk's day; what it needs daily is one click away.
VIEWSETS = (
    AgendaViewSet(),
    PatientViewSet("patienten", add_to_admin_menu=True, menu_order=12),
    WaitlistViewSet("wachtlijst", add_to_admin_menu=True, menu_order=14),
    NotificationViewSet("berichten", add_to_admin_menu=True, menu_order=16),
    HoursViewSetGroup(),
    PracticeViewSetGroup(),
)
