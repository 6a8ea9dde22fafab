"""Questions about announcements; `visible_to` is the policy's rule for rows."""

from datetime import timedelta
from typing import Any, Self

from django.apps import apps
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.access.querysets import CaseStaffQuerySet
from portal.accounts.models import User
from portal.accounts.roles import is_case_staff
from portal.announcements.audience import meant_for, occupancies_meant
from portal.companies.models import Company

# How long one can look up what has been taken down because its time was over.
KEPT = timedelta(days=365)


class AnnouncementQuerySet(CaseStaffQuerySet):
    """Questions about announcements."""

    def hung(self) -> Self:
        """What has been put up, is not withdrawn and has begun, be it over or not."""
        return self.filter(
            published_at__isnull=False, withdrawn_at=None, starts_at__lte=timezone.now()
        )

    def current(self) -> Self:
        """What hangs now."""
        return self.hung().filter(ends_at__gt=timezone.now())

    def over(self) -> Self:
        """What hung until a day of the last twelve months."""
        now = timezone.now()
        return self.hung().filter(ends_at__lte=now, ends_at__gt=now - KEPT)

    def legible(self) -> Self:
        """Both: what residents can read, as long as they belong to its audience."""
        return self.hung().filter(ends_at__gt=timezone.now() - KEPT)

    def for_resident(self, user: User, company: Company) -> Self:
        """What hangs or hung for an audience they belong to now."""
        return self.legible().filter(meant_for(user, company))

    def with_reading(self, user: User, company: Company) -> Self:
        """Adds `read_at`, and `is_unread`: it is for this login, which has not read it."""
        reads = _reads().filter(
            announcement=OuterRef("pk"), person__user=user, person__company=company
        )
        unread = Q(~Exists(reads))
        if is_case_staff(user, company):
            # They see what is not for them as well, which is no news.
            unread &= meant_for(user, company)
        return self.annotate(
            read_at=Subquery(reads.values("read_at")[:1]),
            is_unread=ExpressionWrapper(unread, BooleanField()),
        )

    def with_reach(self) -> Self:
        """Adds `readers`, those of its audience who can sign in, and `read_by`, how many read it.

        Both in the listing's own query.
        """
        people = occupancies_meant().filter(person__user__is_active=True)
        read = _reads().filter(announcement=OuterRef(OuterRef("pk")), person=OuterRef("person"))
        return self.annotate(
            readers=_number_of_people(people),
            read_by=_number_of_people(people.filter(Exists(read))),
        )


def _number_of_people(occupancies: "QuerySet[Any]") -> Coalesce:
    counted = occupancies.order_by().values("company").annotate(n=Count("person", distinct=True))
    return Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)


def _reads() -> "QuerySet[Any]":
    # The models know this module; it knows them by name.
    rows: QuerySet[Any] = apps.get_model("announcements", "AnnouncementRead")._default_manager.all()
    return rows
