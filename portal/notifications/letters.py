"""From a delivery to its mail: is it still wanted, may the recipient see it, how is it worded."""

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import translation

from portal.core import mail
from portal.notifications import registry
from portal.notifications.models import Delivery, Notification, Reason
from portal.notifications.registry import Kind


class UnwantedError(Exception):
    """The letter must not be sent any more; nothing is wrong with it."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class UnsendableError(Exception):
    """The letter cannot be sent, however often one tries; staff must mend something."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def write(delivery: Delivery) -> EmailMultiAlternatives:
    """The mail of a delivery, in its recipient's language, from the company.

    Raises UnwantedError or UnsendableError, and whatever a broken template raises.
    """
    notification = delivery.notification
    kind = registry.find(notification.kind)
    if kind is None:
        raise UnsendableError(Reason.UNKNOWN_KIND)
    with translation.override(notification.language):
        target = kind.load(notification)
        if target is None:
            raise UnwantedError(Reason.GONE)
        if not _may_read(notification) or not kind.may_see(notification, target):
            raise UnwantedError(Reason.NO_RIGHT)
        if kind.is_obsolete(notification, target):
            raise UnwantedError(Reason.OBSOLETE)
        company = delivery.company
        return mail.build(
            mail.Letter(
                template=kind.template,
                to=_address(notification),
                language=notification.language,
                sender_name=company.name,
                reply_to=company.branding.email,
                message_id=delivery.message_id,
                context={
                    "company": company,
                    "recipient": notification.recipient,
                    "url": company.absolute_url(kind.path(notification, target)),
                    "settings_url": _settings_url(notification, kind),
                    **kind.context(notification, target),
                },
            )
        )


def _may_read(notification: Notification) -> bool:
    """A login that was shut gets no mail either; a person need not have one."""
    login = notification.login
    return login is None or login.is_active


def _settings_url(notification: Notification, kind: Kind) -> str:
    """Where to do without such mails; empty for those that always come, and without a login."""
    if kind.occasion is None or notification.login is None:
        return ""
    return notification.company.absolute_url(reverse("notifications:settings"))


def _address(notification: Notification) -> str:
    address = notification.recipient.email
    try:
        validate_email(address)
    except ValidationError:
        raise UnsendableError(Reason.BAD_ADDRESS) from None
    return address
