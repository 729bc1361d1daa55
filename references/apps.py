from django.apps import AppConfig


class ReferencesConfig(AppConfig):
    name = "references"

    def ready(self) -> None:
        from references.models import before_deleting  # noqa: PLC0415  models are there only now
        from references.usage import refuse_cited  # noqa: PLC0415

        before_deleting.connect(refuse_cited)
