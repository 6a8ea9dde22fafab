"""Questions about documents; `visible_to` is the policy's rule for rows."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from portal.accounts.models import User
from portal.accounts.roles import is_case_staff
from portal.companies.models import Company, CompanyQuerySet
from portal.documents.audience import meant_for
from portal.notifications.models import Notification


class DocumentQuerySet(CompanyQuerySet):
    """Questions about documents."""

    def published(self) -> Self:
        """Documents that their audience may read now."""
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def visible_to(self, user: User | AnonymousUser, company: Company) -> Self:
        """Case staff see all; residents the published ones whose audience they belong to now."""
        rows = self.of(company)
        if is_case_staff(user, company):
            return rows
        if isinstance(user, AnonymousUser) or not user.is_active:
            return rows.none()
        return rows.published().filter(meant_for(user, company))

    def with_news(self, user: User, company: Company) -> Self:
        """Adds `is_new`: the login's notification about the document is still unread."""
        unread = Notification.objects.in_portal(user, company).unread()
        return self.annotate(is_new=Exists(unread.filter(target_uuid=OuterRef("uuid"))))
