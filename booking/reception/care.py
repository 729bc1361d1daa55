"""What is given and by whom: the lists of treatments and therapists."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from booking.choices import SpokenLanguage
from booking.lengths import LengthFormField, number_of
from booking.models import BookingRules, Practitioner, Treatment
from booking.models.rules import practice_rules
from booking.rules import RULE_NAMES
from booking.services.lay_out import lay_out_slots
from booking.wording import length_text


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


class TreatmentForm(WagtailAdminModelForm):
    """An empty rule shows the practice's own, which holds then."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.practice = practice_rules()
        for name in RULE_NAMES:
            show_practice_rule(self.fields[name], name, self.practice)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        own = Treatment(**{name: data.get(name) for name in RULE_NAMES})
        try:
            self.practice.refuse_contradiction(own)
        except ValidationError as error:
            self.add_error(None, error)
        return data


def show_practice_rule(field: forms.Field, name: str, practice: BookingRules) -> None:
    value = getattr(practice, name)
    if isinstance(field, forms.ChoiceField):
        as_practice = _("As the practice: %(value)s") % {"value": length_text(value)}
        field.choices = [("", as_practice), *list(field.choices)[1:]]
        return
    shown = number_of(field.unit, value) if isinstance(field, LengthFormField) else value
    field.widget.attrs["placeholder"] = _("As the practice: %(value)s") % {"value": shown}


class LaysOutFurther:
    """A treatment that can be booked further ahead needs slots that far."""

    def save_instance(self) -> Treatment:
        treatment: Treatment = super().save_instance()  # type: ignore[misc]  # mixed into Wagtail's views
        lay_out_slots(today=timezone.localdate())
        return treatment


class CreateTreatment(LaysOutFurther, generic.CreateView):
    pass


class EditTreatment(LaysOutFurther, generic.EditView):
    pass


def panels_of(*names: str) -> list[FieldPanel]:
    return [FieldPanel(name) for name in names]


class TreatmentViewSet(ModelViewSet):
    model = Treatment
    add_view_class = CreateTreatment
    edit_view_class = EditTreatment
    delete_view_class = DeleteUnlessBooked
    icon = "clipboard-list"
    edit_handler = ObjectList(
        [
            *panels_of("name", "slug", "description", "bring_along", "complaint"),
            *panels_of("duration", "turnaround", "is_online", "sort_order"),
            MultiFieldPanel(
                panels_of("name_fr", "description_fr", "bring_along_fr"),
                heading=_("In French"),
                classname="collapsed",
            ),
            MultiFieldPanel(
                panels_of("name_en", "description_en", "bring_along_en"),
                heading=_("In English"),
                classname="collapsed",
            ),
            MultiFieldPanel(
                panels_of(*RULE_NAMES),
                heading=_("Differs from the rules of the practice"),
                help_text=_("What is left empty is as in the rules of the practice."),
                classname="collapsed",
            ),
        ],
        base_form_class=TreatmentForm,
    )
    list_display = [
        "name",
        Column("duration", label=_("Length"), accessor=lambda row: length_text(row.duration)),
        "complaint",
        BooleanColumn("is_online", label=_("On line")),
    ]
    search_fields = ["name"]
    copy_view_enabled = False


class PractitionerForm(WagtailAdminModelForm):
    spoken_languages = forms.TypedMultipleChoiceField(
        label=_("Languages"),
        choices=SpokenLanguage,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Practitioner
        fields = (
            "name",
            "slug",
            "professional_title",
            "riziv_number",
            "bio",
            "focus",
            "focus_fr",
            "focus_en",
            "spoken_languages",
            "treatments",
            "user",
            "is_online",
            "is_active",
            "sort_order",
        )
        widgets = {"treatments": forms.CheckboxSelectMultiple}


class PractitionerViewSet(ModelViewSet):
    model = Practitioner
    delete_view_class = DeleteUnlessBooked
    icon = "user"
    list_display = [
        "name",
        "professional_title",
        BooleanColumn("is_online", label=_("On line")),
        BooleanColumn("is_active", label=_("Works here")),
    ]
    search_fields = ["name"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[PractitionerForm]:  # noqa: ARG002, FBT001, FBT002  Wagtail's signature
        return PractitionerForm
