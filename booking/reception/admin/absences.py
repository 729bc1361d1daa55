"""The list of absences, which leads to the appointments that an absence hits."""

from typing import Any

from django.db import transaction
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button

from booking.models import Absence, Appointment
from booking.reception.admin.lists import ComingListView, ListViewSet
from booking.reception.forms.hours import AbsenceForm
from booking.reception.views.absence import absence_visits
from booking.services.mail.nudge import nudge_offers

VISITS_IN_IT = gettext_lazy("Appointments in this absence")


class LeadsToVisits:
    """Saved over visits, an absence leads to them; without, it says so."""

    @cached_property
    def hits_visits(self) -> bool:
        return Appointment.objects.hit_by(self.object, timezone.now()).exists()  # type: ignore[attr-defined]

    def get_success_url(self) -> str:
        if self.hits_visits:
            return reverse("afwezigheden:visits", args=[self.object.pk])  # type: ignore[attr-defined]
        url: str = super().get_success_url()  # type: ignore[misc]
        return url

    def get_success_message(self, *args: Any) -> str:
        saved: str = super().get_success_message(*args)  # type: ignore[misc]
        return saved if self.hits_visits else f"{saved} {_('No appointment falls in it.')}"


class CreateAbsence(LeadsToVisits, generic.CreateView):
    pass


class EditAbsence(LeadsToVisits, generic.EditView):
    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = reverse("afwezigheden:visits", args=[self.object.pk])
        visits = Button(VISITS_IN_IT, url=url, icon_name="calendar-alt", priority=5)
        return [*super().header_more_buttons, visits]


class DeleteAbsence(generic.DeleteView):
    """Who is there after all has time again."""

    def delete_action(self) -> None:
        super().delete_action()
        transaction.on_commit(nudge_offers)


class AbsenceViewSet(ListViewSet):
    model = Absence
    index_view_class = ComingListView
    add_view_class = CreateAbsence
    edit_view_class = EditAbsence
    delete_view_class = DeleteAbsence
    icon = "no-view"
    list_display = [
        "__str__",
        Column(
            "practitioner",
            label=gettext_lazy("Therapist"),
            accessor=lambda absence: absence.practitioner or _("The whole practice"),
            sort_key="practitioner",
        ),
        "reason",
        TitleColumn(
            "visits",
            label=gettext_lazy("Appointments"),
            accessor=lambda _absence: _("Show"),
            url_name="afwezigheden:visits",
        ),
    ]
    list_filter = ["practitioner"]
    list_select_related = ["practitioner"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[AbsenceForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return AbsenceForm

    def get_urlpatterns(self) -> list[Any]:
        visits = path("afspraken/<int:pk>/", absence_visits, name="visits")
        return [*super().get_urlpatterns(), visits]
