"""Uploaded files stay in memory: nobody who posts something writes to the disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from references.pictures.limits import LARGEST_FILE


class BoundedUploadHandler(FileUploadHandler):
    """Keep a file in memory; of one that is too large only its size, so that the form can tell."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece of the file, which starts at that byte of it."""
        if start + len(raw_data) <= LARGEST_FILE:
            self.content.write(raw_data)
        else:
            self.content = BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the file over with the size it came with, in bytes."""
        self.content.seek(0)
        return InMemoryUploadedFile(
            file=self.content,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
