"""The Django app of the sources."""

from django.apps import AppConfig


class ReferencesConfig(AppConfig):
    """The app; refuses the deletion of sources that a page cites."""

    name = "references"

    def ready(self) -> None:
        from references.library.usage import refuse_cited  # noqa: PLC0415
        from references.models import before_deleting  # noqa: PLC0415  models are there only now

        before_deleting.connect(refuse_cited)
