"""`/mehr/`: on phones, the places that have no tab of their own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.http import PortalRequest


@require_safe
def more(request: PortalRequest) -> HttpResponse:
    """Documents, questions, notifications and the account."""
    return render(request, "home/more.html")
