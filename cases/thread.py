"""The correspondence of a case as a resident reads it: days, letters, and what happened between."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.appointments import in_words
from cases.expected import due_words, promise_in_words
from cases.models import Attachment, Case, CaseEvent, CaseMessage
from cases.readers import Readers
from cases.status import resident_label
from portal.accounts.models import User
from portal.core.words import day_short


@dataclass(frozen=True)
class Entry:
    """One line of the thread: a letter (`message`) or something that happened (`text`)."""

    at: datetime
    message: CaseMessage | None = None
    text: str = ""
    mine: bool = False
    author: str = ""
    # Who has written it down for the author, in a sentence.
    clerk: str = ""

    @property
    def anchor(self) -> str:
        """The letter's place on the page, if it is one."""
        return anchor_of(self.message) if self.message else ""


def anchor_of(message: CaseMessage) -> str:
    """The letter's place on the page, as links in mails name it."""
    return f"m-{message.uuid}"


@dataclass
class Day:
    """A day with its entries; `new` begins what the reader has not read yet."""

    day: date
    new: bool = False
    entries: list[Entry] = field(default_factory=list)


def days_of(
    case: Case,
    reader: User,
    messages: Iterable[CaseMessage],
    events: Iterable[CaseEvent],
    unread: Collection[str | None],
    readers: Readers,
) -> list[Day]:
    """Letters and events in the order they came, under their days."""
    entries = [_letter(readers, reader, message) for message in messages]
    entries += [Entry(event.created_at, text=text) for event, text in told(case, events, readers)]
    # A letter stands before what it caused.
    entries.sort(key=lambda entry: (entry.at, entry.message is None))
    days: list[Day] = []
    marked = False
    for entry in entries:
        day = timezone.localtime(entry.at).date()
        begins_news = not marked and entry.message is not None and str(entry.message.uuid) in unread
        if begins_news or not days or days[-1].day != day:
            days.append(Day(day, new=begins_news))
            marked = marked or begins_news
        days[-1].entries.append(entry)
    return days


def files_of(messages: Iterable[CaseMessage]) -> list[Attachment]:
    """All files of these letters, in their order."""
    return [file for message in messages for file in message.attachments.all()]


def _letter(readers: Readers, reader: User, message: CaseMessage) -> Entry:
    return Entry(
        message.created_at,
        message=message,
        mine=readers.is_by(message, reader),
        author=readers.author_of(message),
        clerk=readers.clerk_of(message),
    )


def told(case: Case, events: Iterable[CaseEvent], readers: Readers) -> list[tuple[CaseEvent, str]]:
    """What residents read of the history: no notes, and no letters a second time."""
    events = list(events)
    names = _assignees(case, events) | readers.names()
    told = [(event, _sentence(event, names)) for event in events]
    return [(event, text) for event, text in told if text]


def _sentence(event: CaseEvent, names: dict[str, str]) -> str:
    if event.kind == CaseEvent.Kind.OPENED:
        return _("Receipt confirmed.")
    if event.kind == CaseEvent.Kind.STATUS:
        words = {"status": resident_label(event.data["to"])}
        if event.data.get("by_itself"):
            return _("Status: %(status)s, by itself") % words
        return _("Status: %(status)s") % words
    if event.kind == CaseEvent.Kind.ASSIGNED and event.data["to"] in names:
        return _("%(name)s is in charge now.") % {"name": names[event.data["to"]]}
    if event.kind == CaseEvent.Kind.DUE:
        return _due_sentence(event)
    if event.kind == CaseEvent.Kind.APPOINTMENT:
        return appointment_sentence(event)
    if event.kind == CaseEvent.Kind.SHARED:
        return sharing_sentence(event, names)
    if event.kind == CaseEvent.Kind.INCIDENT and event.data["to"]:
        return _("Belongs to a known incident: %(title)s") % {"title": event.data["title"]}
    return ""


def appointment_sentence(event: CaseEvent) -> str:
    """The time that was named, or that it is off."""
    if called_off := event.data.get("called_off"):
        day = day_short(datetime.fromisoformat(called_off))
        return _("The appointment of %(day)s does not take place") % {"day": day}
    times = (datetime.fromisoformat(event.data[end]) for end in ("starts", "ends"))
    return _("Appointment: %(time)s") % {"time": in_words(*times)}


def sharing_sentence(event: CaseEvent, names: dict[str, str]) -> str:
    """Who reads the case from then on, or no longer; names by the UUIDs of people."""
    joined, left = (
        ", ".join(names[uuid] for uuid in event.data.get(key, []) if uuid in names)
        for key in ("joined", "left")
    )
    if joined:
        return _("Shared with %(names)s.") % {"names": joined}
    return _("No longer shared with %(names)s.") % {"names": left} if left else ""


def _due_sentence(event: CaseEvent) -> str:
    if event.data["to"]:
        return promise_in_words(datetime.fromisoformat(event.data["to"]))
    passed = due_words(datetime.fromisoformat(event.data["from"]))
    return _("The date we named does not hold any more: %(day)s") % {"day": passed}


def _assignees(case: Case, events: Iterable[CaseEvent]) -> dict[str, str]:
    """Names by UUID; whoever is in charge now is known already."""
    names = {str(case.assignee.uuid): str(case.assignee)} if case.assignee else {}
    named = {e.data["to"] for e in events if e.kind == CaseEvent.Kind.ASSIGNED and e.data["to"]}
    if former := named - names.keys():
        names |= {str(user.uuid): str(user) for user in User.objects.filter(uuid__in=former)}
    return names
