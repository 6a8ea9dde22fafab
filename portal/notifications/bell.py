"""The bell: tells a worker that a delivery waits. It may fail; the sweep finds the row anyway."""

import logging
from collections.abc import Sequence
from functools import partial
from time import monotonic

from celery import current_app
from django.db import transaction
from kombu.pools import producers

logger = logging.getLogger(__name__)

# More letters than that one sweep fetches.
MANY = 20
# A broker that did not answer is left alone that long: one page waits for it, not every page.
SILENCE_SECONDS = 10.0
# How long that page waits, whichever broker it is; without this, kombu goes on trying for a while.
PATIENCE_SECONDS = 1.0
_IMPATIENT = {
    "max_retries": 0,
    "socket_timeout": PATIENCE_SECONDS,
    "socket_connect_timeout": PATIENCE_SECONDS,
    "read_timeout": PATIENCE_SECONDS,
    "write_timeout": PATIENCE_SECONDS,
}


class Line:
    """Remembers that the broker did not answer, in this process."""

    def __init__(self) -> None:
        self._dead_until = 0.0

    @property
    def is_dead(self) -> bool:
        """Whether ringing would only cost time."""
        return monotonic() < self._dead_until

    def broke(self) -> None:
        """Nobody answered."""
        self._dead_until = monotonic() + SILENCE_SECONDS


line = Line()


def ring_after_commit(delivery_pk: int) -> None:
    """Ring once the caller's transaction has committed; never raises into the caller."""
    transaction.on_commit(partial(ring, delivery_pk), robust=True)


def ring_for_all_after_commit(delivery_pks: Sequence[int]) -> None:
    """Ring for each of a few; for many once, for a sweep: a page must not wait for thousands."""
    if len(delivery_pks) > MANY:
        transaction.on_commit(partial(announce, "portal.notifications.tasks.sweep"), robust=True)
        return
    for pk in delivery_pks:
        ring_after_commit(pk)


def ring(delivery_pk: int) -> None:
    """Announce one delivery to the broker, without retries: a page must not wait for it."""
    announce("portal.notifications.tasks.deliver", delivery_pk)


def announce(task: str, *args: int) -> None:
    """Hand a task to the broker, or leave it: what is announced lies in the table."""
    if line.is_dead:
        return
    connection = current_app.connection_for_write(
        connect_timeout=PATIENCE_SECONDS, transport_options=_IMPATIENT
    )
    try:
        # A pool of our own: the worker's connections may be as patient as they like.
        with producers[connection].acquire(block=True, timeout=PATIENCE_SECONDS) as producer:
            current_app.send_task(
                task, args=args, producer=producer, retry=False, ignore_result=True
            )
    except Exception as error:  # whatever a broken broker raises, the row is kept
        line.broke()
        logger.warning("The broker does not answer (%s); the sweep will do.", type(error).__name__)
