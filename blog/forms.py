from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from booking.models import Practitioner


class ArticleForm(WagtailAdminPageForm):
    """The form of an article, with its writer as the author unless another is chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.author_id is None:
            self.initial["author"] = Practitioner.objects.filter(user=self.for_user).first()


class CopyWithoutAlias(CopyForm):
    """The form that copies a page. An alias would put the same text online at two addresses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
