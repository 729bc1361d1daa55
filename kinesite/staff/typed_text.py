"""Tidy text in the forms that Wagtail makes: of models, of users and of the own account."""

from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField
from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput

from booking.public.forms.typed import AddressField, LineField
from booking.reception.forms.tidy import TIDY as TIDY_FORM_FIELDS


class TidyUsernameField(LineField, UsernameField):
    """The name with which a user logs in, without signs that nobody sees."""


# Fields of Wagtail's own forms, by the class that each has there.
TIDY: dict[type[forms.Field], type[forms.Field]] = {
    forms.CharField: LineField,
    forms.EmailField: AddressField,
    UsernameField: TidyUsernameField,
}


def tidy_forms_of_models() -> None:
    """Let forms that Wagtail makes of a model tidy typed text. Call it before any is made."""
    for model_field, form_class in TIDY_FORM_FIELDS.items():
        override: dict[str, Any] = {"form_class": form_class}
        if model_field is models.TextField:
            override["widget"] = AdminAutoHeightTextInput
        register_form_field_override(model_field, override=override, exact_class=True)


def forms_of_users() -> "tuple[type[forms.Form] | type[forms.ModelForm[Any]], ...]":
    """Wagtail's forms to log in and to change a user or the own account."""
    # Loading these makes the forms of the desk, which need tidy_forms_of_models() first.
    from wagtail.admin.forms.account import NameEmailForm  # noqa: PLC0415
    from wagtail.admin.forms.auth import LoginForm, PasswordResetForm  # noqa: PLC0415
    from wagtail.users.forms import UserCreationForm, UserEditForm  # noqa: PLC0415

    return LoginForm, NameEmailForm, PasswordResetForm, UserCreationForm, UserEditForm


def tidy_forms_of_users() -> None:
    """Let forms_of_users() tidy what is typed, except a password."""
    for form in forms_of_users():
        for field in form.base_fields.values():
            if not isinstance(field.widget, forms.PasswordInput):
                field.__class__ = TIDY.get(type(field), type(field))
