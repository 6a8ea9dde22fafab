"""`/vorgaenge/`: what one has reported, newest change first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from cases.models import Case
from cases.rows import case_rows
from portal.accounts.http import PortalRequest
from portal.core.keyset import page_of
from portal.notifications.queries import unread_by_target
from portal.people.residency import residency_of

PAGE_SIZE = 20
Status = Case.Status

# In the address, its word, and which statuses it shows; the first one is shown unless asked.
FILTERS = (
    ("offen", _("Open"), Case.UNFINISHED),
    ("wartet", _("Waiting for you"), (Status.WAITING_RESIDENT,)),
    ("abgeschlossen", _("Finished"), (Status.RESOLVED, Status.REJECTED, Status.CLOSED)),
    ("geteilt", pgettext_lazy("cases", "Shared with you"), tuple(Status)),
)
SHARED = "geteilt"


@require_safe
def case_list(request: PortalRequest) -> HttpResponse:
    """One's own cases in one of three states, or those of others; more of them behind a link."""
    chosen = next((f for f in FILTERS if f[0] == request.GET.get("stand")), FILTERS[0])
    residency = residency_of(request.user, request.company)
    if chosen[0] == SHARED:
        cases = Case.objects.visible_to(request.user, request.company).shared_with(request.user)
    else:
        person = residency.person if residency else None
        cases = Case.objects.of(request.company).own_of(person).filter(status__in=chosen[2])
    cases = cases.select_related("category")
    page = page_of(cases, request.GET.get("nach", ""), by="updated_at", size=PAGE_SIZE)
    shown = [case.uuid for case in page.rows]
    news = unread_by_target(request.user, request.company, shown)
    context = {
        "rows": case_rows(page.rows, news),
        "filters": FILTERS,
        "chosen": chosen[0],
        "cursor": page.cursor,
        "is_first_page": "nach" not in request.GET,
    }
    return render(request, "cases/list.html", context)
