"""Articles, the page that lists them, and the works that they list."""

from blog.models.article_list import BlogIndexPage
from blog.models.articles import BlogPostPage, BlogPostQuerySet
from blog.models.listed_source import ListedSource
from blog.models.panels import introduction_panel, search_engines_panel

__all__ = [
    "BlogIndexPage",
    "BlogPostPage",
    "BlogPostQuerySet",
    "ListedSource",
    "introduction_panel",
    "search_engines_panel",
]
