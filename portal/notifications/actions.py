"""notify writes the outbox rows in the caller's transaction and rings the bell after commit."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.access.policies import Action, NotAllowedError, ensure
from portal.accounts.models import User
from portal.companies.models import Company, CompanyOwned
from portal.notifications import preferences, registry
from portal.notifications.bell import ring_after_commit, ring_for_all_after_commit
from portal.notifications.models import Delivery, Notification, Preference
from portal.notifications.policies import RETRY, delivery_policy, preference_policy
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
    """Tell recipients what happened: one Notification each, with its Delivery by mail or letter.

    Must run inside the caller's transaction: rows appear with the change or not at all. The actor
    is left out, a recipient named twice is told once. Nothing is sent here; see `delivery`.

    What need not travel is told in the portal alone (`by_mail=False`), and so is who has chosen
    to read this kind there. That is asked here and not at sending: so the outgoing post holds
    letters alone that are meant to be sent, and a choice counts for what happens after it, neither
    taking a letter back nor bringing one later.
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
            _delivery(notification, company, channel)
            for notification in preferences.mailed(registered, company, notifications)
            if by_mail and (channel := _channel(registered, notification))
        )
    mails = [delivery.pk for delivery in deliveries if delivery.channel == Delivery.Channel.EMAIL]
    ring_for_all_after_commit(mails)
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
def choose_mails(*, user: User, company: Company, choices: Mapping[str, Preference.Choice]) -> None:
    """Keep by which ways the login hears of these kinds at this company; others stay as they are.

    Somebody who is both staff and resident is one reader: the choice counts for both. Raises
    ValidationError by kind for those that are not this login's to choose.
    """
    wanted = [
        _preference(company, hat, kind, choice)
        for kind, choice in sorted(choices.items())
        for hat in preferences.hats(user, company)
    ]
    rows = [row for row in wanted if preference_policy.may(user, Action.CHANGE, row)]
    if refused := set(choices) - {row.kind for row in rows}:
        raise ValidationError(
            {kind: _("There is nothing to choose for this kind.") for kind in sorted(refused)}
        )
    for recipient in ("recipient_user", "recipient_person"):
        Preference.objects.bulk_create(
            [row for row in rows if getattr(row, recipient)],
            update_conflicts=True,
            unique_fields=["company", recipient, "kind"],
            update_fields=["choice"],
        )


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


def _preference(
    company: Company, recipient: Recipient, kind: str, choice: Preference.Choice
) -> Preference:
    return Preference(
        company=company,
        recipient_user=recipient if isinstance(recipient, User) else None,
        recipient_person=recipient if isinstance(recipient, Person) else None,
        kind=kind,
        choice=choice,
    )


def _channel(kind: registry.Kind, notification: Notification) -> Delivery.Channel | None:
    if notification.gets_letters and kind.on_paper(notification):
        return Delivery.Channel.LETTER
    return Delivery.Channel.EMAIL if notification.recipient.email else None


def _delivery(notification: Notification, company: Company, channel: Delivery.Channel) -> Delivery:
    return Delivery(
        company=company,
        notification=notification,
        channel=channel,
        next_attempt_at=timezone.now(),
        message_id=f"<{notification.uuid.hex}@{company.site.hostname}>",
    )
