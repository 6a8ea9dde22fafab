"""The bell: tells a worker that a delivery waits. It may fail; the sweep finds the row anyway."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)


def ring_after_commit(delivery_pk: int) -> None:
    """Ring once the caller's transaction has committed; never raises into the caller."""
    transaction.on_commit(partial(ring, delivery_pk), robust=True)


def ring(delivery_pk: int) -> None:
    """Announce one delivery to the broker, without retries: a page must not wait for it."""
    try:
        current_app.send_task(
            "portal.notifications.tasks.deliver",
            args=[delivery_pk],
            retry=False,
            ignore_result=True,
        )
    except Exception:  # whatever a broken broker raises, the row is kept
        logger.warning("No bell for delivery %s; the sweep will find it.", delivery_pk)
