"""Delivery: claims a row of the outbox, sends it, stores what became of it.

Any number of workers may do so at once: whoever changes the row has it. Mails to one recipient
leave in the order they were written, until one of them meets a fault; then the others pass it.
"""

import logging
from datetime import datetime, timedelta
from time import monotonic, sleep

from django.db import DatabaseError, connection
from django.utils import timezone

from portal.notifications import mails
from portal.notifications.faults import CRASHED, SENT, Outcome, Result, outcome_of
from portal.notifications.models import Delivery, DeliveryQuerySet
from portal.notifications.postbox import Postbox

logger = logging.getLogger(__name__)

# A worker that has not come back by then is dead. Over an open connection one mail takes no longer:
# five answers of the server, each within EMAIL_TIMEOUT (10 s).
LEASE = timedelta(seconds=60)
# Pauses between attempts: 30 s, 1, 2, 4, 8, 16, 32 minutes, then every hour.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)
# A mail server may be away for three days; a letter that cannot be written is parked in 8 minutes.
ATTEMPTS = {Result.TEMPORARY: 80, Result.BROKEN: 5}
CRASHES = 5
# A worker that is told to stop has finished within this time and one mail.
ROUND_SECONDS = 5.0
BATCH = 500
# How long the result of a sent mail waits for a database that went away meanwhile.
PATIENCE_SECONDS = 30.0

RECIPIENT = ("notification__recipient_user", "notification__recipient_person")


class Round:
    """One round of the postman: it ends with its time, or at a mail server that is away."""

    def __init__(self, postbox: Postbox) -> None:
        self.postbox = postbox
        self._ends_at = monotonic() + ROUND_SECONDS

    @property
    def is_over(self) -> bool:
        """Whether to stop after this mail."""
        return self.postbox.is_down or monotonic() >= self._ends_at


def deliver(pk: int) -> None:
    """A bell rang: send what is due for this delivery's recipient."""
    recipient = Delivery.objects.filter(pk=pk).values_list(*RECIPIENT).first()
    if recipient is not None:
        with Postbox() as postbox:
            _serve(recipient, Round(postbox))


def sweep() -> bool:
    """Send whatever is due, for a few seconds; whether more of it waits."""
    due = Delivery.objects.due(timezone.now()).order_by("next_attempt_at", "pk")
    recipients = list(dict.fromkeys(due.values_list(*RECIPIENT)[:BATCH]))
    with Postbox() as postbox:
        round_ = Round(postbox)
        for recipient in recipients:
            if round_.is_over:
                break
            _serve(recipient, round_)
        return round_.is_over and not postbox.is_down


def _serve(recipient: tuple[int | None, int | None], round_: Round) -> None:
    """Send one recipient's due mails, oldest first."""
    queue: DeliveryQuerySet = Delivery.objects.to(*recipient)
    while not round_.is_over:
        waiting = _first_due(queue)
        if waiting is None or _elder_under_way(queue, waiting) or not _claim(waiting):
            return
        _store(waiting, _attempt(waiting, round_.postbox))


def _first_due(queue: DeliveryQuerySet) -> Delivery | None:
    rows = queue.due(timezone.now()).select_related(
        "company__site__brandingsettings",
        "notification__company__site",
        "notification__recipient_user",
        "notification__recipient_person__user",
    )
    found: Delivery | None = rows.order_by("pk").first()
    return found


def _elder_under_way(queue: DeliveryQuerySet, waiting: Delivery) -> bool:
    """Whether another worker is sending an earlier mail; it goes on with this one afterwards."""
    elder = queue.filter(state=Delivery.State.SENDING, attempts=1, pk__lt=waiting.pk)
    return elder.filter(channel=Delivery.Channel.EMAIL).exists()


def _claim(delivery: Delivery) -> bool:
    """Take the row, unless somebody else was quicker.

    The conditions name columns of this row alone: PostgreSQL asks them again after waiting for
    another worker's claim, which it would not do inside a subquery.
    """
    now = timezone.now()
    rows = Delivery.objects.due(now).filter(pk=delivery.pk, attempts=delivery.attempts)
    changed: int = rows.update(
        state=Delivery.State.SENDING,
        attempts=delivery.attempts + 1,
        claimed_at=now,
        next_attempt_at=now + LEASE,
    )
    delivery.attempts += 1
    return changed == 1


def _own(delivery: Delivery) -> DeliveryQuerySet:
    """The row, as long as this worker's claim holds; the next claim counts one attempt more."""
    rows: DeliveryQuerySet = Delivery.objects.filter(
        pk=delivery.pk, state=Delivery.State.SENDING, attempts=delivery.attempts
    )
    return rows


def _attempt(delivery: Delivery, postbox: Postbox) -> Outcome:
    """Write and send the mail; every fault of this row stays with this row."""
    # Still as it was before the claim: its last worker did not come back.
    if delivery.state == Delivery.State.SENDING and delivery.attempts > CRASHES:
        return CRASHED
    try:
        mail = mails.write(delivery)
        # Greeting a slow server may take longer than a claim lasts.
        if postbox.open() and not _own(delivery).update(next_attempt_at=timezone.now() + LEASE):
            raise TimeoutError
        postbox.send(mail)
    except DatabaseError:
        # Not the letter's fault: the claim runs out, and the row is taken up again.
        raise
    except Exception as error:
        outcome = outcome_of(error)
        logger.warning("Delivery %s: %s", delivery.pk, type(error).__name__)
        return outcome
    return SENT


def _store(delivery: Delivery, outcome: Outcome) -> None:
    """Write down the result; not before the database takes it, or the mail would go out twice."""
    changes = _changes(delivery.attempts, outcome, timezone.now())
    ends_at = monotonic() + PATIENCE_SECONDS
    while True:
        try:
            _own(delivery).update(**changes)
            return
        except DatabaseError:
            if monotonic() >= ends_at:
                raise
        connection.close()
        sleep(0.2)


def _changes(attempts: int, outcome: Outcome, now: datetime) -> dict[str, object]:
    state, next_attempt_at = _state(attempts, outcome), now
    if state == Delivery.State.PENDING:
        next_attempt_at = now + pause_after(attempts)
    return {
        "state": state,
        "next_attempt_at": next_attempt_at,
        "claimed_at": None,
        "sent_at": now if state == Delivery.State.SENT else None,
        "reason": outcome.reason or "",
        "error": outcome.detail[:300],
    }


def _state(attempts: int, outcome: Outcome) -> Delivery.State:
    if outcome.result == Result.SENT:
        return Delivery.State.SENT
    if outcome.result == Result.UNWANTED:
        return Delivery.State.SKIPPED
    if attempts < ATTEMPTS.get(outcome.result, 0):
        return Delivery.State.PENDING
    return Delivery.State.FAILED


def pause_after(attempts: int) -> timedelta:
    """How long to wait after that many attempts."""
    doublings = min(attempts - 1, 10)  # more would only make a huge number
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)
