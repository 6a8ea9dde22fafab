"""The page of notifications, marking them as read, and the bell's count."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.access.shortcuts import visible_or_404
from portal.accounts.http import PortalRequest
from portal.core.uuids import parse_uuid
from portal.notifications.actions import mark_read
from portal.notifications.models import Notification
from portal.notifications.policies import notification_policy
from portal.notifications.reading import Line, line, lines, unread_count, unread_text

PAGE_SIZE = 25


@dataclass(frozen=True)
class Group:
    """Notifications under one heading."""

    anchor: str
    title: str
    since: date
    lines: list[Line] = field(default_factory=list)

    @property
    def is_today(self) -> bool:
        """Whether its lines need the time of day alone."""
        return self.since == timezone.localdate()


@require_safe
def notification_list(request: PortalRequest) -> HttpResponse:
    """Newest first, under the days they came on."""
    rows = notification_policy.visible_to(request.user, request.company)
    rows = _after(rows, request.GET.get("nach", "")).select_related("recipient_person")
    found = list(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return render(
        request,
        "notifications/list.html",
        {
            "groups": _by_day(lines(request.user, request.company, shown)),
            "more_url": f"{request.path}?nach={shown[-1].uuid}" if len(found) > PAGE_SIZE else "",
        },
    )


@require_POST
def read(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Mark one as read and go to what it is about."""
    notification = visible_or_404(notification_policy, request, uuid)
    mark_read(user=request.user, company=request.company, uuids=[uuid])
    path = line(request.user, request.company, notification).path
    if path:
        return HttpResponseRedirect(path)
    messages.info(request, _("What this was about is not available to you any more."))
    return redirect("notifications:list")


@require_POST
def read_all(request: PortalRequest) -> HttpResponse:
    """Mark everything as read."""
    mark_read(user=request.user, company=request.company)
    messages.success(request, _("All notifications are marked as read."))
    return redirect("notifications:list")


@require_safe
def unread(request: PortalRequest) -> HttpResponse:
    """The bell's count; unchanged, it is answered with 304."""
    count = unread_count(request.user, request.company)
    answer = JsonResponse({"unread": count, "text": unread_text(count)})
    answer["ETag"] = f'"{count}"'
    # A browser may keep it to compare, but has to ask each time.
    answer["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


def _after(rows: "QuerySet[Notification]", uuid: str) -> "QuerySet[Notification]":
    """The rows behind the one that ended the page before."""
    if not uuid:
        return rows
    wanted = parse_uuid(uuid)
    last = rows.filter(uuid=wanted).first() if wanted else None
    if last is None:
        raise Http404
    return rows.filter(
        Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
    )


def _by_day(shown: list[Line]) -> list[Group]:
    """Under today, the last seven days, and earlier; groups without rows are left out."""
    today = timezone.localdate()
    groups = [
        Group("heute", _("Today"), today),
        Group("woche", _("Last seven days"), today - timedelta(days=7)),
        Group("frueher", _("Earlier"), date.min),
    ]
    for row in shown:
        day = timezone.localtime(row.notification.created_at).date()
        next(group for group in groups if day >= group.since).lines.append(row)
    return [group for group in groups if group.lines]
