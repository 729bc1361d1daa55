"""Forms of images and documents that overwrite nothing that a colleague changed."""

from wagtail.documents.views import documents
from wagtail.images.views import images

from booking.reception.admin.as_shown import DeleteByRight
from kinesite.staff.row_gone import EditOrGiveBack


class EditImage(EditOrGiveBack, images.EditView):
    """The form of an image."""


class DeleteImage(DeleteByRight, images.DeleteView):
    """Deletion of an image."""


class EditDocument(EditOrGiveBack, documents.EditView):
    """The form of a document."""


class DeleteDocument(DeleteByRight, documents.DeleteView):
    """Deletion of a document."""
