"""For whom a document is: the levels, and who belongs to each of them today."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.companies.models import Company
from portal.people.models import BoardMembership, Occupancy


class Audience(models.TextChoices):
    """For whom a document is, within its property."""

    PERSON = "person", _("One person")
    UNIT = "unit", _("Owners and tenants of one unit")
    BOARD = "board", _("Advisory board")
    OWNERS = "owners", _("All owners")
    TENANTS = "tenants", _("All tenants")
    RESIDENTS = "residents", _("All owners and tenants")


# Of whom a document for the whole property is; None: in any right.
_ROLES: dict[str, str | None] = {
    Audience.OWNERS: Occupancy.Role.OWNER,
    Audience.TENANTS: Occupancy.Role.TENANT,
    Audience.RESIDENTS: None,
}


def meant_for(user: User, company: Company) -> Q:
    """The condition on Document for what is meant for this login today (DL-12).

    `readers_q` asks the same from the other side; tests hold the two together.
    """
    held = Occupancy.objects.of_user(user, company)
    boards = BoardMembership.objects.of_user(user, company).current()
    here = held.filter(unit__building__property=OuterRef("property"))
    then = OuterRef("dated_on")
    meant = (
        # Who has moved out keeps what was dated in their time; until then everything to them.
        (
            Q(audience=Audience.PERSON, person__user=user)
            & (Exists(here.current()) | Exists(here.on(then)))
        )
        # Nobody sees what was before them or comes after them.
        | (Q(audience=Audience.UNIT) & Exists(held.on(then).filter(unit=OuterRef("unit"))))
        | Q(audience=Audience.BOARD, property__in=boards.values("property"))
    )
    for audience, role in _ROLES.items():
        now = held.current() if role is None else held.current().filter(role=role)
        meant |= Q(audience=audience, property__in=now.values("unit__building__property"))
    return meant
