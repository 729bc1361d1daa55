"""Tasks of the worker. Running one twice, or at once with itself, does no harm."""

from celery import shared_task
from django.utils import timezone

from references.checking.verification import check_due
from references.lookup.registries import fetcher, registries


@shared_task(name="references.check_due_references")
def check_due_references() -> None:
    """Ask the registries about the sources whose last answer is too old."""
    check_due(registries=registries(fetcher()), now=timezone.now())
