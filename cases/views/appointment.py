"""`/vorgaenge/<uuid>/termin.ics`: the appointment of a case, for one's own calendar."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from cases.appointments import ahead_of, calendar_of
from cases.models import Case
from cases.policies import case_policy
from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest


@require_safe
def entry(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """The entry as a file; 404 where nothing is agreed or all is over."""
    rows = Case.objects.visible_to(request.user, request.company).with_names()
    rows = rows.select_related("company__site", "appointment")
    case: Case = visible_or_404(case_policy, request, uuid, rows=rows)
    appointment = ahead_of(case)
    if appointment is None:
        raise Http404
    return HttpResponse(
        calendar_of(case, appointment),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{case.number}.ics"',
            "Cache-Control": "private, no-store",
        },
    )
