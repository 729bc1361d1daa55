from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from booking.models import Practitioner


class ArticleForm(WagtailAdminPageForm):
    """The form of an article, with its writer as the author unless another is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.author_id is None:
            self.initial["author"] = Practitioner.objects.filter(user=self.for_user).first()
