"""Questions about cases, as chainable adjectives; `visible_to` is the policy's rule for rows."""

from typing import Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.access.querysets import CaseStaffQuerySet
from portal.accounts.models import User
from portal.companies.models import Company
from portal.people.models import Occupancy


class CaseQuerySet(CaseStaffQuerySet):
    """Questions about cases."""

    def for_resident(self, user: User, company: Company) -> Self:
        """What was opened for them while they held a unit there."""
        return self.filter(opened_for__user=user).held_when_opened()

    def held_when_opened(self) -> Self:
        """Cases whose person held a unit of the property on the day the case was opened."""
        return self.filter(Exists(_occupancies_of_that_day()))

    def with_names(self) -> Self:
        """With all that a page or an answer of the API names about a case, in one query."""
        return self.select_related(
            "company", "category", "property", "unit", "opened_for", "assignee"
        )

    def unfinished(self) -> Self:
        """Cases somebody still has to do something about."""
        return self.filter(status__in=self.model.UNFINISHED)

    def overdue(self) -> Self:
        """Cases whose date has passed while it was the company's turn."""
        ours = self.unfinished().exclude(status=self.model.Status.WAITING_RESIDENT)
        return ours.filter(due_at__lt=timezone.now())


def _occupancies_of_that_day() -> "QuerySet[Occupancy]":
    day = OuterRef("created_at__date")
    rows: QuerySet[Occupancy] = Occupancy.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day),
        person=OuterRef("opened_for"),
        unit__building__property=OuterRef("property"),
        starts_on__lte=day,
    )
    return rows
