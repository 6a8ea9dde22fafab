"""`/vorgaenge/<uuid>/protokoll.pdf`: the whole case as a PDF to keep."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import downloads
from cases.models import Case
from cases.policies import case_policy
from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest


@require_safe
def record(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Made anew each time, for whoever may read the case; staff come here from the admin too."""
    rows = Case.objects.visible_to(request.user, request.company).with_names()
    case: Case = visible_or_404(case_policy, request, uuid, rows=rows)
    return downloads.record_of(case, request.user) or _unavailable(request, case)


def _unavailable(request: HttpRequest, case: Case) -> HttpResponse:
    return render(request, "cases/record_unavailable.html", {"case": case}, status=503)
