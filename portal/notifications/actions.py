"""notify writes the outbox rows in the caller's transaction and rings the bell after commit."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.access.policies import NotAllowedError, ensure
from portal.accounts.models import User
from portal.companies.models import Company, CompanyOwned
from portal.notifications import registry
from portal.notifications.bell import ring_after_commit
from portal.notifications.models import Delivery, Notification
from portal.notifications.policies import RETRY, delivery_policy
from portal.people.models import Person

Recipient = User | Person


def notify(
    *,
    kind: str,
    company: Company,
    target: CompanyOwned,
    recipients: Iterable[Recipient],
    actor: User | None = None,
    data: dict[str, Any] | None = None,
    by_mail: bool = True,
) -> list[Notification]:
    """Tell recipients what happened: one Notification each, with its Delivery by e-mail.

    Must run inside the caller's transaction: rows appear with the change or not at all. The actor
    is left out, a recipient named twice is told once. Nothing is sent here; see `delivery`. What
    need not travel is told in the portal alone (`by_mail=False`).
    """
    registered = registry.get(kind)
    notifications = [
        Notification(
            company=company,
            kind=kind,
            recipient_user=recipient if isinstance(recipient, User) else None,
            recipient_person=recipient if isinstance(recipient, Person) else None,
            target_type=target._meta.label_lower,
            target_uuid=target.uuid,
            data=data or {},
            in_portal=registered.in_portal,
        )
        for recipient in _without_actor(recipients, actor)
    ]
    with transaction.atomic():
        Notification.objects.bulk_create(notifications)
        deliveries = Delivery.objects.bulk_create(
            _delivery(notification, company)
            for notification in notifications
            if by_mail and _address(notification)
        )
    for delivery in deliveries:
        ring_after_commit(delivery.pk)
    return notifications


@transaction.atomic
def mark_read(*, user: User, company: Company, uuids: Iterable[Any] | None = None) -> int:
    """Mark the login's notifications as read, all of them without `uuids`; how many changed."""
    rows = Notification.objects.in_portal(user, company).unread()
    if uuids is not None:
        rows = rows.filter(uuid__in=list(uuids))
    changed: int = rows.update(read_at=timezone.now())
    return changed


@transaction.atomic
def retry_delivery(*, user: User, delivery: Delivery) -> None:
    """A manager has a failed letter sent again, with all its attempts anew."""
    ensure(delivery_policy, user, RETRY, delivery)
    failed = Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.FAILED)
    changed = failed.update(
        state=Delivery.State.PENDING,
        attempts=0,
        next_attempt_at=timezone.now(),
        reason="",
        error="",
    )
    if not changed:
        # Somebody else was quicker.
        raise NotAllowedError(RETRY)
    ring_after_commit(delivery.pk)


def _without_actor(recipients: Iterable[Recipient], actor: User | None) -> list[Recipient]:
    unique: dict[tuple[str, int], Recipient] = {}
    for recipient in recipients:
        login = recipient.pk if isinstance(recipient, User) else recipient.user_id
        if actor is not None and login == actor.pk:
            continue
        # One login is one reader, be it named as User or as Person.
        key = ("user", login) if login else ("person", recipient.pk)
        unique.setdefault(key, recipient)
    return list(unique.values())


def _address(notification: Notification) -> str:
    recipient = notification.recipient_user or notification.recipient_person
    return recipient.email if recipient else ""


def _delivery(notification: Notification, company: Company) -> Delivery:
    return Delivery(
        company=company,
        notification=notification,
        channel=Delivery.Channel.EMAIL,
        next_attempt_at=timezone.now(),
        message_id=f"<{notification.uuid.hex}@{company.site.hostname}>",
    )
