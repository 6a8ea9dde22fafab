"""Rows of which case staff see all of their company, and residents some: asked in one place."""

from typing import Self

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.accounts.roles import is_case_staff
from portal.companies.models import Company, CompanyQuerySet


class CaseStaffQuerySet(CompanyQuerySet):
    """The rule of a policy as rows; a model says what of them a resident sees."""

    def visible_to(self, user: User | AnonymousUser, company: Company) -> Self:
        """All of the company's rows for its case staff; nobody sees any without a live login."""
        rows = self.of(company)
        if is_case_staff(user, company):
            return rows
        if isinstance(user, AnonymousUser) or not user.is_active:
            return rows.none()
        return rows.for_resident(user, company)

    def for_resident(self, user: User, company: Company) -> Self:
        """What of these rows of the company a resident sees."""
        raise NotImplementedError
