"""Logins of staff: Wagtail's screens, less what would break something or does nothing.

There is no screen for groups: their rights come from a migration (ADR 0010).
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import ForeignObjectRel
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.models import EditingSession
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.models import PageSubscription, UploadedFile
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.models import UserProfile
from wagtail.users.views.groups import GroupViewSet
from wagtail.users.views.users import DeleteView, EditView, IndexView, UserViewSet

from booking.public.forms.typed import LineField
from booking.reception.admin.as_shown import DeleteByRight, EditAsShown
from booking.reception.admin.lists import WithoutUsage
from kinesite.models import PasswordAsking

# What goes with a login when it is deleted, and is missed by nobody.
ITS_OWN = (EditingSession, PageSubscription, PasswordAsking, UploadedFile, UserProfile)

# What of a login decides whether it needs a group.
OPENS_ALL = ("is_active", "is_superuser")
# A form that is derived makes its field of the name anew.
TIDY: dict[str, type[forms.Field]] = {"username": LineField}


def worked_with(user: User) -> bool:
    """Tell whether anything on the site would lose who made or changed it without this login."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: user}).exists()
        for relation in _relations()
    )


def _relations() -> Iterator[ForeignObjectRel]:
    for field in User._meta.get_fields(include_hidden=True):
        if isinstance(field, ForeignObjectRel):
            model = field.related_model
            if isinstance(model, str) or model._meta.auto_created or model in ITS_OWN:
                continue
            concrete = model._meta.concrete_model
            if concrete and concrete._meta.managed:  # others have no table of their own
                yield field


class WithRights(forms.ModelForm[User]):
    """The form of a login, which is saved only if it opens something."""

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        of_login = {one: typed.get(one, getattr(self.instance, one)) for one in OPENS_ALL}
        if of_login["is_active"] and not of_login["is_superuser"] and not typed.get("groups"):
            self.add_error(
                "groups",
                _("Choose a group, or tick “Administrator”: otherwise this login opens no screen."),
            )
        return typed


class AddLoginForm(WithRights, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        field_classes = TIDY


class EditLoginForm(WithRights, UserEditForm):
    class Meta(UserEditForm.Meta):
        field_classes = TIDY


class ListOfLogins(IndexView):
    """The list of logins. Nothing is done with several at once: a practice has a handful."""

    @cached_property
    def columns(self) -> list[Column]:
        return [one for one in super().columns if not isinstance(one, BulkActionsCheckboxColumn)]


class EditLogin(EditAsShown, EditView):
    """The form of a login, which overwrites nothing that a colleague changed since."""

    def is_valid(self, form: Any) -> bool:
        """Compare a new password too: the form would put it on the login only when it saves."""
        typed = form.cleaned_data.get("password1") if form.is_valid() else ""
        if typed and not form.instance.check_password(typed):
            form.instance.set_password(typed)
        return super().is_valid(form)


class DeleteLogin(DeleteByRight, DeleteView):
    """Deletion of a login, refused once something was done with it."""

    def run_before_hook(self) -> HttpResponse | None:
        """Refuse, and say what to do instead. Wagtail calls this before it shows or deletes."""
        if worked_with(self.object):
            why = _("Work was done with this login, so it stays.")
            advice = _("Untick “Active” instead: nobody can sign in with it any more.")
            messages.error(self.request, f"{why} {advice}")
            return redirect("wagtailusers_users:edit", self.object.pk)
        hooked: HttpResponse | None = super().run_before_hook()
        return hooked


class Logins(WithoutUsage, UserViewSet):
    index_view_class = ListOfLogins
    edit_view_class = EditLogin
    edit_template_name = "kinesite/staff_user.html"
    delete_view_class = DeleteLogin
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[WithRights]:  # noqa: FBT001, FBT002
        return EditLoginForm if for_update else AddLoginForm


class Groups(GroupViewSet):
    """Groups, which are nowhere in a menu; see kinesite/staff/left_out.py."""

    add_to_settings_menu = False

    def get_urlpatterns(self) -> list[Any]:
        return []
