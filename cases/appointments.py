"""An appointment in words, and as an entry for a calendar (iCalendar, RFC 5545)."""

from datetime import UTC, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from cases.models import Case, CaseAppointment
from portal.core.words import clock, day_short


def in_words(starts_at: datetime, ends_at: datetime) -> str:
    """Mi, 2.12., 8:00 Uhr bis 10:00 Uhr."""
    return _("%(day)s, %(from)s to %(to)s") % {
        "day": day_short(starts_at),
        "from": clock(starts_at),
        "to": clock(ends_at),
    }


def ahead_of(case: Case) -> CaseAppointment | None:
    """The case's appointment, unless there is none or it is over."""
    found: CaseAppointment | None = getattr(case, "appointment", None)
    return found if found is not None and found.is_ahead else None


def calendar_of(case: Case, appointment: CaseAppointment) -> bytes:
    """One entry; moved, it replaces the earlier one in the calendar that holds it."""
    entry = Event()
    entry.add("uid", f"{case.uuid}@{case.company.site.hostname}")
    entry.add("sequence", appointment.sequence)
    entry.add("dtstamp", appointment.updated_at.astimezone(UTC))
    entry.add("dtstart", appointment.starts_at.astimezone(UTC))
    entry.add("dtend", appointment.ends_at.astimezone(UTC))
    entry.add("summary", f"{case.subject} ({case.company.name})")
    entry.add("location", vText(", ".join([case.property.address, case.where])))
    address = case.company.absolute_url(reverse("cases:detail", args=[case.uuid]))
    lines = [appointment.note, " ".join([_("Case"), case.number]), address]
    entry.add("description", "\n".join(line for line in lines if line))
    entry.add("url", address)
    if case.company.branding.email:
        organizer = vCalAddress(f"MAILTO:{case.company.branding.email}")
        organizer.params["cn"] = vText(case.company.name)
        entry["organizer"] = organizer
    calendar = Calendar()
    calendar.add("prodid", "-//Treppenhaus//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
