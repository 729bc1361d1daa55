"""The version of the row that a form shows, which it sends back in a hidden field."""

from collections.abc import Callable, Collection
from copy import copy
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from booking.models.shown import (
    changes_since,
    is_alike,
    is_as_shown,
    labels_of,
    news_of,
    take_over,
    version_of,
)

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


def refuse_what_changed(
    form: Any, stored: models.Model, now: datetime, form_of: Callable[[models.Model], Any]
) -> bool:
    """Add an error if the row, as it is `stored` by now, is not as the form showed it.

    Tells whether it did. The form then carries the new version, so that it can be sent again. A
    field that was left as it was shown has what is stored now; any other keeps what was typed.
    `form_of` gives an unbound form on a row. What a colleague typed alike is no reason to refuse,
    and neither is a second click. Call it on a form that is cleaned, while the row is locked.
    """
    shown = form.data.get(form.add_prefix(FIELD), "")
    changed = [
        name for name in changes_since(stored, shown) if not _is_typed_alike(form, stored, name)
    ]
    if changed:
        left = [
            name
            for name in changed
            if is_as_shown(form.instance, shown, name, _chosen(form, stored, name))
        ]
        news = news_of(stored, changed, shown, form.instance)
        typed = [name for name in changed if name not in left]
        form.add_error(None, f"{news} {_advice(stored, left, typed)}")
        _show_stored(form, stored, left, form_of)
        show_version(form, version_of(stored, now), anew=True)
    return bool(changed)


def _advice(stored: models.Model, left: Collection[str], typed: Collection[str]) -> str:
    if not left:
        return _("What you typed is still here: save again if that has to hold.")
    if not typed:
        return _("That is in the form now, beside what you typed: save again if all is right.")
    told = _("What you left alone is up to date now; what you typed is still here: %(fields)s.")
    again = _("Save again if all is right.")
    return f"{told % {'fields': labels_of(stored, typed)}} {again}"


def _show_stored(
    form: Any, stored: models.Model, left: Collection[str], form_of: Callable[[models.Model], Any]
) -> None:
    """Let the form show what is stored in the fields that were `left` as they were shown.

    A form may have fields of its own, such as the hour at which a row ends on its day: they show
    what they would of the row that was typed, with what is stored in those fields.
    """
    before = form_of(copy(form.instance))
    take_over(form.instance, stored, left)
    after, fresh = form_of(copy(form.instance)), form_of(stored)
    for name in fresh.fields:
        if name in left:
            _show(form.fields[name], fresh[name].initial)
        elif name not in _names_of(stored) and after[name].initial != before[name].initial:
            _show(form.fields[name], after[name].initial)


def _show(field: Any, value: Any) -> None:
    """Let a field of a form that was sent show a value instead of what was sent."""
    field.bound_data = lambda _data, _initial: value


def _names_of(row: models.Model) -> set[str]:
    return {field.name for field in (*row._meta.fields, *row._meta.many_to_many)}


def _chosen(form: Any, stored: models.Model, name: str) -> Collection[Any]:
    """Keys of the rows that were chosen in a relation to many; a tag that is new has none."""
    if name not in {relation.name for relation in stored._meta.many_to_many}:
        return ()
    chosen = form.cleaned_data.get(name, ())
    if not any(isinstance(one, str) for one in chosen):
        return [one.pk for one in chosen]
    # Tags are typed by name.
    relation: Any = stored._meta.get_field(name)
    known = dict(relation.related_model.objects.filter(name__in=chosen).values_list("name", "pk"))
    return [known.get(tag, 0) for tag in chosen]


def _is_typed_alike(form: Any, stored: models.Model, name: str) -> bool:
    if name in {relation.name for relation in stored._meta.many_to_many}:
        typed, rows = form.cleaned_data.get(name, ()), getattr(stored, name).all()
        # Tags are typed by name.
        return {getattr(one, "pk", one) for one in typed} in (
            {row.pk for row in rows},
            {str(row) for row in rows},
        )
    return is_alike(form.instance, stored, name)
