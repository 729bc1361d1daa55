"""The form of a tariff."""

from django import forms

from booking.models import Tariff
from booking.reception.forms.tidy import TidyModelForm

AMOUNTS = ("total", "refund", "copay", "supplement", "refund_increased", "copay_increased")


class TariffForm(TidyModelForm):
    """Tariff whose amounts can be typed with a comma or with a point."""

    class Meta(TidyModelForm.Meta):
        model = Tariff
        fields = ("treatment", "convention", "valid_from", *AMOUNTS)
        localized_fields = AMOUNTS
        widgets = dict.fromkeys(AMOUNTS, forms.TextInput({"inputmode": "decimal"}))
