"""Forms of images, documents and redirects that overwrite nothing that a colleague changed."""

from wagtail.contrib.redirects import views as redirects
from wagtail.documents.views import documents
from wagtail.images.views import images

from booking.reception.admin.as_shown import DeleteAsShown, DeleteByRight, EditAsShown


class EditImage(EditAsShown, images.EditView):
    """The form of an image."""


class DeleteImage(DeleteByRight, images.DeleteView):
    """Deletion of an image."""


class EditDocument(EditAsShown, documents.EditView):
    """The form of a document."""


class DeleteDocument(DeleteByRight, documents.DeleteView):
    """Deletion of a document."""


class EditRedirect(EditAsShown, redirects.EditView):
    """The form of a redirect."""


class DeleteRedirect(DeleteAsShown, redirects.DeleteView):
    """Deletion of a redirect."""
