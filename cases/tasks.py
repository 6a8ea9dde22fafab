"""What the scheduler calls; the work is in `actions`."""

from celery import shared_task

from cases import actions


@shared_task(name="cases.tasks.purge_drafts")
def purge_drafts() -> None:
    """Throw away drafts nobody has gone on with for a month."""
    actions.purge_drafts()
