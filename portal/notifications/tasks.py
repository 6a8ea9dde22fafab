"""What the worker and the scheduler call; the work is in `delivery`."""

from celery import shared_task

from portal.notifications import delivery
from portal.notifications.bell import announce


@shared_task(name="portal.notifications.tasks.deliver")
def deliver(pk: int) -> None:
    """A bell rang for one delivery."""
    delivery.deliver(pk)


@shared_task(name="portal.notifications.tasks.sweep")
def sweep() -> None:
    """Find what no bell announced; if more waits than fits into a round, the next one follows."""
    if delivery.sweep():
        announce("portal.notifications.tasks.sweep")
