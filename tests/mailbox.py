"""The postman of the tests: the real sweep delivers into the test's mailbox."""

import re

from django.core import mail
from django.core.mail import EmailMessage

from portal.notifications.tasks import sweep


def deliver() -> None:
    """Let the worker's own sweep send whatever waits in the outbox."""
    sweep()


def letters_to(address: str) -> list[EmailMessage]:
    """What arrived at an address so far, oldest first."""
    return [letter for letter in mail.outbox if address in letter.to]


def addresses_in(letter: EmailMessage) -> list[str]:
    """Every web address in the text part."""
    return re.findall(r"https?://\S+", str(letter.body))
