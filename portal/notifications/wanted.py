"""What a delivery is about: is it still wanted, and may its recipient see it."""

from typing import Any

from portal.notifications import registry
from portal.notifications.models import Delivery, Notification, Reason
from portal.notifications.registry import Kind


class UnwantedError(Exception):
    """It must not be sent any more; nothing is wrong with it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class UnsendableError(Exception):
    """It cannot be sent, however often one tries; staff must mend something."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def still_wanted(delivery: Delivery) -> tuple[Kind, Any]:
    """Its kind and its target. Raises UnwantedError or UnsendableError."""
    notification = delivery.notification
    kind = registry.find(notification.kind)
    if kind is None:
        raise UnsendableError(Reason.UNKNOWN_KIND)
    target = kind.load(notification)
    if target is None:
        raise UnwantedError(Reason.GONE)
    if not _may_read(notification) or not kind.may_see(notification, target):
        raise UnwantedError(Reason.NO_RIGHT)
    if kind.is_obsolete(notification, target):
        raise UnwantedError(Reason.OBSOLETE)
    return kind, target


def _may_read(notification: Notification) -> bool:
    """A login that was shut is told nothing more; a person need not have one."""
    login = notification.login
    return login is None or login.is_active
