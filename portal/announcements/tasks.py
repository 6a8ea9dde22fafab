"""What the scheduler calls; the work is in `actions`."""

from celery import shared_task

from portal.announcements import actions


@shared_task(name="portal.announcements.tasks.tell_begun")
def tell_begun() -> None:
    """Tell the audiences of announcements whose period has begun."""
    actions.tell_begun()
