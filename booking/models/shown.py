"""Versions of rows, by which a form sees that somebody changed its row since it was shown.

A form carries the `version_of` its row and sends it back. Example, shortened: the form of a tariff
carries "1800000000.0|total:9f2c|copay:41aa". A colleague makes the total 35 euros. When the form
comes back, `changes_since` gives ["total"], and `news_of` says what it is now and by whom.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from os.path import commonprefix
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import PhoneNumber
from wagtail.models import ModelLogEntry

from booking.models.changed import staff_name
from booking.models.fields import LengthField
from booking.text.formats import (
    clock_text,
    day_text,
    euro_text,
    length_text,
    moment_text,
    phone_text,
)

# Of longer texts only a piece is shown: from a few words before the place where they differ.
LONGEST_SHOWN, WORDS_BEFORE = 80, 25
# The first that fits counts: a datetime is a date too.
IN_WORDS: list[tuple[type, Callable[[Any], str]]] = [
    (bool, lambda value: _("yes") if value else _("no")),
    (datetime, moment_text),
    (date, day_text),
    (time, clock_text),
    (timedelta, length_text),
    (Decimal, euro_text),
    (PhoneNumber, phone_text),
    (list, lambda values: ", ".join(map(str, values))),
]


def version_of(row: models.Model, now: datetime, only: Collection[str] = ()) -> str:
    """The row as a form shows it now, without its values: a digest of each, and the time.

    `only` names the fields that the form shows; all of them if it is empty.
    """
    fields = (field for field in _fields_of(row) if not only or field.name in only)
    digests = (f"{field.name}:{_digest(row, field)}" for field in fields)
    return f"{now.timestamp()}|{','.join(digests)}"


def changes_since(row: models.Model, shown: str) -> list[str]:
    """Names of the fields that are not as in the version `shown`; none if that is empty."""
    _when, _sep, digests = shown.partition("|")
    known = dict(part.split(":", 1) for part in digests.split(",") if ":" in part)
    return [
        field.name
        for field in _fields_of(row)
        if field.name in known and known[field.name] != _digest(row, field)
    ]


def state_of(row: models.Model) -> str:
    """A digest of all that a form could show of the row, to compare many rows by.

    Prefetch its relations to many first.
    """
    many = {field.name for field in row._meta.many_to_many}
    values = [
        sorted(one.pk for one in getattr(row, field.name).all())
        if field.name in many
        else field.value_from_object(row)
        for field in _fields_of(row)
    ]
    return salted_hmac("booking.models.shown", repr(values)).hexdigest()[:12]


def is_alike(row: models.Model, other: models.Model, name: str) -> bool:
    """Tell whether two states of a row have one value for a field; not for relations to many."""
    [field] = [field for field in _fields_of(row) if field.name == name]
    return bool(_value(row, field) == _value(other, field))


def is_as_shown(row: models.Model, shown: str, name: str, many: Collection[Any] = ()) -> bool:
    """Tell whether a row, filled in from a form, has the value that the version `shown` has.

    Of a relation to many the keys that were chosen are `many`.
    """
    [field] = [field for field in _fields_of(row) if field.name == name]
    value = sorted(many) if field.many_to_many else field.value_from_object(row)
    return f"{name}:{_digest_of(name, value)}" in shown.partition("|")[2].split(",")


def take_over(row: models.Model, stored: models.Model, names: Collection[str]) -> None:
    """Give a row the values that the `stored` one has in these fields; not relations to many."""
    for field in _fields_of(row):
        if field.name not in names or field.many_to_many:
            continue
        if isinstance(field, models.Field):
            setattr(row, field.attname, getattr(stored, field.attname))
        else:
            field.take_over(row, stored)


def labels_of(row: models.Model, names: Collection[str]) -> str:
    """Names of fields as a sentence has them. Example: "Telefoon; E-mail"."""
    fields = (field for field in _fields_of(row) if field.name in names)
    return "; ".join(capfirst(str(field.verbose_name)) for field in fields)


def news_of(
    row: models.Model, names: Collection[str], shown: str, typed: models.Model | None = None
) -> str:
    """Say which of the fields were changed to what since the version `shown`, and by whom.

    Of a long text it shows the place where it differs from what was `typed`.

    Example: "Dit is intussen gewijzigd, door Lien: Totaal is nu € 35,00."
    """
    values = "; ".join(
        _("%(field)s is now %(value)s")
        % {"field": capfirst(str(field.verbose_name)), "value": shown_value(row, field, typed)}
        for field in _fields_of(row)
        if field.name in names
    )
    return _("This has meanwhile been changed%(by)s: %(values)s.") % {
        "by": _by(type(row), row.pk, shown),
        "values": values,
    }


def news_of_deletion(model: type[models.Model], pk: object) -> str:
    """Say that the row is not there, and who deleted it if that is known."""
    return _("This is not there any more: it has been deleted%(by)s.") % {"by": _by(model, pk, "")}


def shown_value(row: models.Model, field: Any, beside: models.Model | None = None) -> str:
    """The value of a field in a few words, as a form of the desk would show it.

    Of a long text, the place where it differs from that of the row `beside`.
    """
    other = _whole_value(beside, field) if beside else ""
    return _piece_of(_whole_value(row, field), other) or _("empty")


def _whole_value(row: models.Model, field: Any) -> str:
    if field.name == "password":  # of a login: all that is stored is a digest of it
        return _("another one")
    if field.many_to_many:
        return ", ".join(map(str, getattr(row, field.name).all())) if row.pk else ""
    value = _value(row, field)
    if field.flatchoices and isinstance(value, list):
        value = [dict(field.flatchoices).get(one, one) for one in value]
    elif field.flatchoices and not isinstance(value, timedelta):
        value = getattr(row, f"get_{field.name}_display")()
    return _in_words(value, field)


def _piece_of(text: str, other: str) -> str:
    """A piece of a text, LONGEST_SHOWN signs at most, in which it differs from the other."""
    same = len(commonprefix([text, other]))
    if len(text) <= LONGEST_SHOWN or same < LONGEST_SHOWN - WORDS_BEFORE:
        return Truncator(text).chars(LONGEST_SHOWN)
    start = text.rfind(" ", 0, same - WORDS_BEFORE) + 1
    return "…" + Truncator(text[start:]).chars(LONGEST_SHOWN)


def _in_words(value: Any, field: Any) -> str:
    if isinstance(value, timedelta) and isinstance(field, LengthField) and not field.choices:
        return f"{value / field.unit:g}"
    for kind, words in IN_WORDS:
        if isinstance(value, kind):
            return words(value)
    return "" if value is None else str(value)


def _fields_of(row: models.Model) -> Iterable[Any]:
    """Fields that a form can show, and what a row says is shown of it besides."""
    options = row._meta
    every = (*options.fields, *options.many_to_many)
    fields = [field for field in every if field.editable and not field.primary_key]
    return [*fields, *getattr(row, "shown_parts", ())]


def _value(row: models.Model, field: Any) -> Any:
    stored = isinstance(field, models.Field)
    return getattr(row, field.name) if stored else field.value_from_object(row)


def _digest(row: models.Model, field: Any) -> str:
    value = field.value_from_object(row)
    if field.many_to_many:
        value = sorted(related.pk for related in value)
    return _digest_of(field.name, value)


def _digest_of(name: str, value: Any) -> str:
    if isinstance(value, str):  # a browser sends lines with other ends, and forms strip them
        value = value.replace("\r\n", "\n").strip()
    # Keyed, so that what somebody copies out of a page can be compared with no list of guesses.
    return salted_hmac("booking.models.shown", f"{name}={value}").hexdigest()[:12]


def _by(model: type[models.Model], pk: object, shown: str) -> str:
    """The end of a sentence that says who changed the row after it was shown, if staff did."""
    of_model = ContentType.objects.get_for_model(model, for_concrete_model=False)
    log = ModelLogEntry.objects.filter(content_type=of_model, object_id=str(pk), user__isnull=False)
    when = shown.partition("|")[0]
    if when:
        log = log.filter(timestamp__gt=datetime.fromtimestamp(float(when), UTC))
    else:
        log = log.filter(action="wagtail.delete")
    last = log.select_related("user").order_by("-timestamp").first()
    return _(", by %(name)s") % {"name": staff_name(last.user)} if last else ""
