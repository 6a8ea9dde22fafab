"""`/notfall/`: the numbers, one tap away from everywhere; by the hallway's code without a login."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from portal.accounts.http import PortalRequest
from portal.people.residency import residency_of
from portal.properties.calls import emergency_numbers
from portal.properties.queries import find_code


@login_not_required
@require_safe
def emergency(request: PortalRequest) -> HttpResponse:
    """Residents see the numbers of their houses, everybody else those of the company."""
    residency = residency_of(request.user, request.company)
    houses = residency.properties if residency else []
    context = {
        "layout": "base.html" if request.user.is_authenticated else "open.html",
        "where": houses[0].address if len(houses) == 1 else "",
        "houses": houses,
        "numbers": emergency_numbers(request.company, houses),
    }
    return render(request, "home/emergency.html", context)


@login_not_required
@require_safe
def by_code(request: PortalRequest, code: str) -> HttpResponse:
    """What the notice in the hallway leads to: this house's numbers, and nothing of any person.

    The same for everybody, signed in or not. A code that opens nothing still answers with the
    company's numbers: whoever scans an old notice needs help, not an apology.
    """
    found = find_code(request.company, code)
    houses = [found.property] if found else []
    context = {
        "layout": "open.html",
        "by_code": True,
        "where": found.where if found else "",
        "houses": houses,
        "numbers": emergency_numbers(request.company, houses),
    }
    template = "home/emergency.html" if found else "home/emergency_code_gone.html"
    response = render(request, template, context, status=200 if found else 404)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    # A renewed code ends at once, on the phone that has shown it as well.
    add_never_cache_headers(response)
    return response
