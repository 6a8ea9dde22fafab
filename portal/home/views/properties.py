"""`/liegenschaften/…`: one house with everything that belongs to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.incidents import known_at
from cases.models import Case
from cases.rows import case_rows
from cms.pages import property_page
from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest
from portal.announcements.queries import board
from portal.core import conf
from portal.documents.queries import by_year, documents_of
from portal.home.topics import grouped, topics_at
from portal.notifications.queries import unread_by_target
from portal.people.models import Occupancy
from portal.people.policies import property_policy
from portal.people.residency import residency_of
from portal.properties.calls import calls_for, emergency_numbers
from portal.properties.models import Property

_CASES_SHOWN = 5
_DOCUMENTS_SHOWN = 3
# Older ones are in the list of all documents, which has pages and a filter.
_DOCUMENTS_READ = 100


@require_safe
def property_list(request: PortalRequest) -> HttpResponse:
    """The properties one may see; with a single one, straight to it."""
    houses = list(property_policy.visible_to(request.user, request.company))
    if len(houses) == 1:
        return redirect("home:property", uuid=houses[0].uuid)
    held = {house.pk: _held(request, house) for house in houses}
    rows = [(house, held[house.pk]) for house in houses]
    return render(request, "home/properties.html", {"rows": rows})


@require_safe
def overview(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Open a case, what is open, the editors' words, contacts, documents, one's own units."""
    house = _house(request, uuid)
    user, company = request.user, request.company
    cases = list(
        Case.objects.visible_to(user, company)
        .filter(property=house)
        .unfinished()
        .select_related("category")[:_CASES_SHOWN]
    )
    news = unread_by_target(user, company, [case.uuid for case in cases])
    topics = topics_at(user, house)
    context = _common(request, house) | {
        "known": known_at(user, company, house),
        "cases": case_rows(cases, news),
        "calls": calls_for(company, house),
        "page": property_page(house),
        "new_case_url": f"{reverse('cases:new')}?liegenschaft={house.uuid}",
        "topics": topics,
        "topic_groups": grouped(topics),
        "documents": documents_of(user, company, house)[:_DOCUMENTS_SHOWN],
        "board": board(user, company, house),
        "board_url": reverse("home:property-notices", args=[house.uuid]),
    }
    return render(request, "home/property.html", context)


@require_safe
def documents(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """The documents of the house, by year."""
    house = _house(request, uuid)
    rows = documents_of(request.user, request.company, house)[:_DOCUMENTS_READ]
    context = _common(request, house) | {
        "years": by_year(rows),
        "link_minutes": conf.document_link_minutes(),
    }
    return render(request, "home/property_documents.html", context)


@require_safe
def notices(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """What hangs on the board of the house, and what hung there in the last year."""
    house = _house(request, uuid)
    shown = board(request.user, request.company, house, with_past=True)
    context = _common(request, house) | {"board": shown}
    return render(request, "home/property_notices.html", context)


@require_safe
def contacts(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """The office, and the firms that look after the house."""
    house = _house(request, uuid)
    context = _common(request, house) | {"calls": calls_for(request.company, house)}
    return render(request, "home/property_contacts.html", context)


@require_safe
def emergency(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """The numbers of this house, and what to do at once."""
    house = _house(request, uuid)
    context = _common(request, house) | {
        "where": house.address,
        "houses": [house],
        "numbers": emergency_numbers(request.company, [house]),
    }
    return render(request, "home/property_emergency.html", context)


def _house(request: PortalRequest, uuid: UUID) -> Property:
    return visible_or_404(property_policy, request, uuid)


def _held(request: PortalRequest, house: Property) -> list[Occupancy]:
    residency = residency_of(request.user, request.company)
    current = residency.current if residency else []
    return [o for o in current if o.unit.building.property_id == house.pk]


def _common(request: PortalRequest, house: Property) -> dict[str, Any]:
    return {"house": house, "held": _held(request, house)}
