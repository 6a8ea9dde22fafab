"""Cases as rows of a page, with what is new about each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.db.models import Count

from cases.models import Case
from cases.status import resident_label
from portal.accounts.models import User
from portal.companies.models import Company, CompanyOwned
from portal.notifications.models import Notification


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case, its status in the resident's words, and the number of unread notifications."""

    case: Case
    status_label: str
    news: int


@dataclass(frozen=True, slots=True)
class News:
    """How many unread notifications each thing on a page has; one query for the whole page."""

    by_target: dict[UUID, int]

    @classmethod
    def of(cls, user: User, company: Company, *things: Iterable[CompanyOwned]) -> Self:
        """Count for all these things at once."""
        wanted = [thing.uuid for group in things for thing in group]
        if not wanted:
            return cls({})
        rows = (
            Notification.objects.in_portal(user, company)
            .unread()
            .filter(target_uuid__in=wanted)
            .order_by()
            .values_list("target_uuid")
            .annotate(Count("pk"))
        )
        return cls(dict(rows))

    def about_cases(self, cases: Iterable[Case]) -> list[CaseRow]:
        """The cases as rows."""
        return [
            CaseRow(case, resident_label(case.status), self.by_target.get(case.uuid, 0))
            for case in cases
        ]
