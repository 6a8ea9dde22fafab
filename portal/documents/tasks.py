"""What the scheduler calls."""

from celery import shared_task

from portal.documents import orphans


@shared_task(name="portal.documents.tasks.sweep_orphans")
def sweep_orphans() -> None:
    """Every few hours, so that nothing lies without a row for longer than a day (UP-07)."""
    orphans.sweep()
