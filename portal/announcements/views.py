"""`/aushang/`: all boards one may see, one announcement, and confirming having read it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest
from portal.announcements import actions, queries
from portal.announcements.policies import MARK_READ, announcement_policy


@require_safe
def announcement_list(request: PortalRequest) -> HttpResponse:
    """What hangs in one's houses, and below it what hung there in the last year."""
    board = queries.board(request.user, request.company, with_past=True, names_houses=True)
    return render(request, "announcements/list.html", {"board": board})


@require_safe
def detail(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """One announcement; staff see it before it hangs, as its readers will."""
    rows = queries.announcements_of(request.user, request.company)
    announcement = visible_or_404(
        announcement_policy, request, uuid, rows=rows.select_related("company")
    )
    context = {
        "announcement": announcement,
        "may_mark_read": announcement.is_current
        and announcement_policy.may(request.user, MARK_READ, announcement),
    }
    return render(request, "announcements/detail.html", context)


@require_POST
def read(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Confirm having read it."""
    announcement = visible_or_404(announcement_policy, request, uuid, action=MARK_READ)
    actions.mark_read(user=request.user, announcement=announcement)
    messages.success(request, _("Thank you. This notice is marked as read."))
    return redirect("announcements:detail", uuid=uuid)
