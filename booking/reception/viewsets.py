"""Where the desk's screens and lists hang in the Wagtail admin."""

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from booking.availability import clinic_day
from booking.models import (
    Absence,
    Notification,
    Patient,
    Practitioner,
    Slot,
    Treatment,
    WorkingHours,
)
from booking.reception import views
from booking.reception.forms import SlotForm, TreatmentForm
from booking.reception.permissions import ViewOnly
from booking.services.change_roster import change_roster, end_roster
from booking.wording import length_text


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
            path("afspraak/<int:pk>/", views.visit, name="visit"),
            path("afspraak/<int:pk>/wijzig/", views.change_visit, name="change"),
        ]


class DeleteUnlessBooked(generic.DeleteView):
    """What appointments name stays, and the desk hears why."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(
                self.request,
                _("There are appointments with it, so it stays. You can take it off line instead."),
            )
            return redirect(self.get_success_url())


class TreatmentViewSet(ModelViewSet):
    model = Treatment
    delete_view_class = DeleteUnlessBooked
    icon = "clipboard-list"
    list_display = [
        "name",
        Column("duration", label=_("Length"), accessor=lambda row: length_text(row.duration)),
        "complaint",
        BooleanColumn("is_online", label=_("On line")),
    ]
    search_fields = ["name"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[TreatmentForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return TreatmentForm


class PractitionerViewSet(ModelViewSet):
    model = Practitioner
    delete_view_class = DeleteUnlessBooked
    icon = "user"
    form_fields = [
        "name",
        "slug",
        "professional_title",
        "riziv_number",
        "bio",
        "focus",
        "languages",
        "treatments",
        "user",
        "is_online",
        "is_active",
        "sort_order",
    ]
    list_display = [
        "name",
        "professional_title",
        BooleanColumn("is_online", label=_("On line")),
        BooleanColumn("is_active", label=_("Works here")),
    ]
    search_fields = ["name"]
    copy_view_enabled = False


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


class WorkingHoursViewSet(ModelViewSet):
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


class SlotIndexView(generic.IndexView):
    """From today on: what is past cannot be opened or closed any more."""

    def get_base_queryset(self) -> QuerySet[Slot]:
        today = clinic_day(timezone.localdate())
        return super().get_base_queryset().filter(ends_at__gt=today.starts_at)


class SlotViewSet(ModelViewSet):
    model = Slot
    icon = "date"
    index_view_class = SlotIndexView
    list_display = ["__str__", "practitioner"]
    list_filter = {"practitioner": ["exact"], "starts_at": ["date"]}
    list_select_related = ["practitioner"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[SlotForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return SlotForm


class AbsenceViewSet(ModelViewSet):
    model = Absence
    icon = "no-view"
    form_fields = ["practitioner", "starts_at", "ends_at", "reason"]
    list_display = ["__str__", "practitioner", "reason"]
    list_filter = ["practitioner"]
    list_select_related = ["practitioner"]
    copy_view_enabled = False


class CreatePatient(generic.CreateView):
    def save_instance(self) -> Patient:
        self.form.instance.created_at = timezone.now()
        patient: Patient = super().save_instance()
        return patient


class PatientViewSet(ModelViewSet):
    model = Patient
    add_view_class = CreatePatient
    delete_view_class = DeleteUnlessBooked
    icon = "group"
    form_fields = ["name", "phone", "email"]
    list_display = ["name", "phone", "email"]
    search_fields = ["name", "email", "phone"]
    copy_view_enabled = False


class NotificationViewSet(ModelViewSet):
    """What went out, what is owed and what failed. Mails are written by services only."""

    model = Notification
    icon = "mail"
    permission_policy = ViewOnly(Notification)
    form_fields = ["status"]
    list_display = [
        "kind",
        "appointment",
        "status",
        DateColumn("due_at", label=_("Due at"), sort_key="due_at"),
        DateColumn("sent_at", label=_("Sent at"), sort_key="sent_at"),
        "last_error",
    ]
    list_filter = ["status", "kind"]
    list_select_related = ["appointment"]
    copy_view_enabled = False


class PracticeViewSetGroup(ModelViewSetGroup):
    menu_label = _("Practice")
    menu_icon = "calendar-check"
    menu_order = 20
    items = (
        SlotViewSet("beschikbaarheid"),
        AbsenceViewSet("afwezigheden"),
        WorkingHoursViewSet("werkroosters"),
        TreatmentViewSet("behandelingen"),
        PractitionerViewSet("kinesitherapeuten"),
        PatientViewSet("patienten"),
        NotificationViewSet("berichten"),
    )
