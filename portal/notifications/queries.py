"""Questions about notifications that other rooms' lists ask."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count

from portal.accounts.models import User
from portal.companies.models import Company
from portal.notifications.models import Notification


def unread_by_target(user: User, company: Company, targets: Sequence[UUID]) -> dict[UUID, int]:
    """How many unread notifications the login has about each of these; one query at most."""
    if not targets:
        return {}
    rows = Notification.objects.in_portal(user, company).unread().filter(target_uuid__in=targets)
    return dict(rows.order_by().values_list("target_uuid").annotate(Count("pk")))
