"""For whom an announcement is: the levels, and who belongs to each of them today."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.companies.models import Company
from portal.people.models import Occupancy
from portal.properties.models import Building


class Audience(models.TextChoices):
    """For whom an announcement is, within its houses."""

    EVERYONE = "everyone", _("All owners and tenants")
    OWNERS = "owners", _("All owners")
    TENANTS = "tenants", _("All tenants")


# In which right each of them has a unit; None: in any.
ROLES: dict[str, str | None] = {
    Audience.EVERYONE: None,
    Audience.OWNERS: Occupancy.Role.OWNER,
    Audience.TENANTS: Occupancy.Role.TENANT,
}


def meant_for(user: User, company: Company) -> Q:
    """The condition on Announcement for what is meant for this login today.

    `occupancies_meant` asks the same from the other side; tests hold the two together.
    """
    here = _in_its_houses(Occupancy.objects.of_user(user, company).current())
    meant = Q()
    for audience, role in ROLES.items():
        now = here if role is None else here.filter(role=role)
        meant |= Q(Exists(now), audience=audience)
    return meant


def occupancies_meant() -> "QuerySet[Occupancy]":
    """For a subquery of Announcement: the occupancies of today that the outer row is for."""
    audience = models.ExpressionWrapper(
        OuterRef("audience"), output_field=models.CharField(max_length=10)
    )
    meant = Q()
    for level, role in ROLES.items():
        meant |= Q(meant=level) if role is None else Q(meant=level, role=role)
    here = _in_its_houses(Occupancy.objects.current().filter(company=OuterRef("company")))
    return here.annotate(meant=audience).filter(meant)


def _in_its_houses(held: "QuerySet[Occupancy]") -> "QuerySet[Occupancy]":
    """Those in the properties of the outer announcement; in its buildings where it names some."""
    named = Building.objects.filter(announcements=OuterRef(OuterRef("pk")))
    return held.filter(
        ~Exists(named) | Exists(named.filter(pk=OuterRef("unit__building"))),
        unit__building__property__announcements=OuterRef("pk"),
    )
