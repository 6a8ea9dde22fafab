"""What ties a login to a company: without a tie nobody signs in there or gets a letter."""

from django.utils import timezone

from portal.accounts.models import StaffMembership, User
from portal.accounts.roles import is_staff
from portal.companies.models import Company
from portal.people.models import Person
from portal.people.residency import belongs

Tie = Person | StaffMembership


def may_sign_in(user: User, company: Company) -> bool:
    """Whether this login opens this company's door: one of its people, its staff, an operator."""
    return user.is_active and (is_staff(user, company) or belongs(user, company))


def reset_tie_of(user: User, company: Company) -> Tie | None:
    """The row by which this company writes a login a reset letter, or None for strangers.

    Operators who are nobody's staff have none: their password is set on the machine. An invited
    person has one, since accepting may ask for the forgotten password of an older login.
    """
    people = Person.objects.of(company)
    open_invitation = {
        "invitations__accepted_at": None,
        "invitations__revoked_at": None,
        "invitations__expires_at__gt": timezone.now(),
    }
    found: Tie | None = (
        StaffMembership.objects.of(company).filter(user=user, is_active=True).first()
        or people.filter(user=user).first()
        or people.filter(user=None, email__iexact=user.email, **open_invitation).first()
    )
    return found
