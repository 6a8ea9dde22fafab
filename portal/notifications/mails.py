"""From a delivery to its mail."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import translation

from portal.core import mail
from portal.notifications.models import Delivery, Notification, Reason
from portal.notifications.registry import Kind
from portal.notifications.wanted import UnsendableError, still_wanted


def write(delivery: Delivery) -> EmailMultiAlternatives:
    """The mail of a delivery, in its recipient's language, from the company.

    Raises UnwantedError or UnsendableError, and whatever a broken template raises.
    """
    notification, company = delivery.notification, delivery.company
    with translation.override(notification.language):
        kind, target = still_wanted(delivery)
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
                    # Nobody goes on in the portal without a login.
                    "outside": notification.login is None,
                    "url": _url(notification, kind, target),
                    "settings_url": _settings_url(notification, kind),
                    **kind.context(notification, target),
                },
            )
        )


def _url(notification: Notification, kind: Kind, target: Any) -> str:
    path = kind.path(notification, target)
    return notification.company.absolute_url(path) if path else ""


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
