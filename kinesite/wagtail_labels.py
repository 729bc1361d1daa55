"""Labels that Wagtail makes of English names in code, where no catalogue can reach them."""

from typing import Any

from django.contrib.auth.models import Permission
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _


def label_screens() -> None:
    """Label the columns, fields and buttons that have no label of their own. For `ready()`."""
    from wagtail.admin.forms.workflows import WorkflowPageForm  # noqa: PLC0415
    from wagtail.documents.views.bulk_actions.add_tags import (  # noqa: PLC0415
        AddTagsBulkAction as TagDocuments,
    )
    from wagtail.images.views.bulk_actions.add_tags import (  # noqa: PLC0415
        AddTagsBulkAction as TagImages,
    )
    from wagtail.models import Site  # noqa: PLC0415
    from wagtail.sites.views import IndexView  # noqa: PLC0415
    from wagtail.users.forms import PagePermissionsForm  # noqa: PLC0415

    for column in IndexView.columns:
        if column.name in {"port", "site_name", "root_page"}:
            column.label = capfirst(Site._meta.get_field(column.name).verbose_name)
    for form in (PagePermissionsForm, WorkflowPageForm):
        form.base_fields["page"].label = _("Page")
    # "Tag" is a noun in Dutch, and names a filter too.
    TagDocuments.display_name = TagImages.display_name = _("Add tags")


def name_permissions(**_signal: Any) -> None:
    """Name each permission in Dutch, for the screen that gives them to a group.

    The names are rows, which Django writes in English after a migration; it never changes one that
    is there. Example: "Can add reference" becomes "Bron toevoegen".
    """
    verbs = {
        "add": _("%(name)s: add"),
        "change": _("%(name)s: change"),
        "delete": _("%(name)s: delete"),
        "view": _("%(name)s: view"),
    }
    changed = []
    with override("nl"):
        for one in Permission.objects.select_related("content_type"):
            verb, _gap, model = one.codename.partition("_")
            if verb in verbs and model == one.content_type.model:
                name = str(verbs[verb]) % {"name": capfirst(one.content_type.name)}
            else:
                name = gettext(one.name)
            if name != one.name:
                one.name = name
                changed.append(one)
    Permission.objects.bulk_update(changed, ["name"])
