"""The version of the row that a form shows, which it sends back in a hidden field."""

from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from booking.models.shown import changes_since, is_alike, news_of, version_of

FIELD = "getoond"


class ShownField(forms.CharField):
    """Hidden field that carries the version of the row which a form shows."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ARG002  Django's signature
        """Tell that nobody typed anything here."""
        return False


def show_version(form: Any, version: str, *, anew: bool = False) -> None:
    """Let a form carry the version of the row that it shows.

    A form that comes back keeps the version that it carried, unless it shows the row `anew`.
    """
    form.fields[FIELD] = ShownField(initial=version)
    if anew:
        form.data = form.data.copy()
        form.data[form.add_prefix(FIELD)] = version


def refuse_what_changed(form: Any, stored: models.Model, now: datetime) -> bool:
    """Add an error if the row, as it is `stored` by now, is not as the form showed it.

    Tells whether it did. The form then carries the new version, so that it can be sent again. What
    a colleague typed alike is no reason to refuse, and neither is a second click. Call it on a form
    that is cleaned, while the row is locked.
    """
    shown = form.data.get(form.add_prefix(FIELD), "")
    changed = [
        name for name in changes_since(stored, shown) if not _is_typed_alike(form, stored, name)
    ]
    if changed:
        advice = _("What you typed is still here: save again if that has to hold.")
        form.add_error(None, f"{news_of(stored, changed, shown, form.instance)} {advice}")
        show_version(form, version_of(stored, now), anew=True)
    return bool(changed)


def _is_typed_alike(form: Any, stored: models.Model, name: str) -> bool:
    if name in {relation.name for relation in stored._meta.many_to_many}:
        typed, rows = form.cleaned_data.get(name, ()), getattr(stored, name).all()
        # Tags are typed by name.
        return {getattr(one, "pk", one) for one in typed} in (
            {row.pk for row in rows},
            {str(row) for row in rows},
        )
    return is_alike(form.instance, stored, name)
