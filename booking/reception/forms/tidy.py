"""Forms of a model that tidy what is typed."""

from typing import Any

from django import forms
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.forms import WagtailAdminModelForm

from booking.public.forms.typed import AddressField, LineField, PhoneField, TextField

# Exactly these classes: a slug or a web address has a field of its own.
TIDY: dict[Any, type[forms.Field]] = {
    models.CharField: LineField,
    models.TextField: TextField,
    models.EmailField: AddressField,
    PhoneNumberField: PhoneField,
}


def tidy_formfield(db_field: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """Make the form field of a model's field; one for typed text tidies it."""
    if form_class := TIDY.get(type(db_field)):
        kwargs.setdefault("form_class", form_class)
    field: forms.Field | None = db_field.formfield(**kwargs)
    return field


class TidyModelForm(WagtailAdminModelForm):
    """Form of a model whose typed text is tidied; its `Meta` inherits this one."""

    class Meta:
        formfield_callback = tidy_formfield
