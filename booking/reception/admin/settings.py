"""The forms of settings, of which there is one row."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail.contrib.settings import views

from booking.models import BookingRules
from booking.reception.admin.as_shown import EditAsShown
from booking.text.formats import length_text


class EditSettingAsShown(EditAsShown, views.EditView):
    """The form of a setting, which does not overwrite what a colleague changed since."""

    def get_form(self, form_class: type[Any] | None = None) -> Any:
        """The form; a rule that follows from the treatments says what it is now."""
        form = super().get_form(form_class)
        if isinstance(form.instance, BookingRules):
            automatic = _("By itself: now %(length)s")
            _empty, *choices = form.fields["step"].choices
            now = length_text(form.instance.usual_step)
            form.fields["step"].choices = [("", automatic % {"length": now}), *choices]
        return form


def setting_urls() -> list[URLPattern]:
    """The address of Wagtail's own form of a setting, for ours."""
    edit = EditSettingAsShown.as_view()
    return [path("settings/<slug:app_name>/<slug:model_name>/<int:pk>/", edit)]
