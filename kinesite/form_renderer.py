"""The renderer that makes HTML of the fields of every form."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest


class WholeTexts(TemplatesSetting):
    """Django's renderer, less `maxlength`: with it a browser cuts a long paste without a word.

    The form refuses the whole text instead, says by how much it is too long, and keeps it.
    """

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """Render a widget or a form."""
        context.get("widget", {}).get("attrs", {}).pop("maxlength", None)
        return super().render(template_name, context, request)
