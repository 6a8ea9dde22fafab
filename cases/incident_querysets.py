"""Questions about incidents; `visible_to` is the policy's rule for rows."""

from datetime import timedelta
from typing import Any, Self

from django.apps import apps
from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.access.querysets import CaseStaffQuerySet
from portal.accounts.models import User
from portal.companies.models import Company
from portal.people.models import Occupancy
from portal.people.policies import property_policy
from portal.properties.models import Property

# How long those it concerned can look up how it ended; who has joined can for ever.
KEPT = timedelta(days=14)


class IncidentQuerySet(CaseStaffQuerySet):
    """Questions about incidents."""

    def active(self) -> Self:
        """What is not over."""
        return self.filter(status=self.model.Status.ACTIVE)

    def for_resident(self, user: User, company: Company) -> Self:
        """What concerns a unit they hold today: going on, over since lately, or joined."""
        joined = Exists(_joins_of(user, company))
        recent = Q(status=self.model.Status.ACTIVE) | Q(ended_at__gt=timezone.now() - KEPT)
        return self.concerning(user, company).filter(recent | joined)

    def concerning(self, user: User, company: Company) -> Self:
        """What lies where the user holds a unit today, over or not."""
        return self.filter(_concerns(user, company))

    def at(self, property: Property) -> Self:
        """What concerns this property or some of its buildings."""
        return self.filter(Exists(_scopes().filter(incident=OuterRef("pk"), property=property)))

    def with_joining(self, user: User, company: Company) -> Self:
        """Adds `joined_at`: since when this login is among those it affects, or None; and
        `is_here`: whether they hold a unit there today, and so may join.
        """
        joins = _joins_of(user, company)
        return self.annotate(
            joined_at=Subquery(joins.values("created_at")[:1]), is_here=_concerns(user, company)
        )

    def with_counts(self) -> Self:
        """Adds `joined` people and `linked` cases, both in the listing's own query."""
        return self.annotate(
            joined=_number_of(_rows("IncidentJoin")), linked=_number_of(_rows("Case"))
        )

    def with_places(self, user: User, company: Company) -> Self:
        """With what `where` reads: of its places those in a property the user may see."""
        houses = property_policy.visible_to(user, company)
        places = _scopes().filter(property__in=houses).select_related("property", "building")
        return self.prefetch_related(Prefetch("scopes", queryset=places))

    def newest_first(self) -> Self:
        """What has begun last comes first, going on before over."""
        return self.order_by(F("ended_at").desc(nulls_first=True), "-starts_at", "-pk")


def _concerns(user: User, company: Company) -> Exists:
    held = Occupancy.objects.of_user(user, company).current()
    here = _scopes().filter(
        Q(building=None, property__in=held.values("unit__building__property"))
        | Q(building__in=held.values("unit__building")),
        incident=OuterRef("pk"),
    )
    return Exists(here)


def _joins_of(user: User, company: Company) -> "QuerySet[Any]":
    mine = {"person__user": user, "person__company": company}
    return _rows("IncidentJoin").filter(incident=OuterRef("pk"), **mine)


def _number_of(rows: "QuerySet[Any]") -> Coalesce:
    counted = rows.filter(incident=OuterRef("pk")).order_by().values("incident")
    number = counted.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _scopes() -> "QuerySet[Any]":
    return _rows("IncidentScope")


def _rows(model: str) -> "QuerySet[Any]":
    # The models know this module; it knows them by name.
    rows: QuerySet[Any] = apps.get_model("cases", model)._default_manager.all()
    return rows
