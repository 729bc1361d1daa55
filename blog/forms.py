from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from booking.models import Practitioner


class ArticleForm(WagtailAdminPageForm):
    """Who writes an article is its author, unless they choose somebody else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.author_id is None:
            self.initial["author"] = Practitioner.objects.filter(user=self.for_user).first()
