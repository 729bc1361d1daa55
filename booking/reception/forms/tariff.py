"""The form of a tariff."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from booking.models import Tariff

AMOUNTS = ("total", "refund", "copay", "supplement", "refund_increased", "copay_increased")


class TariffForm(WagtailAdminModelForm):
    """Tariff whose amounts can be typed with a comma or with a point."""

    class Meta:
        model = Tariff
        fields = ("treatment", "convention", "valid_from", *AMOUNTS)
        localized_fields = AMOUNTS
        widgets = dict.fromkeys(AMOUNTS, forms.TextInput({"inputmode": "decimal"}))
