"""The form for documents: what may be one, and what a full disk does."""

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from references.editing.pictures import StoresItsFile
from references.pictures.limits import EXTENSIONS

ZIPPED = b"PK\x03\x04"
STARTS = {
    **dict.fromkeys(("docx", "odp", "ods", "odt", "pptx", "xlsx"), ZIPPED),
    "pdf": b"%PDF-",
    "rtf": b"{\\rtf",
}
# A PDF may have some bytes before its start; plain text has none that are zero.
HEAD = 1024


class DocumentForm(StoresItsFile, BaseDocumentForm):
    """The form for a document, on each screen that takes one."""

    def clean_file(self) -> Any:
        """Refuse what a browser could run, and what is not what its name says."""
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        extension = PurePath(file.name).suffix[1:].lower()
        if extension in EXTENSIONS:
            raise ValidationError(_("This is a picture: add it under Images."))
        if extension not in settings.WAGTAILDOCS_EXTENSIONS:
            raise ValidationError(
                _("We do not keep files of this kind. Save it as PDF, and choose that file.")
            )
        file.seek(0)
        head = file.read(HEAD)
        file.seek(0)
        start = STARTS.get(extension)
        fits = (start in head if extension == "pdf" else head.startswith(start)) if start else True
        if not fits or (not start and b"\0" in head):
            raise ValidationError(
                _(
                    "This file is damaged, or is no %(kind)s as its name says. Open it, save it as "
                    "PDF, and choose that file."
                )
                % {"kind": extension.upper()}
            )
        return file

    def _post_clean(self) -> None:
        """Ask the model, whose words about a file that was refused are about none at all."""
        refused = list(self.errors.get("file", ()))
        super()._post_clean()
        if refused:
            self.errors["file"] = self.error_class(refused, renderer=self.renderer)
