"""The form of a treatment, with the rules in which it differs from the practice."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from booking.models import BookingRules, Treatment
from booking.models.rules import RULE_NAMES, practice_rules
from booking.public.forms.fields import LengthFormField, number_of
from booking.text.formats import length_text


class TreatmentForm(WagtailAdminModelForm):
    """Treatment whose empty rules show in grey the rule of the practice, which then holds."""

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
    """Show in an empty field the value that the rule `name` has for the whole practice."""
    value = getattr(practice, name)
    if isinstance(field, forms.ChoiceField):
        value = value or practice.usual_step
        as_practice = _("As the practice: %(value)s") % {"value": length_text(value)}
        _empty, *choices = field.widget.choices
        field.choices = [("", as_practice), *choices]
        return
    shown = number_of(field.unit, value) if isinstance(field, LengthFormField) else value
    field.widget.attrs["placeholder"] = _("As the practice: %(value)s") % {"value": shown}
