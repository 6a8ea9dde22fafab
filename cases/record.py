"""The whole case as a PDF to keep: what was written, when, by whom, and the files' fingerprints.

It holds what the residents of the case may read and never an internal note, whoever asks for it:
so that it can be handed on.
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.following import earlier_of
from cases.models import Attachment, Case, CaseEvent, CaseMessage
from cases.questions import answers_of
from cases.readers import Readers, readers_of
from cases.status import resident_label
from cases.thread import told
from portal.accounts.models import User
from portal.core.typesetting import typeset
from portal.core.words import clock, date_words, file_size

_TEMPLATE = Path(__file__).with_name("record.typ")


def make_record(case: Case, reader: User) -> bytes:
    """The PDF (PDF/UA-1), in the active language. Raises TypesettingError when it is too long."""
    return typeset(_TEMPLATE, contents(case, reader))


def file_name(case: Case) -> str:
    """Vorgang-V-2026-000123.pdf."""
    return "-".join([_("Case"), f"{case.number}.pdf"])


def contents(case: Case, reader: User) -> dict[str, Any]:
    """Everything the record says, as the template reads it."""
    public = case.messages.filter(visibility=CaseMessage.Visibility.PUBLIC)
    messages = list(public.select_related("author").prefetch_related("attachments"))
    events = list(case.events.exclude(kind=CaseEvent.Kind.NOTED))
    readers = readers_of(case)
    facts = _facts(case, readers, earlier_of(case, reader))
    return {
        "language": (get_language() or "de")[:2],
        "company": _company(case),
        "title": case.subject,
        "kicker": " ".join([_("Case"), case.number]),
        "number": case.number,
        "facts": [[label, value] for label, value in facts if value],
        "thread_title": _("Course of the case"),
        "entries": _entries(case, messages, events, readers),
        "made": _("Made on %(moment)s for %(name)s. Times are those of Berlin.")
        % {"moment": _moment(timezone.now()), "name": reader},
        "left_out": _(
            "SHA-256 is the fingerprint of a file: whoever has the file can check with it that "
            "nothing was changed. Signs the font does not have stand as their number, such as "
            "[U+1F642]."
        ),
        "page": _("Page"),
        "of": _("of"),
    }


def _company(case: Case) -> dict[str, str]:
    branding = case.company.branding
    return {
        "name": case.company.name,
        "lines": " · ".join(
            part for part in (branding.address, branding.phone, branding.email) if part
        ),
    }


def _facts(case: Case, readers: Readers, earlier: Case | None) -> list[tuple[str, str]]:
    along = ", ".join(f"{p.person} ({p.get_circle_display()})" for p in readers.living)
    return [
        (_("Status"), resident_label(case.status)),
        (_("Reason"), case.status_reason),
        (_("Topic"), case.category.title),
        (_("Place"), case.where),
        (_("Address"), case.property.address),
        *((answered.label, answered.text) for answered in answers_of(case)),
        (_("Goes on with"), earlier.number if earlier else ""),
        (_("Opened for"), str(case.opened_for)),
        (_("Opened"), _moment(case.created_at)),
        (_("Received by"), case.get_source_display()),
        (_("In charge"), str(case.assignee or case.company.name)),
        (_("Reads along"), along),
    ]


def _entries(
    case: Case,
    messages: Iterable[CaseMessage],
    events: Iterable[CaseEvent],
    readers: Readers,
) -> list[dict[str, Any]]:
    """Letters and events in the order they came; a letter stands before what it caused."""
    letters = [(message.created_at, 0, _letter(message, readers)) for message in messages]
    happened = [
        (event.created_at, 1, {"when": _moment(event.created_at), "event": text})
        for event, text in told(case, events, readers)
    ]
    entries = sorted([*letters, *happened], key=lambda entry: entry[:2])
    return [entry for _at, _order, entry in entries]


def _letter(message: CaseMessage, readers: Readers) -> dict[str, Any]:
    return {
        "when": _moment(message.created_at),
        "author": readers.author_of(message),
        "role": _("Property management") if message.by_staff else readers.clerk_of(message),
        "paragraphs": [part.strip("\n") for part in message.body.split("\n\n") if part.strip()],
        "files": [_file(file) for file in message.attachments.all()],
    }


def _file(file: Attachment) -> dict[str, str]:
    size = _("%(size)s (%(bytes)d bytes)") % {"size": file_size(file.size), "bytes": file.size}
    return {"name": file.name, "size": size, "sha256": file.sha256}


def _moment(at: datetime) -> str:
    return f"{date_words(at)}, {clock(at)}"
