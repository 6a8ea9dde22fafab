"""The events of a case in words staff read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cases.expected import due_words
from cases.models import Case, CaseEvent
from cases.readers import Readers
from cases.thread import appointment_sentence, sharing_sentence
from portal.accounts.models import User

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One event."""

    when: datetime
    who: str
    what: str


def history_of(case: Case, readers: Readers) -> list[Line]:
    """The newest first; the names of those a case was handed to are read in one query."""
    events = list(
        CaseEvent.objects.of(case.company)
        .filter(case=case)
        .select_related("actor")
        .order_by("-created_at", "-pk")[:_LONGEST]
    )
    names = _names(events) | readers.names()
    return [Line(event.created_at, _who(event), _words(event, names)) for event in events]


def _who(event: CaseEvent) -> str:
    if event.actor is not None:
        return str(event.actor)
    return _("By itself") if event.data.get("by_itself") else _("Somebody who has left")


def _names(events: list[CaseEvent]) -> dict[str, str]:
    wanted = set(_assignees(events))
    if not wanted:
        return {}
    return {str(user.uuid): str(user) for user in User.objects.filter(uuid__in=wanted)}


def _assignees(events: list[CaseEvent]) -> Iterator[str]:
    for event in events:
        if event.kind == CaseEvent.Kind.ASSIGNED and event.data.get("to"):
            yield event.data["to"]


def _words(event: CaseEvent, names: dict[str, str]) -> str:
    if event.kind == CaseEvent.Kind.STATUS:
        return _status_words(event)
    if event.kind == CaseEvent.Kind.ASSIGNED:
        receiver = event.data.get("to")
        if not receiver:
            return _("Assigned to nobody")
        return _("Assigned to %(name)s") % {"name": names.get(receiver, "–")}
    if event.kind == CaseEvent.Kind.DUE:
        day = event.data.get("to")
        if not day:
            return _("Took the date back")
        return _("Next message by %(day)s") % {"day": due_words(datetime.fromisoformat(day))}
    if event.kind == CaseEvent.Kind.APPOINTMENT:
        return appointment_sentence(event)
    if event.kind == CaseEvent.Kind.SHARED:
        return sharing_sentence(event, names)
    if event.kind == CaseEvent.Kind.INCIDENT:
        if not event.data["to"]:
            return _("Taken out of the incident")
        return _("Belongs to the incident: %(title)s") % {"title": event.data["title"]}
    return {
        CaseEvent.Kind.OPENED: _opened_words(event),
        CaseEvent.Kind.REPLIED: _("Wrote a message"),
        CaseEvent.Kind.NOTED: _("Wrote an internal note"),
    }.get(CaseEvent.Kind(event.kind), event.get_kind_display())


def _opened_words(event: CaseEvent) -> str:
    if "source" not in event.data:
        return _("Opened the case")
    source = Case.Source(event.data["source"]).label
    return _("Wrote the case down (%(source)s)") % {"source": source}


def _status_words(event: CaseEvent) -> str:
    words = _("Status: %(status)s") % {"status": Case.Status(event.data["to"]).label}
    reason = event.data.get("reason")
    return f"{words} – {reason}" if reason else words
