"""What the scheduler calls; the work is in `actions`."""

from celery import shared_task

from cases import actions


@shared_task(name="cases.tasks.close_ended")
def close_ended() -> None:
    """Close what was resolved or rejected some time ago and has rested since."""
    actions.close_ended()


@shared_task(name="cases.tasks.purge_drafts")
def purge_drafts() -> None:
    """Throw away drafts nobody has gone on with for a month."""
    actions.purge_drafts()
