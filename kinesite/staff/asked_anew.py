"""Screens of Wagtail that ask whether to go on, and ask anew when the rows are not as shown."""

from collections.abc import Callable, Collection
from functools import partial, wraps
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.log_actions import log
from wagtail.models import Page

from booking.reception.forms.shown import FIELD
from kinesite.staff.carried import carry, keep_ticks
from kinesite.staff.page_gone import tell_that_it_is_gone
from kinesite.staff.versions import news_of_rows, stored, versions_of
from references.editing.verifying import CheckView, lead_to_list
from references.models import Reference

Answer = Callable[[], HttpResponse]
View = Callable[..., HttpResponse]


def do_at_once(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Do something with the rows that are ticked; says so when none of them is there any more."""
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is None:
        raise Http404
    kind = apps.get_model(app_label, model_name)
    view = action_class(request, kind)

    def again() -> HttpResponse:
        view.post = view.get  # keeps what was typed, as the form is still bound to it
        answer: HttpResponse = view.dispatch(request)
        return answer

    try:
        return _answer(request, kind, _ticked(view), lambda: view.dispatch(request), again)
    except Http404:
        back = get_valid_next_url_from_request(request)
        if not back:
            raise
        told = _("Nothing was done: what you ticked is not there any more.")
        messages.error(request, told)
        return redirect(back)


def asked_anew(view: View) -> View:
    """Let a screen that asks what to do with a page ask anew when it is not as it was shown."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page_id = kwargs.get("page_id") or kwargs["page_to_move_id"]
        if request.method == "POST" and not Page.objects.filter(pk=page_id).exists():
            return tell_that_it_is_gone(request, page_id)

        def again() -> HttpResponse:
            request.method = "GET"
            return view(request, *args, **kwargs)

        return _answer(request, Page, [page_id], lambda: view(request, *args, **kwargs), again)

    return answer


class TakeOverAsShown(CheckView):
    """The check of a source, which takes nothing over into a source that is not as it showed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        dispatch: Any = super().dispatch
        act: Answer = partial(dispatch, request, *args, **kwargs)
        # To ask the registries takes a while, and changes nothing that somebody wrote.
        if request.method == "POST" and "take_over" not in request.POST:
            return act()

        def again() -> HttpResponse:
            request.method = "GET"
            return act()

        try:
            return _answer(request, Reference, [kwargs["pk"]], act, again)
        except Http404:
            return lead_to_list(request)


def log_deletions(request: HttpRequest, action: str, rows: list[Any], _view: Any) -> None:
    """Note who deleted rows together; Wagtail does so for pages only."""
    for row in rows:
        if action == "delete" and not isinstance(row, Page):
            log(instance=row, action="wagtail.delete", user=request.user, deleted=True)


def _answer(
    request: HttpRequest, kind: type[Model], pks: Collection[Any], act: Answer, again: Answer
) -> HttpResponse:
    """Do it; with the news, ask `again` when a row is not as the form showed it."""
    now = timezone.now()
    if request.method != "POST":
        version = versions_of(stored(kind, pks), now)  # before the screen looks at them
        return carry(act(), **{FIELD: version})
    with transaction.atomic():
        rows = stored(kind, pks).select_for_update(of=("self",))
        news = news_of_rows(kind, rows, request.POST.get(FIELD, ""))
        version = versions_of(rows, now)
        if news:
            told = _(
                "Nothing was done. Meanwhile: %(news)s. Below it is as it is now: confirm again if"
                " you still want to."
            )
            messages.error(request, told % {"news": news})
        answer = keep_ticks(again(), request.POST) if news else act()
    return carry(answer, **{FIELD: version})


def _ticked(view: Any) -> list[Any]:
    """The ids of the rows that are ticked, or of all that the list has."""
    ids = view.request.GET.getlist("id")
    if "all" in ids:
        return list(view.get_all_objects_in_listing_query(view.request.GET.get("childOf")))
    return [one for one in ids if one.isdecimal()]
