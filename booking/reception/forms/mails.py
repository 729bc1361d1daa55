"""The fields that narrow the list of mails."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from booking.choices import NotificationKind, NotificationStatus
from booking.scheduling.clock import PLAUSIBLE_YEARS, clinic_day

# Without a period the list begins so long ago, so that it costs the same however long the past is.
SHOWN_FOR = timedelta(days=60)
ANY = [("", _("All"))]


class MailFilterForm(forms.Form):
    """The kind and the state of a mail, and the days on which it was made."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[*ANY, *NotificationKind.choices], required=False
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[*ANY, *NotificationStatus.choices], required=False
    )
    since = forms.DateField(
        label=_("From day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Up to and including day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    def clean_since(self) -> date | None:
        return self._plausible("since")

    def clean_until(self) -> date | None:
        return self._plausible("until")

    def clean(self) -> dict[str, Any]:
        asked: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = asked.get("since"), asked.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not come before the first."))
        return asked

    def _plausible(self, name: str) -> date | None:
        day: date | None = self.cleaned_data[name]
        if day and day.year not in PLAUSIBLE_YEARS:
            raise forms.ValidationError(_("Check the year."))
        return day

    @property
    def address(self) -> str:
        """The filters that are set, as the end of an address. Example: "status=failed"."""
        values = {name: str(self.data.get(name, "")).strip()[:20] for name in self.fields}
        return urlencode({name: value for name, value in values.items() if value})

    @property
    def has_period(self) -> bool:
        """Tell whether a first or last day is asked for."""
        return bool(self.data.get("since") or self.data.get("until"))

    def narrowed(self, mails: QuerySet[Any], today: date, *, for_all_time: bool) -> QuerySet[Any]:
        """The mails that fit; none while a filter is wrong, as others would be shown for them."""
        if not self.is_valid():
            return mails.none()
        asked = self.cleaned_data
        for name in ("kind", "status"):
            if asked[name]:
                mails = mails.filter(**{name: asked[name]})
        since = asked["since"]
        if since is None and asked["until"] is None and not for_all_time:
            since = today - SHOWN_FOR
        if since:
            mails = mails.filter(created_at__gte=clinic_day(since).starts_at)
        if asked["until"]:
            mails = mails.filter(created_at__lt=clinic_day(asked["until"]).ends_at)
        return mails
