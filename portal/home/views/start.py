"""`/`: what waits for the resident comes first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.incidents import known_at
from cases.models import Case
from cases.rows import case_rows
from portal.accounts.http import PortalRequest
from portal.accounts.roles import is_staff
from portal.announcements.queries import board
from portal.documents.queries import documents_of
from portal.notifications.queries import unread_by_target
from portal.people.residency import Residency, residency_of

_OPEN_SHOWN = 3
_DOCUMENTS_SHOWN = 3
# More than anybody has open at once; keeps the page bounded whatever happens.
_CASES_READ = 30


@require_safe
def start(request: PortalRequest) -> HttpResponse:
    """Greeting, what waits, open cases, new documents; staff see the way to their workplace."""
    residency = residency_of(request.user, request.company)
    if residency is None or not residency.occupancies:
        works_here = is_staff(request.user, request.company)
        return render(request, "home/start_without_home.html", {"works_here": works_here})
    return render(request, "home/start.html", _at_home(request, residency))


def _at_home(request: PortalRequest, residency: Residency) -> dict[str, Any]:
    user, company = request.user, request.company
    cases = list(
        Case.objects.of(company)
        .own_of(residency.person)
        .unfinished()
        .select_related("category")[:_CASES_READ]
    )
    news = unread_by_target(user, company, [case.uuid for case in cases])
    rows = case_rows(cases, news)
    waiting = [row for row in rows if row.case.status == Case.Status.WAITING_RESIDENT]
    others = [row for row in rows if row.case.status != Case.Status.WAITING_RESIDENT]
    names_houses = len(residency.properties) > 1
    return {
        "today": timezone.localdate(),
        "known": known_at(user, company),
        "waiting": waiting,
        "open_cases": others[:_OPEN_SHOWN],
        "documents": documents_of(user, company)[:_DOCUMENTS_SHOWN],
        "board": board(user, company, names_houses=names_houses),
        "board_url": reverse("announcements:list"),
        "names_houses": names_houses,
        "moved_out": not residency.current,
    }
