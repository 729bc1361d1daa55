"""Who cites a source: Wagtail lists what is online, and the drafts come under it."""

from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.snippets.views.snippets import UsageView

from references.library import usage


class ReferenceUsageView(UsageView):
    def get_template_names(self) -> list[str]:
        """The viewset would put Wagtail's own in the place of a `template_name`."""
        return ["references/usage.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        url_finder = AdminURLFinder(self.request.user)
        drafts = [
            (place.instance, url_finder.get_edit_url(place.instance))
            for place in usage.places([self.object])
            if place.is_draft
        ]
        return super().get_context_data(drafts=drafts, **kwargs)
