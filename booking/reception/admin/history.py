"""The history of a row below its form."""

from typing import Any

from booking.reception.presenters.history import history_of


class HistoryBelow:
    """Mixin of the form of a row: who changed what, below it. Two queries."""

    template_name = "booking/reception/edit_with_history.html"
    object: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"history": history_of(type(self.object).objects.get(pk=self.object.pk))}
