"""What the scheduler calls."""

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore


@shared_task(name="portal.accounts.tasks.clear_sessions")
def clear_sessions() -> None:
    """Every day: sessions are rows, and those that have run out open nothing any more."""
    SessionStore.clear_expired()
