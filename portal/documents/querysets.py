"""Questions about documents; `visible_to` is the policy's rule for rows."""

from typing import Self

from django.db.models import Exists, OuterRef

from portal.access.querysets import CaseStaffQuerySet
from portal.accounts.models import User
from portal.companies.models import Company
from portal.documents.audience import meant_for
from portal.notifications.models import Notification


class DocumentQuerySet(CaseStaffQuerySet):
    """Questions about documents."""

    def published(self) -> Self:
        """Documents that their audience may read now."""
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def for_resident(self, user: User, company: Company) -> Self:
        """The published ones whose audience they belong to now."""
        return self.published().filter(meant_for(user, company))

    def with_news(self, user: User, company: Company) -> Self:
        """Adds `is_new`: the login's notification about the document is still unread."""
        unread = Notification.objects.in_portal(user, company).unread()
        return self.annotate(is_new=Exists(unread.filter(target_uuid=OuterRef("uuid"))))
