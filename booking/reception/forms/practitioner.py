"""The form of a therapist."""

from django import forms
from django.utils.translation import gettext_lazy as _

from booking.models import Practitioner
from booking.models.practitioner import SpokenLanguage
from booking.reception.forms.tidy import TidyModelForm


class PractitionerForm(TidyModelForm):
    """Therapist, with the languages and treatments as lists to tick."""

    spoken_languages = forms.TypedMultipleChoiceField(
        label=_("Languages"),
        choices=SpokenLanguage,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta(TidyModelForm.Meta):
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
