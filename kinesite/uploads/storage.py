"""The storage of files: most have no address, and none is half."""

import os
import secrets
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import FileSystemStorage

# Renditions of images. What was uploaded itself is not served.
SERVED = ("images",)


class MediaStorage(FileSystemStorage):
    """Files of the site, of which only `SERVED` can be asked for under MEDIA_URL."""

    def url(self, name: str | None) -> str:
        """The address of a served file. Raises NotImplementedError for others, as Django has it."""
        if not name or name.replace("\\", "/").partition("/")[0] not in (*SERVED, "not-found"):
            raise NotImplementedError("This file has no address.")
        return super().url(name)

    def _save(self, name: str, content: Any) -> str:
        """Write a file under another name first, so that a full disk leaves no half one.

        Raises OSError.
        """
        partial = f"{name}.{secrets.token_hex(8)}.part"
        try:
            super()._save(partial, content)  # type: ignore[misc]  # not in the stubs
            while True:
                with suppress(FileExistsError):
                    # Fails where somebody else took the name meanwhile; a rename would not.
                    os.link(self.path(partial), self.path(name))
                    return name
                path = PurePosixPath(name)
                name = self.get_alternative_name(str(path.with_suffix("")), path.suffix)
        finally:
            with suppress(OSError):
                self.delete(partial)
