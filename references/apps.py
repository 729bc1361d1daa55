from django.apps import AppConfig


class ReferencesConfig(AppConfig):
    name = "references"

    def ready(self) -> None:
        from references.library.usage import refuse_cited  # noqa: PLC0415
        from references.models import before_deleting  # noqa: PLC0415  models are there only now

        before_deleting.connect(refuse_cited)
