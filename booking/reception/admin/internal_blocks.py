"""The list of internal blocks: meetings and pauses that take time from booking."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from booking.models import Absence, HoursChange, InternalBlock
from booking.reception.admin.absences import LeadToAppointmentsHit
from booking.reception.admin.history import HistoryBelow
from booking.reception.admin.hours import CreateHours, DeleteHours, EditHours
from booking.reception.admin.lists import ComingListView, ListViewSet
from booking.reception.forms.internal_block import InternalBlockForm, NewBlocksForm
from booking.reception.presenters.consequences import consequences, may_call
from booking.services.schedule.blocks import (
    delete_blocks,
    delete_made_with,
    made_with,
    save_blocks,
    version_of_blocks,
)
from booking.services.schedule.change_hours import Outcome

# In the address of a deletion of all that were made together.
ALL = "alle"


class CreateBlock(LeadToAppointmentsHit, CreateHours):
    """The form of new blocks, whose address may name a therapist, a day and hours."""

    asked_for = ("practitioner", "day", "opens", "closes")
    form: NewBlocksForm

    def save_instance(self) -> Model:
        """Store one or more blocks, and log each as Wagtail does."""
        self.blocks = self.form.blocks()
        self.outcomes = save_blocks(self.blocks, now=timezone.now())
        self.outcome = together(self.outcomes)
        for block in self.blocks:
            log(instance=block, action=self.log_action, content_changed=True)
        return self.blocks[0]

    @cached_property
    def hits_appointments(self) -> bool:
        """True when an appointment that is still coming falls in one of the blocks."""
        if len(self.blocks) == 1:
            return bool(super().hits_appointments)
        return bool(changes_of(self.outcomes))

    def url_of_visits(self) -> str:
        """The appointments in the only block, or those that the blocks left outside the hours."""
        if len(self.blocks) == 1:
            return super().url_of_visits()
        return url_of(changes_of(self.outcomes)) if may_call(self.request.user) else ""

    def get_success_message(self, *args: Absence) -> str:
        """Wagtail's message; for more than one block their number."""
        if len(self.blocks) == 1:
            return super().get_success_message(*args)
        told = _("%(count)d internal blocks are made.") % {"count": len(self.blocks)}
        nothing_hit = "" if self.hits_appointments else _("No appointment falls in them.")
        followed = consequences(self.outcome, self.request.user)
        return " ".join(filter(None, [told, *followed, nothing_hit]))


class EditBlock(HistoryBelow, LeadToAppointmentsHit, EditHours):
    """The form of a block, with its history, and the way to delete what was made with it."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        count = len(made_with(self.object, timezone.now()))
        if count < 2:
            return [*super().header_more_buttons]
        own = reverse("interne_blokken:delete", args=[self.object.pk])
        url = self.with_next(f"{own}?{ALL}=ja")
        label = _("Delete all %(count)d that were made together") % {"count": count}
        return [*super().header_more_buttons, Button(label, url=url, icon_name="bin", priority=40)]


class DeleteBlock(DeleteHours):
    """Deletion of a block, after which its time can be booked again; with ?alle= of all of them.

    Those that were made together and are not over. The button sends which ones it showed.
    """

    @cached_property
    def blocks(self) -> list[InternalBlock]:
        """The blocks that the screen is about."""
        is_all = ALL in self.request.GET
        return made_with(self.object, timezone.now()) if is_all else [self.object]

    def get_delete_url(self) -> str:
        url = super().get_delete_url()
        shown = urlencode({ALL: version_of_blocks(self.blocks)})
        return f"{url}&{shown}" if ALL in self.request.GET else url

    @property
    def confirmation_message(self) -> str:
        """The question, with the number of blocks that go."""
        if len(self.blocks) == 1:
            return str(super().confirmation_message)
        first, last = self.blocks[0], self.blocks[-1]
        asked = _("Delete these %(count)d internal blocks, from %(first)s to %(last)s?")
        return asked % {"count": len(self.blocks), "first": first, "last": last}

    def url_if_refused(self) -> str:
        if ALL in self.request.GET:
            return self.with_next(f"{self.request.path}?{ALL}=ja")
        return super().url_if_refused()

    def delete_action(self) -> None:
        """Delete those that the screen showed, and log each."""
        now, shown = timezone.now(), self.request.GET.get(ALL)
        if shown is None:
            outcomes = delete_blocks(self.blocks, now=now)
        else:
            self.blocks, outcomes = delete_made_with(self.object, shown=shown, now=now)
        for block in self.blocks:
            log(instance=block, action="wagtail.delete")
        self.outcome = together(outcomes)

    def get_success_message(self, *args: Any) -> str:
        """Wagtail's message; for more than one block their number."""
        if len(self.blocks) == 1:
            return super().get_success_message(*args)
        told = _("%(count)d internal blocks are deleted.") % {"count": len(self.blocks)}
        return " ".join([told, *consequences(self.outcome, self.request.user)])


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """Everything that followed, without the changes themselves."""
    return Outcome(
        withdrawn=[one for outcome in outcomes for one in outcome.withdrawn],
        unserved=[one for outcome in outcomes for one in outcome.unserved],
        lifted=[one for outcome in outcomes for one in outcome.lifted],
    )


def changes_of(outcomes: Sequence[Outcome]) -> list[HoursChange]:
    """Changes that left appointments outside the hours."""
    return [outcome.change for outcome in outcomes if outcome.change]


def url_of(changes: Sequence[HoursChange]) -> str:
    """The list of appointments of the only change, or of all; empty for none."""
    if len(changes) == 1:
        return reverse("buiten_uren:of_change", args=[changes[0].pk])
    return reverse("buiten_uren:index") if changes else ""


class InternalBlockViewSet(ListViewSet):
    """Internal blocks that are not over yet."""

    model = InternalBlock
    permission_policy = ModelPermissionPolicy(Absence)
    index_view_class = ComingListView
    add_view_class = CreateBlock
    edit_view_class = EditBlock
    delete_view_class = DeleteBlock
    icon = "group"
    list_display = [
        "__str__",
        "practitioner",
        Column("reason", label=gettext_lazy("What for"), sort_key="reason"),
        TitleColumn(
            "visits",
            label=gettext_lazy("Appointments"),
            accessor=lambda _block: _("Show"),
            url_name="afwezigheden:visits",
        ),
    ]
    file_columns = [
        Column("practitioner", label=gettext_lazy("Therapist")),
        Column("starts_at", label=gettext_lazy("Starts at")),
        Column("ends_at", label=gettext_lazy("Ends at")),
        Column("reason", label=gettext_lazy("What for")),
    ]
    list_filter = ["practitioner"]
    list_select_related = ["practitioner"]
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[InternalBlockForm]:  # noqa: FBT001, FBT002  Wagtail's signature
        return InternalBlockForm if for_update else NewBlocksForm
