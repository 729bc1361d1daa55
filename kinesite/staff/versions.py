"""Versions of the rows on a screen of Wagtail, by which it sees what changed since it was shown."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.log_actions import registry as logs
from wagtail.models import Page

from booking.models.changed import staff_name
from booking.models.shown import state_of

# More rows than these are only counted.
MOST_NAMED = 5


def stored(kind: type[Model], pks: Collection[Any]) -> QuerySet[Any]:
    """The rows with these ids, with what their versions are made of.

    Pages come with all that stands below them: what is done with a page is done with those too.
    """
    if not issubclass(kind, Page):
        many = [field.name for field in kind._meta.many_to_many]
        rows: QuerySet[Any] = kind._base_manager.filter(pk__in=pks).prefetch_related(*many)
        return rows.order_by("pk")
    paths = Page.objects.filter(pk__in=pks).values_list("path", flat=True)
    below = reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))
    return Page.objects.filter(below).order_by("pk")


def versions_of(rows: Collection[Model], now: datetime) -> str:
    """The rows as a screen shows them now: a digest of each, and the time."""
    return f"{now.timestamp()}|{' '.join(f'{row.pk}:{_state(row)}' for row in rows)}"


def news_of_rows(kind: type[Model], rows: Collection[Model], shown: str) -> str:
    """Say which rows were changed, deleted or added since they were `shown`, and by whom.

    Empty when all is as it was, and when nothing was shown.
    """
    when, _sep, states = shown.partition("|")
    known = dict(part.split(":", 1) for part in states.split() if ":" in part)
    if not when:
        return ""
    news = list(_news(kind, {str(row.pk): row for row in rows}, known))
    told = [_in_words(kind, *one, float(when)) for one in news[:MOST_NAMED]]
    if more := len(news) - len(told):
        told.append(_("and %(count)d more") % {"count": more})
    return "; ".join(told)


def _news(
    kind: type[Model], rows: dict[str, Model], known: dict[str, str]
) -> Iterator[tuple[str, Model]]:
    for pk, row in rows.items():
        if pk not in known:
            yield _("“%(row)s” was added%(by)s"), row
        elif known[pk] != _state(row):
            yield _("“%(row)s” was changed%(by)s"), row
    for pk in sorted(known.keys() - rows.keys()):
        yield _("“%(row)s” was deleted%(by)s"), kind(pk=pk)


def last_by(row: Model, since: float) -> str:
    """The end of a sentence that says who changed the row after a moment, if staff did."""
    last = _last_entry(row, since)
    return _(", by %(name)s") % {"name": staff_name(last.user)} if last else ""


def _last_entry(row: Model, since: float) -> Any:
    after = datetime.fromtimestamp(since, UTC)
    entries = logs.get_logs_for_instance(row).filter(timestamp__gt=after, user__isnull=False)
    return entries.select_related("user").order_by("-timestamp").first()


def _in_words(kind: type[Model], sentence: str, row: Model, since: float) -> str:
    row_in_log = kind(pk=row.pk)  # that of a page knows all its kinds
    is_there = kind._base_manager.filter(pk=row.pk).exists()
    last = _last_entry(row_in_log, since)
    name = _name(row) if is_there else last and last.label
    return sentence % {"row": name or _("one of these"), "by": last_by(row_in_log, since)}


def _name(row: Model) -> str:
    return row.get_admin_display_title() if isinstance(row, Page) else str(row)


def _state(row: Model) -> str:
    if not isinstance(row, Page):
        return state_of(row)
    # Wagtail writes over a version that it saved by itself: its time tells.
    known = (
        row.latest_revision_id,
        row.latest_revision_created_at,
        row.live_revision_id,
        row.live,
        row.url_path,
        row.locked,
    )
    return salted_hmac("kinesite.staff.versions", repr(known)).hexdigest()[:12]
