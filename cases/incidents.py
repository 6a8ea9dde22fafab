"""Incidents as people meet them: before they report, on their start page, and one by itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.incident_policy import incident_policy
from cases.incident_querysets import IncidentQuerySet
from cases.models import Case, CaseCategory, Incident, IncidentUpdate
from portal.accounts.models import User
from portal.companies.models import Company
from portal.core.fillers import FILLERS
from portal.core.stairs import Step
from portal.core.words import moment
from portal.properties.models import Property

# More than is out of order anywhere; keeps pages bounded whatever happens.
_READ = 20
# From so many others on "your neighbours" points at nobody.
_NEIGHBOURS = 2
# So many letters a word has that says what something is about.
_TELLING = 5


@dataclass
class Day:
    """A day with its news, the newest first."""

    day: date
    updates: list[IncidentUpdate] = field(default_factory=list)


def incidents_of(user: User, company: Company) -> IncidentQuerySet:
    """What the user may see, with `joined_at` and, of its places, those the user may see."""
    rows = Incident.objects.visible_to(user, company).with_joining(user, company)
    found: IncidentQuerySet = rows.with_places(user, company)
    return found


def known_at(
    user: User,
    company: Company,
    property: Property | None = None,
    category: CaseCategory | None = None,
) -> list[Incident]:
    """What goes on where the user holds a unit, or at one property; newest first.

    With a category: what is about it, or about no topic at all.
    """
    rows = incidents_of(user, company).active()
    # Case staff see all incidents; their own home has those of their own house.
    rows = rows.concerning(user, company) if property is None else rows.at(property)
    if category is not None:
        rows = rows.filter(Q(category=None) | Q(category=category))
    return list(rows.newest_first()[:_READ])


def similar_at(user: User, property: Property, category: CaseCategory, text: str) -> list[Incident]:
    """What `known_at` leaves out, since it is about another topic, but is named like the text."""
    typed = _telling(text)
    if not typed:
        return []
    rows = incidents_of(user, category.company).active().at(property)
    rows = rows.exclude(category=None).exclude(category=category).select_related("category")
    return [
        incident
        for incident in rows.newest_first()[:_READ]
        if _are_alike(typed, _telling(f"{incident.title} {incident.category}"))
    ]


def days_of(updates: Iterable[IncidentUpdate]) -> list[Day]:
    """The news under their days, as they come: newest first."""
    days: list[Day] = []
    for update in updates:
        day = timezone.localtime(update.created_at).date()
        if not days or days[-1].day != day:
            days.append(Day(day))
        days[-1].updates.append(update)
    return days


def _telling(text: str) -> set[str]:
    """The words that say what it is about."""
    words = set(re.findall(r"\w+", text.casefold())) - FILLERS
    return {word for word in words if len(word) >= _TELLING}


def _are_alike(typed: set[str], named: set[str]) -> bool:
    """Whether a word begins like another: "Heizung" and "Heizungsausfall", "Aufzug", "Aufzugs"."""
    return any(a.startswith(b) or b.startswith(a) for a in typed for b in named)


def steps_of(incident: Incident) -> list[Step]:
    """Reported, being worked on, over: with when it was, or is expected."""
    ended = incident.ended_at is not None
    end = incident.ended_at or incident.promised_end
    note = moment(end) if end else ""
    if end and not ended:
        note = _("expected %(moment)s") % {"moment": note}
    return [
        Step(_("Known"), moment(incident.starts_at), done=True),
        Step(_("We are on it"), done=ended, current=not ended),
        Step(_("Fixed"), note, done=ended, current=ended),
    ]


def has_neighbours(incident: Incident, user: User) -> bool:
    """Whether several others have joined; how many is for staff alone to know."""
    others = incident.joins.exclude(person__user=user)
    return others[:_NEIGHBOURS].count() == _NEIGHBOURS


def incident_of(case: Case, user: User) -> Incident | None:
    """The incident a case belongs to, if this user may see it."""
    if case.incident_id is None:
        return None
    rows = incident_policy.visible_to(user, case.company)
    return rows.filter(pk=case.incident_id).first()
