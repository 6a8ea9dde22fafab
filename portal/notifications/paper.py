"""Letters by post: what waits, as one PDF with a page or more for each, to print and fold."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.companies.models import Company
from portal.core import mail
from portal.core.typesetting import typeset
from portal.core.words import date_full
from portal.notifications.models import Delivery, Reason
from portal.notifications.wanted import UnsendableError, UnwantedError, still_wanted
from portal.people.addresses import addresses_of
from portal.people.models import Person

logger = logging.getLogger(__name__)

_TEMPLATE = Path(__file__).with_name("paper.typ")
# What a quoted message is set in from, as in a mail's text.
_QUOTED = "    "


@dataclass
class Stack:
    """Letters as they come out of the printer, and those that do not, with the reason."""

    written: list[Delivery] = field(default_factory=list)
    letters: list[dict[str, Any]] = field(default_factory=list)
    left_out: dict[Reason, list[Delivery]] = field(default_factory=dict)


def stack_of(deliveries: Sequence[Delivery]) -> Stack:
    """Write each; a fault of one stays with that one."""
    stack = Stack()
    people = [person for row in deliveries if (person := row.notification.recipient_person)]
    addresses = addresses_of(people)
    for delivery in deliveries:
        try:
            stack.letters.append(_letter(delivery, addresses))
            stack.written.append(delivery)
        except (UnwantedError, UnsendableError) as error:
            stack.left_out.setdefault(error.reason, []).append(delivery)
        except Exception as error:
            # Its message could quote what a person wrote.
            logger.error("Letter %s cannot be written: %s", delivery.pk, type(error).__name__)
            stack.left_out.setdefault(Reason.BROKEN, []).append(delivery)
    return stack


def print_pages(stack: Stack, company: Company) -> bytes:
    """The PDF (PDF/UA-1) of a stack that is not empty. Raises TypesettingError."""
    branding = company.branding
    parts = [branding.address, branding.phone, branding.email]
    return typeset(
        _TEMPLATE,
        {
            "title": _("Letters"),
            "company": company.name,
            # One line over the address, so that what cannot be delivered comes back.
            "sender": ", ".join(part for part in (company.name, branding.address) if part),
            "contact": [part for part in parts if part],
            "letters": stack.letters,
        },
    )


def _letter(delivery: Delivery, addresses: dict[int, list[str]]) -> dict[str, Any]:
    notification = delivery.notification
    person = notification.recipient_person
    if person is None or not addresses.get(person.pk):
        raise UnsendableError(Reason.NO_POSTAL_ADDRESS)
    with translation.override(notification.language):
        kind, target = still_wanted(delivery)
        subject, text = mail.words(
            kind.template,
            {
                "frame": "emails/paper.txt",
                "company": delivery.company,
                "recipient": person,
                "outside": True,
                **kind.context(notification, target),
                "url": "",
            },
        )
        return {
            "language": notification.language,
            "recipient": [_named(person), *addresses[person.pk]],
            "date": date_full(timezone.localdate()),
            "subject": subject,
            "parts": [_part(part) for part in text.split("\n\n") if part.strip()],
            "closing": _("Kind regards"),
        }


def _named(person: Person) -> str:
    title = person.get_salutation_display() if person.salutation else ""
    return f"{title} {person}".strip()


def _part(text: str) -> dict[str, Any]:
    """A paragraph; what is quoted stands a little to the right."""
    lines = text.strip("\n").split("\n")
    quoted = all(line.startswith(_QUOTED) for line in lines)
    return {"lines": [line.strip() for line in lines], "quoted": quoted}
