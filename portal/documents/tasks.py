"""What the scheduler calls."""

from celery import shared_task

from portal.documents import orphans, scanning


@shared_task(name="portal.documents.tasks.sweep_orphans")
def sweep_orphans() -> None:
    """Every few hours, so that nothing lies without a row for longer than a day (UP-07)."""
    orphans.sweep()


@shared_task(name="portal.documents.tasks.scan_pending")
def scan_pending() -> None:
    """Every minute, for what could not be scanned when it came in (UP-06)."""
    scanning.scan_pending()
