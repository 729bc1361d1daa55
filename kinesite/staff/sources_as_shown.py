"""Forms of sources that do not overwrite what a colleague changed since they were shown."""

from wagtail.snippets.views.snippets import DeleteView, EditView

from booking.reception.admin.as_shown import DeleteAsShown
from kinesite.staff.row_gone import EditOrGiveBack
from references.editing.viewsets import ReferenceEditView, ReferenceViewSet, SubjectViewSet


class EditSource(EditOrGiveBack, ReferenceEditView):
    """The form of a source."""


class EditSubject(EditOrGiveBack, EditView):
    """The form of a subject."""


class Delete(DeleteAsShown, DeleteView):
    """Deletion of a source or a subject."""


def guard_forms_of_sources() -> None:
    """Give the sources the forms above. Call it before the addresses of the admin are made.

    The check is that of the desk; `references` knows nothing of booking.
    """
    ReferenceViewSet.edit_view_class = EditSource
    SubjectViewSet.edit_view_class = EditSubject
    ReferenceViewSet.delete_view_class = SubjectViewSet.delete_view_class = Delete
