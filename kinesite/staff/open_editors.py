"""The question with which each open form of a page or a source asks who else has it open."""

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST
from wagtail.admin.views.editing_sessions import ping
from wagtail.models import Page

from kinesite.staff.page_gone import advice, news_for_writer
from kinesite.staff.row_gone import news_of_gone


@require_POST
def answer_open_form(
    request: HttpRequest, app_label: str, model_name: str, object_id: str, session_id: int
) -> HttpResponse:
    """Tell who else has it open, or that it is gone; page-gone.js shows that.

    Wagtail would only answer that it knows of no such thing.
    """
    try:
        answer: HttpResponse = ping(request, app_label, model_name, object_id, session_id)
    except Http404:
        told = _news(app_label, model_name, unquote(object_id))
        if not told:
            raise
        return JsonResponse({"gone": told, "html": ""})
    return answer


def _news(app_label: str, model_name: str, pk: str) -> str:
    """A sentence that says what became of the page or row; empty if it is there."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return ""
    if not pk.isdecimal() or model._base_manager.filter(pk=pk).exists():
        return ""
    if issubclass(model, Page):
        return news_for_writer(int(pk))
    return f"{news_of_gone(model, pk)} {advice()}"
