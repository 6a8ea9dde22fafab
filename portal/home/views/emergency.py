"""`/notfall/`: the numbers, one tap away from everywhere, signed out as well."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.http import PortalRequest
from portal.people.residency import residency_of
from portal.properties.calls import calls_for, calls_for_all


@login_not_required
@require_safe
def emergency(request: PortalRequest) -> HttpResponse:
    """Residents see the numbers of their houses, everybody else those of the company."""
    residency = residency_of(request.user, request.company)
    houses = residency.properties if residency else []
    if houses:
        calls, own = calls_for_all(request.company, houses)
    else:
        calls, own = calls_for(request.company), []
    context = {
        "layout": "base.html" if request.user.is_authenticated else "open.html",
        "houses": houses,
        "calls": calls,
        "calls_by_house": own,
    }
    return render(request, "home/emergency.html", context)
