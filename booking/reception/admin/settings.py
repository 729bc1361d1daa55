"""The forms of settings, of which there is one row."""

from django.urls import URLPattern, path
from wagtail.contrib.settings import views

from booking.reception.admin.as_shown import EditAsShown


class EditSettingAsShown(EditAsShown, views.EditView):
    """The form of a setting, which does not overwrite what a colleague changed since."""


def setting_urls() -> list[URLPattern]:
    """The address of Wagtail's own form of a setting, for ours."""
    edit = EditSettingAsShown.as_view()
    return [path("settings/<slug:app_name>/<slug:model_name>/<int:pk>/", edit)]
