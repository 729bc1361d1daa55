import json
import re
from typing import Any

from django.http import QueryDict
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.blocks import StreamValue

from booking.models import Practitioner
from references.library.mentions import Renaming, cited_in
from references.models import Reference
from references.richtext import is_id

LISTED = re.compile(r"listed_sources-\d+-reference")


class ArticleForm(WagtailAdminPageForm):
    """The form of an article, with its writer as the author unless another is chosen."""

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data and listing_what_stayed(data), *args, **kwargs)
        if self.instance.author_id is None:
            self.initial["author"] = Practitioner.objects.filter(user=self.for_user).first()

    def clean(self) -> dict[str, Any] | None:
        """Cite what stayed of sources that were merged while the form was open."""
        typed: dict[str, Any] | None = super().clean()
        if body := self.cleaned_data.get("body"):
            self.cleaned_data["body"] = citing_what_stayed(body)
        return typed


def listing_what_stayed(data: QueryDict) -> QueryDict:
    """Sent values of a form, without sources that were merged into others. One query."""
    ids = {name: str(pk) for name, pk in data.items() if LISTED.fullmatch(name)}
    listed = {name: int(pk) for name, pk in ids.items() if is_id(pk)}
    merged = Reference.objects.formerly(set(listed.values()))
    sent = data.copy() if merged else data
    for name, pk in listed.items():
        if pk in merged:
            stayed = merged[pk].pk
            sent[name] = str(stayed)
            if stayed in listed.values():  # it stands there once already
                sent[name.removesuffix("reference") + "DELETE"] = "on"
            listed[name] = stayed
    return sent


def citing_what_stayed(body: StreamValue) -> StreamValue:
    """The body of an article, without ids of sources that were merged into others. One query."""
    stored = json.dumps(body.get_prep_value())
    merged = Reference.objects.formerly(cited_in(stored))
    for kept in set(merged.values()):
        stored = Renaming(Reference, kept.former_ids, kept.pk).in_text(stored)
    return body.stream_block.to_python(json.loads(stored)) if merged else body


class CopyWithoutAlias(CopyForm):
    """The form that copies a page. An alias would put the same text online at two addresses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
