"""The form of the practice's own words in one mail."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _

from booking.choices import LetterKind
from booking.emails.texts import default_text
from booking.models import MailText
from booking.models.mail_text import variables_of
from booking.reception.forms.tidy import TidyModelForm

FIELDS = ("subject", "opening", "closing")


class MailTextForm(TidyModelForm):
    """Own words for one mail; an empty field shows our text, which is sent then, in grey."""

    class Meta(TidyModelForm.Meta):
        model = MailText
        fields = FIELDS
        widgets = {
            "opening": forms.Textarea({"rows": 4}),
            "closing": forms.Textarea({"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text: MailText = self.instance
        with translation.override(text.language):
            ours = default_text(LetterKind(text.kind), text.language)
        for name in FIELDS:
            self.fields[name].widget.attrs["placeholder"] = getattr(ours, name)
            self.fields[name].help_text = _("Empty: our text, which shows grey here.")
        fit = variables_of(LetterKind(text.kind), subject=True)
        words = {"words": ", ".join(variable.in_braces for variable in fit)}
        self.fields["subject"].help_text += " " + _("We fill in %(words)s.") % words
