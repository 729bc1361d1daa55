"""The screen with the pages that cite a source, online and in drafts."""

from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.views.snippets import UsageView

from references.library import usage


class ReferenceUsageView(UsageView):
    """Wagtail's list of what is online, with the drafts under it."""

    def get_template_names(self) -> list[str]:
        """Name the template here, as the viewset replaces `template_name`."""
        return ["references/usage.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url_finder = AdminURLFinder(self.request.user)
        drafts = [
            (place.instance, url_finder.get_edit_url(place.instance))
            for place in usage.places([self.object])
            if place.is_draft
        ]
        return super().get_context_data(drafts=drafts, **kwargs)
