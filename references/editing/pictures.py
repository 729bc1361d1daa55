"""Forms for pictures: what is wrong with a file is told at its field, and a full disk too."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms.fields import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from references.pictures.clean import clean

CANNOT_STORE = _(
    "There is no room to store this file: the disk of the website is full or broken. Nothing was "
    "stored. Tell who looks after the website, and try again later."
)


class PictureFormField(WagtailImageField):
    """A field that cleans a picture as it comes in, also in the request itself.

    Whoever takes the file from the request after this, as the screen for many images does, finds
    the clean one there.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "A photo (JPEG, PNG, WebP, AVIF, or HEIC of an iPhone) of 20 MB and 40 million pixels "
            "at most, or a drawing (SVG) of 2 MB at most. Place, time and device are taken out of "
            "it; of a moving picture the first image is kept."
        )

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        cleaned = clean(data)
        if isinstance(data, UploadedFile):
            data.file, data.name, data.size = cleaned.file, cleaned.name, cleaned.size
        return cleaned


class StoresItsFile:
    """A part of forms that stores the file as soon as all fields are right.

    A disk that is full is then told at the field, where saving the form would fail.
    """

    file_field = "file"

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]  # of the form this is a part of
        self._store()

    def _store(self) -> None:
        form: Any = self
        name = self.file_field
        if not form.is_bound or form.errors or name not in form.changed_data:
            return
        file = getattr(form.instance, name)
        if not file or file._committed:  # noqa: SLF001  Django has no other name for it
            return
        content = file.file
        try:
            file.save(file.name, content, save=False)
        except OSError:
            setattr(form.instance, name, form.initial.get(name))
            form.add_error(name, CANNOT_STORE)
        else:
            # Whoever reads it next need not open the stored one.
            getattr(form.instance, name).file = content


class PictureForm(StoresItsFile, BaseImageForm):
    """The form for an image, on each screen that takes one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given: FileField = self.fields["file"]
            self.fields["file"] = PictureFormField(label=given.label, widget=given.widget)
        # The screen for many images stores each as it comes, and asks for the licence afterwards.
        if self.is_bound and self.add_prefix("licence") not in self.data:
            self.fields.pop("licence", None)

    def clean(self) -> dict[str, Any] | None:
        """Forget the focus of the file that another one takes the place of."""
        typed: dict[str, Any] | None = super().clean()
        focus = {name for name in self.fields if name.startswith("focal_point_")}
        if "file" in self.changed_data and not focus & set(self.changed_data):
            self.cleaned_data.update(dict.fromkeys(focus))
        return typed
