"""Articles whose sources ask for an editor: the report, and the reminder on the first screen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from blog.attention import Attention, asking_attention
from blog.models import BlogPostPage
from references.models import SourceSettings

PER_PAGE = 50


@require_safe
def older_sources(request: HttpRequest) -> HttpResponse:
    """Show the articles whose sources ask for an editor. Raises PermissionDenied."""
    if not page_permission_policy.user_has_permission(request.user, "change"):
        raise PermissionDenied
    settings = SourceSettings.load(request_or_site=request)
    found = attention_for(request.user, timezone.localdate(), settings.old_after_years)
    context = {
        "articles": Paginator(found, PER_PAGE).get_page(request.GET.get("p")),
        "limit": settings.old_after_years,
    }
    return TemplateResponse(request, "blog/editing/older_sources.html", context)


def attention_for(user: Any, today: date, limit: int) -> list[Attention]:
    """Articles with a cause among those online that this user may change."""
    theirs = page_permission_policy.instances_user_has_permission_for(user, "change")
    articles = (
        BlogPostPage.objects.live()
        .filter(pk__in=theirs.values("pk"))
        .only("title", "draft_title", "published_on", "sources_reviewed_on")
        .order_by("title", "pk")
    )
    return asking_attention(articles, today=today, limit=limit)


class OlderSourcesPanel(Component):
    """A panel that says how many articles ask for attention, hidden when none does."""

    name = "older_sources"
    template_name = "blog/editing/older_sources_panel.html"
    order = 150

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        request = parent_context["request"]
        limit = SourceSettings.load(request_or_site=request).old_after_years
        return {"articles": attention_for(request.user, timezone.localdate(), limit)}
