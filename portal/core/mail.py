"""The one mail builder: three templates per mail, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


@dataclass(frozen=True)
class Letter:
    """One mail before it is built.

    `template` is a folder-and-kind such as "cases/reply": the builder reads
    `emails/cases/reply.subject.txt`, `.txt` and `.html`. `message_id` is stable over retries, so
    that a doubled mail can be recognised (RFC 5322, 3.6.4).
    """

    template: str
    to: str
    language: str
    sender_name: str
    message_id: str
    reply_to: str = ""
    context: dict[str, Any] = field(default_factory=dict)


def build(letter: Letter) -> EmailMultiAlternatives:
    """Render a letter as multipart mail. Template errors are raised to the caller."""
    with translation.override(letter.language):
        context = {**letter.context, "language": letter.language}
        subject, text = words(letter.template, context)
        html = render_to_string(f"emails/{letter.template}.html", context)
    mail = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=formataddr((_one_line(letter.sender_name), _sender_address())),
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else [],
        headers={
            "Message-ID": letter.message_id,
            # RFC 3834: nobody's out-of-office answers this.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": letter.language,
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


def words(template: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text, in the active language; `frame` in the context sets the text otherwise."""
    base = f"emails/{template}"
    subject = _one_line(render_to_string(f"{base}.subject.txt", dict(context)))
    return subject, render_to_string(f"{base}.txt", dict(context)).strip() + "\n"


def _one_line(text: str) -> str:
    """One line, whatever a person has typed: no header can be smuggled in."""
    return " ".join(text.split())


def _sender_address() -> str:
    """The bare address; the name before it is the company's, whatever the setting says."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
