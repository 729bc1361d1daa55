"""The list of patients, and the forms to change and delete one."""

from contextlib import AbstractContextManager, nullcontext
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Case, Model, QuerySet, When
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets.button import Button

from booking.errors import BookingError
from booking.models import Patient
from booking.reception.admin.as_shown import EditAsShown
from booking.reception.admin.deleting import DeleteUnlessBooked
from booking.reception.admin.lists import TidyViewSet
from booking.reception.admin.searching import SearchedListView
from booking.reception.views.add_patient import add_new_patient
from booking.reception.views.merging import merge_two, show_doubles, tell_two_apart
from booking.reception.views.notes import note_with_patient
from booking.reception.views.patient import erase_details, show_patient
from booking.reception.views.support.card import noted
from booking.reception.views.support.messages import report_refused
from booking.reception.views.support.named import lead_to_who_stayed
from booking.reception.views.support.shown import shown_in
from booking.services.patients.find import Found
from booking.services.privacy.erase import erase_patient
from booking.text.formats import phone_text, typed_phone_text


class PatientIndexView(SearchedListView):
    """List of the patients whose details are not erased, with the cursor in its search field."""

    def get_base_queryset(self) -> QuerySet[Patient]:
        return super().get_base_queryset().filter(erased_at=None)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        may_merge = self.request.user.has_perm("booking.change_patient")
        url, buttons = reverse("patienten:doubles"), super().header_more_buttons
        double = Button(_("Possibly double"), url=url, icon_name="copy", priority=50)
        return [*buttons, double] if may_merge else buttons

    def rows_of(self, found: Found) -> QuerySet[Patient]:
        order = {patient.pk: place for place, patient in enumerate(found.patients)}
        place = Case(*(When(pk=pk, then=place) for pk, place in order.items()), default=0)
        return Patient.objects.filter(pk__in=order).order_by(place)


class EditPatient(EditAsShown):
    """The form of a patient, which goes on to `?next=`, or else to the page of the patient."""

    object: Patient

    def get_object(self, _queryset: Any = None) -> Patient:
        # A form may lie open while its patient is erased; saving it must not bring them back.
        patient: Patient = super().get_object(Patient.objects.known())
        return patient

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = super().get(request, *args, **kwargs)
        return noted(page, request, self.object.pk) if page.status_code == HTTPStatus.OK else page

    def lead_away(self) -> HttpResponse:
        return lead_to_who_stayed(self.request, self.object_pk)

    def get_edit_url(self) -> str:
        url: str = super().get_edit_url()
        back = get_valid_next_url_from_request(self.request)
        return f"{url}?{urlencode({'next': back})}" if back else url

    def get_success_url(self) -> str:
        back: str = get_valid_next_url_from_request(self.request)
        return back or reverse("patienten:visits", args=[self.object.pk])

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        erase = Button(
            _("Erase the details"),
            url=reverse("patienten:erase", args=[self.object.pk]),
            icon_name="cross",
            priority=15,
        )
        return [*super().header_more_buttons, erase]


class DeletePatient(DeleteUnlessBooked):
    """Deletion of a patient, whose details are erased first.

    Wagtail's history keeps the name of each deleted row: so it keeps an empty one.
    """

    object: Patient
    why_it_stays = _(
        "There are appointments of this patient, so the patient stays in the list. You can erase "
        "the details instead."
    )

    def locked(self, row: Model) -> AbstractContextManager[Any]:
        """Leave the locks to erase_patient(): those of the appointments come first."""
        return nullcontext(row)

    @transaction.atomic
    def delete_action(self) -> None:
        shown = shown_in(self.request)
        self.object = erase_patient(patient=self.object, now=timezone.now(), shown=shown)
        super().delete_action()

    def form_valid(self, form: Form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except BookingError as error:
            report_refused(self.request, error)
            return redirect("patienten:edit", self.object.pk)


class PatientViewSet(TidyViewSet):
    """Patients, found by name, e-mail or phone."""

    model = Patient
    index_view_class = PatientIndexView
    edit_view_class = EditPatient
    delete_view_class = DeletePatient
    icon = "group"
    form_fields = ["name", "contact_name", "phone", "email", "language", "wants_reminders"]
    list_display = [
        TitleColumn("name", label=_("Name"), sort_key="name", url_name="patienten:visits"),
        Column("phone", label=_("Phone"), accessor=lambda row: phone_text(row.phone)),
        Column("email", label=_("E-mail"), sort_key="email"),
    ]
    file_columns = [
        Column("name", label=_("Name")),
        Column("contact_name", label=_("Who fills in")),
        Column("phone", label=_("Phone"), accessor=lambda row: typed_phone_text(row.phone)),
        Column("email", label=_("E-mail")),
        Column("language", label=_("Language"), accessor="get_language_display"),
        Column("wants_reminders", label=_("Reminders")),
        Column("created_at", label=_("Known since")),
    ]
    copy_view_enabled = False

    def get_urlpatterns(self) -> list[URLPattern]:
        # Wagtail's form would make a second row of a patient without a word.
        others = [one for one in super().get_urlpatterns() if one.name != "add"]
        return [
            *others,
            path("new/", add_new_patient, name="add"),
            path("dubbel/", show_doubles, name="doubles"),
            path("samenvoegen/<int:pk>/<int:other>/", merge_two, name="merge"),
            path("uit-elkaar/<int:pk>/<int:other>/", tell_two_apart, name="tell_apart"),
            path("afspraken/<int:pk>/", show_patient, name="visits"),
            path("nota/<int:pk>/", note_with_patient, name="note"),
            path("wis/<int:pk>/", erase_details, name="erase"),
        ]
