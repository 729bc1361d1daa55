"""Entry points of the worker. Each can run twice, or at the same time, without harm."""

from celery import shared_task
from django.utils import timezone

from references.checking.verification import check_due
from references.lookup.registries import fetcher, registries


@shared_task(name="references.check_due_references")
def check_due_references() -> None:
    check_due(registries=registries(fetcher()), now=timezone.now())
