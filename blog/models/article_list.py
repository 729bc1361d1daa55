"""The page that lists the articles."""

from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from blog.feeds import NewestArticles
from blog.forms import CopyWithoutAlias
from blog.models.articles import BlogPostPage, BlogPostQuerySet
from blog.models.panels import introduction_panel
from blog.places import PageBelowHome
from blog.sorting import UnsortedChildren


class BlogIndexPage(UnsortedChildren, PageBelowHome):
    PER_PAGE = 12

    introduction = models.CharField(_("introduction"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, introduction_panel()]
    subpage_types = ["blog.BlogPostPage"]
    copy_form_class = CopyWithoutAlias
    max_count = 1
    page_description = _("Lists the articles, newest first. New articles come under it.")
    template = "blog/article_list.html"

    class Meta:
        verbose_name = _("article list")
        verbose_name_plural = _("article lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        posts = BlogPostPage.objects.child_of(self).for_cards()
        context["posts"] = Paginator(posts, self.PER_PAGE).get_page(request.GET.get("pagina"))
        return context

    def newest(self) -> BlogPostQuerySet:
        """The newest articles with their whole text, for a feed."""
        posts = BlogPostPage.objects.child_of(self).live().public()
        return posts.select_related("author", "hero_image").order_by("-published_on", "-pk")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return kwargs["view"](request) if "view" in kwargs else super().serve(request)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Fetch an article together with all that its page shows."""
        if not path_components:
            return super().route(request, path_components)
        slug, *rest = path_components
        if path_components == ["feed"] and self.live:
            return RouteResult(self, kwargs={"view": NewestArticles(self)})
        posts = BlogPostPage.objects.child_of(self).select_related("author", "hero_image")
        post = get_object_or_404(posts, slug=slug)
        post._cached_parent_obj = self  # noqa: SLF001  as Page.route does
        return post.route(request, rest)
