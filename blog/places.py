"""The place of pages in the tree."""

from wagtail.models import Page


class PageBelowHome(Page):
    """A page that stands below the home page, never beside it, where nothing has an address."""

    class Meta:
        abstract = True

    @classmethod
    def clean_parent_page_models(cls) -> list[type[Page]]:
        """Kinds of page that can be its parent: not the bare one, which is the root."""
        return [kind for kind in super().clean_parent_page_models() if kind is not Page]
