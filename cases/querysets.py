"""Questions about cases, as chainable adjectives; `visible_to` is the policy's rule for rows."""

from typing import Any, Self

from django.apps import apps
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.access.querysets import CaseStaffQuerySet
from portal.accounts.models import User
from portal.companies.models import Company, CompanyQuerySet
from portal.people.models import BoardMembership, Occupancy, Person


class CaseQuerySet(CaseStaffQuerySet):
    """Questions about cases."""

    def for_resident(self, user: User, company: Company) -> Self:
        """What was opened for them while they held a unit there, and what is shared with them.

        By primary keys: an OR over both would make the database walk the whole table.
        """
        own = self.filter(opened_for__user=user).held_when_opened()
        keys = own.order_by().values("pk").union(_shared_with(user).order_by().values("case"))
        return self.filter(pk__in=keys)

    def own_of(self, person: Person | None) -> Self:
        """The person's own alone, in the order of `case_of_resident`: a page of them costs the
        same however many there are.
        """
        return self.filter(opened_for=person).held_when_opened() if person else self.none()

    def shared_with(self, user: User) -> Self:
        """What others share with them today."""
        return self.filter(pk__in=_shared_with(user).values("case"))

    def held_when_opened(self) -> Self:
        """Cases whose person held a unit of the property on the day the case was opened."""
        return self.filter(Exists(_occupancies_of_that_day()))

    def with_names(self) -> Self:
        """With all that a page or an answer of the API names about a case, in one query.

        And with `was_shared`: most never are, and need no query for whom with.
        """
        participants = apps.get_model("cases", "CaseParticipant")
        return self.select_related(
            "company", "category", "property", "unit", "opened_for", "assignee"
        ).annotate(was_shared=Exists(participants.objects.filter(case=OuterRef("pk"))))

    def unfinished(self) -> Self:
        """Cases somebody still has to do something about."""
        return self.filter(status__in=self.model.UNFINISHED)

    def overdue(self) -> Self:
        """Cases whose date has passed while it was the company's turn."""
        ours = self.unfinished().exclude(status=self.model.Status.WAITING_RESIDENT)
        return ours.filter(due_at__lt=timezone.now())


class ParticipantQuerySet(CompanyQuerySet):
    """Questions about whom a case is shared with."""

    def unended(self) -> Self:
        """Nobody has taken it back."""
        return self.filter(ended_at=None)

    def living(self) -> Self:
        """Not taken back, and the tie that brought them in holds today."""
        return self.filter(_still_tied(), ended_at=None)

    def with_standing(self) -> Self:
        """Past ones too, each with `is_living`, and with the person."""
        living = _still_tied() & Q(ended_at=None)
        return self.select_related("person").annotate(
            is_living=ExpressionWrapper(living, output_field=BooleanField())
        )


def _still_tied() -> Q:
    today = timezone.localdate()
    units = Occupancy.objects.filter(person=OuterRef("person"), unit=OuterRef("unit"))
    seats = BoardMembership.objects.filter(
        person=OuterRef("person"), property=OuterRef("case__property")
    )
    return Q(Exists(units.on(today))) | Q(Exists(seats.on(today)), unit=None)


def _shared_with(user: User) -> "QuerySet[Any]":
    # By name: the model's module needs this one first.
    participants = apps.get_model("cases", "CaseParticipant")
    rows: QuerySet[Any] = participants._default_manager.filter(person__user=user).living()
    return rows


def _occupancies_of_that_day() -> "QuerySet[Occupancy]":
    day = OuterRef("created_at__date")
    rows: QuerySet[Occupancy] = Occupancy.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day),
        person=OuterRef("opened_for"),
        unit__building__property=OuterRef("property"),
        starts_on__lte=day,
    )
    return rows
