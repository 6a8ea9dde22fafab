"""What is new about the things on a page: cases and documents together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from cases.models import Case
from cases.rows import CaseRow, case_rows
from portal.accounts.models import User
from portal.companies.models import Company, CompanyOwned
from portal.notifications.queries import unread_by_target


@dataclass(frozen=True, slots=True)
class News:
    """How many unread notifications each thing on a page has; one query for the whole page."""

    by_target: dict[UUID, int]

    @classmethod
    def of(cls, user: User, company: Company, *things: Iterable[CompanyOwned]) -> Self:
        """Count for all these things at once."""
        wanted = [thing.uuid for group in things for thing in group]
        return cls(unread_by_target(user, company, wanted))

    def about_cases(self, cases: Iterable[Case]) -> list[CaseRow]:
        """The cases as rows."""
        return case_rows(cases, self.by_target)
