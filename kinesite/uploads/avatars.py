"""The small picture of somebody who works in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import AvatarPreferencesForm

from references.editing.pictures import PictureFormField

# Pixels of the longest side: the admin shows it far smaller.
SIDE = 400


class AvatarForm(AvatarPreferencesForm):
    """Wagtail's form, with a picture that was cleaned and a reset that resets."""

    avatar = PictureFormField(label=_("Profile picture"), required=False, fit=SIDE)

    def clean_avatar(self) -> Any:
        """Give the new picture, False to remove the one there is, or the one there is."""
        given = self.cleaned_data.get("avatar")
        return given if given or given is False else self._original_avatar
