"""`/stoerungen/<uuid>/`: one incident, and joining it in one tap."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages as notes
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases import actions
from cases.incident_policy import LEAVE, incident_policy
from cases.incidents import days_of, has_neighbours, incidents_of, steps_of
from cases.models import Incident
from cases.policies import OPEN, category_policy
from portal.access.policies import NotAllowedError
from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest


@require_safe
def incident(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """What is known, by when it should be over, the news, and "affects me too"."""
    found = _incident(request, uuid)
    updates = list(found.updates.select_related("author"))
    context = {
        "incident": found,
        "days": days_of(updates),
        "changed_at": updates[0].created_at if updates else found.starts_at,
        "steps": steps_of(found),
        "concerned": incident_policy.may(request.user, LEAVE, found),
        "neighbours": found.is_active and has_neighbours(found, request.user),
        "report_url": _report_url(request, found),
    }
    return render(request, "cases/incident.html", context)


@require_POST
def join(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """It affects me too."""
    found = _incident(request, uuid)
    if not found.is_active:
        notes.info(request, _("This is over since. There is nothing to join any more."))
        return redirect("cases:incident", uuid=uuid)
    try:
        actions.join_incident(user=request.user, incident=found)
    except NotAllowedError as error:
        raise PermissionDenied from error
    return redirect("cases:incident", uuid=uuid)


@require_POST
def leave(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """It does not, after all."""
    found = _incident(request, uuid)
    try:
        actions.leave_incident(user=request.user, incident=found)
    except NotAllowedError as error:
        raise PermissionDenied from error
    notes.info(request, _("You are not among those it affects any more."))
    if not incidents_of(request.user, request.company).filter(uuid=uuid).exists():
        # Over for so long that only those who have joined still see it.
        return redirect("home:start")
    return redirect("cases:incident", uuid=uuid)


def _incident(request: PortalRequest, uuid: UUID) -> Incident:
    rows = incidents_of(request.user, request.company).select_related(
        "company", "category__company"
    )
    found: Incident = visible_or_404(incident_policy, request, uuid, rows=rows)
    return found


def _report_url(request: PortalRequest, found: Incident) -> str:
    """Where somebody for whom it is different reports it: on its topic, if that is theirs."""
    query = urlencode({"betreff": found.title})
    if found.category and category_policy.may(request.user, OPEN, found.category):
        return f"{reverse('cases:new-details', args=[found.category.key])}?{query}"
    return f"{reverse('cases:new')}?{query}"
